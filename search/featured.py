"""What editors put above the results."""

from wagtail.models import Page

from core.visibility import open_to_all
from search.models import FeaturedResult
from search.questions import Question

MOST = 3


def featured_pages(question: Question, language: str) -> list[Page]:
    """Return the live pages of ``language`` that editors put first for ``question``, in one query."""
    chosen = FeaturedResult.objects.filter(keys__contains=[f"{language}:{question.key}"])
    pages = Page.objects.filter(
        open_to_all(),
        translation_key__in=chosen.values("page__translation_key"),
        locale__language_code=language,
    )
    return list(pages.order_by("pk")[:MOST])
