"""What the desk asks of the database for an article of sixty blocks."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, TranslationContext, TranslationSource

from articles.models import ArticlePage
from localisation.segments.submitting import read_anew
from localisation.segments.submitting import submit as submit_page
from tests.conftest import Trees
from tests.localisation.long_article import make_long_article
from tests.localisation.translating import committed


def cost(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries, committed():
        work()
    return len(queries)


def test_long_article_is_submitted_and_read_anew_within_budget(news: Trees, en: Locale) -> None:
    article = make_long_article(news["ru"])
    assert cost(lambda: submit_page(article, en)) <= 400
    segments = StringSegment.objects.filter(source__object_id=article.translation_key)
    assert segments.count() > 110
    before = set(segments.values_list("pk", "string__data"))
    article = ArticlePage.objects.get(pk=article.pk)
    raw = list(article.body.raw_data)
    raw[0]["value"] = "<p>Совсем другое начало.</p>"
    raw.append(raw.pop(3))
    article.body = article.body.stream_block.to_python(raw)
    article.save_revision().publish()
    source = TranslationSource.objects.get()
    assert cost(lambda: read_anew(source)) <= 250
    texts = set(segments.values_list("string__data", flat=True))
    assert "Совсем другое начало." in texts
    assert not any("В зале № 1 открылась" in text for text in texts)
    assert len({pk for pk, _text in before} & set(segments.values_list("pk", flat=True))) > 0
    assert not TranslationContext.objects.filter(field_path="").exists()


def test_reading_an_unchanged_original_keeps_every_segment(news: Trees, en: Locale) -> None:
    article = make_long_article(news["ru"], 20)
    with committed():
        submit_page(article, en)
    before = list(StringSegment.objects.order_by("pk").values())
    read_anew(TranslationSource.objects.get())
    assert list(StringSegment.objects.order_by("pk").values()) == before
