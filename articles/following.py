"""What readers of the news follow, and what is new for them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.letters import absolute
from accounts.registry import Followed, Follows, NewsItem
from articles.models import ArticleIndexPage, ArticlePage, Topic
from articles.models.pages import ArticlePerson, ArticleTopic
from core.dates import short_date
from core.visibility import open_to_all

MOST = 30


def topics(keys: Collection[str], language: str) -> dict[str, Followed]:
    """Return the topics with these keys that have a name in ``language``."""
    with override(language):
        page = ArticleIndexPage.objects.filter(open_to_all(), locale__language_code=language).order_by("path").first()
        url = (page.get_url() if page else "") or ""
        found = Topic.objects.filter(pk__in=[key for key in keys if key.isdecimal() and len(key) < 10])
        return {
            str(topic.pk): Followed(
                kind="articles.Topic",
                key=str(topic.pk),
                name=topic.name,
                url=f"{url}?topic={topic.slug}" if url else "",
                what=_("Topic"),
            )
            for topic in found
            if topic.name
        }


def news(follows: Follows, since: datetime, until: datetime, language: str) -> list[NewsItem]:
    """Return the articles published between ``since`` and ``until`` on what is followed; all of them for no follows."""
    found = ArticlePage.objects.published(until).in_language(language).filter(published_at__gt=since).newest_first()
    if follows:
        found = found.filter(_wanted(follows))
    with override(language):
        return [
            NewsItem(
                title=page.title,
                url=absolute(page.get_url() or ""),
                line=". ".join(part for part in (short_date(page.local_published_at), page.lead) if part),
                group="news",
                at=page.published_at,
                key=str(page.translation_key),
            )
            for page in found.select_related("locale")[:MOST]
        ]


def _wanted(follows: Follows) -> Q:
    def keys(kind: str) -> list[str]:
        return [key for label, key in follows if label == kind and key.isdecimal() and len(key) < 10]

    of_page = {"page": OuterRef("pk")}
    return (
        Q(Exists(ArticleTopic.objects.filter(topic_id__in=keys("articles.Topic"), **of_page)))
        | Q(Exists(ArticlePerson.objects.filter(person_id__in=keys("people.Person"), **of_page)))
        | Q(region_id__in=keys("venues.Region"))
    )
