"""What a translated page newly refers to is submitted by itself: once, for the same translator, and no further."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from accounts.models import User
from articles.models import ArticleIndexPage, ArticlePage
from localisation.batches import related
from localisation.batches.running import run
from localisation.jobs.pages import keep_job
from localisation.models import Batch, BatchItem, Notice, SectionRule, TranslationJob
from tests.articles.factories import make_article
from tests.conftest import Trees
from tests.events.factories import event as make_event
from tests.localisation.long_article import block
from tests.localisation.translating import committed, publish, translate


def mention(page: ArticlePage, *others: Page) -> None:
    """Let a page link to others, each in a paragraph of its own."""
    links = [f'<p>Ещё <a linktype="page" id="{other.pk}">об этом</a>.</p>' for other in others]
    publish(page, lambda changed: setattr(changed, "body", [block("paragraph", "".join(links), "links")]))


def is_submitted(page: Page) -> bool:
    return Translation.objects.filter(source__object_id=page.translation_key).exists()


@pytest.fixture
def article(news: Trees, en: Locale) -> ArticlePage:
    """A Russian article with a live translation."""
    page = make_article(news["ru"], "Мосты", slug="mosty")
    translate(page, en, {"title": "Bridges"})
    keep_job(page, en)
    return page


@pytest.fixture
def boats(news: Trees) -> ArticlePage:
    """A live article without a translation."""
    return make_article(news["ru"], "Лодки", slug="lodki")


def test_linked_page_goes_to_the_same_translator_for_the_same_day(
    article: ArticlePage, boats: ArticlePage, en: Locale, translator: User, translator_client: Client
) -> None:
    day = timezone.localdate() + timedelta(days=4)
    TranslationJob.objects.filter(page=article).update(
        assignee=translator, due_on=day, priority=TranslationJob.Priority.HIGH
    )
    mention(article, boats)
    job = TranslationJob.objects.get(page=boats)
    assert (job.assignee, job.due_on, job.priority) == (translator, day, TranslationJob.Priority.HIGH)
    assert (job.state, job.related_to_id) == (TranslationJob.State.ASSIGNED, article.pk)
    assert not boats.get_translation(en).live
    assert Notice.objects.get(event=Notice.Event.RELATED).recipient == translator
    html = translator_client.get(reverse("localisation_jobs:job", args=[job.pk])).content.decode()
    assert "“Мосты”, which is translated, refers to it" in html


def test_day_that_has_passed_and_what_a_job_has_already_are_not_overwritten(
    article: ArticlePage, boats: ArticlePage, en: Locale, translator: User, editor: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    TranslationJob.objects.filter(page=article).update(assignee=translator, due_on=yesterday)
    keep_job(boats, en)
    TranslationJob.objects.filter(page=boats).update(assignee=editor)
    mention(article, boats)
    job = TranslationJob.objects.get(page=boats)
    assert (job.assignee, job.due_on) == (editor, None)
    assert is_submitted(boats)


def test_chosen_page_of_a_relation_is_submitted_too(article: ArticlePage, whats_on: Trees, en: Locale) -> None:
    fair = make_event(whats_on, en="")
    publish(article, lambda page: setattr(page, "related_event", fair))
    assert is_submitted(fair)


def test_those_who_publish_hear_of_many_in_one_letter_where_nobody_has_the_page(
    article: ArticlePage, news: Trees, editor: User
) -> None:
    editor.email = "editor@example.org"
    editor.save()
    others = [make_article(news["ru"], f"Лодка {number}", slug=f"lodka-{number}") for number in range(3)]
    mail.outbox.clear()
    mention(article, *others)
    assert all(is_submitted(other) for other in others)
    letters = [letter for letter in mail.outbox if letter.to == [editor.email] and "Лодка 1" in letter.body]
    assert len(letters) == 1
    assert all(f"Лодка {number}" in letters[0].body for number in range(3))


def test_what_related_pages_refer_to_is_left_alone(article: ArticlePage, boats: ArticlePage, news: Trees) -> None:
    oars = make_article(news["ru"], "Вёсла", slug="vyosla")
    mention(boats, oars, article)
    mention(article, boats)
    assert is_submitted(boats)
    assert not is_submitted(oars)


def test_no_page_is_submitted_twice(article: ArticlePage, boats: ArticlePage, en: Locale) -> None:
    mention(article, boats)
    with committed():
        boats.get_translation(en).delete()
    mention(article, boats, boats)
    assert boats.get_translation_or_none(en) is None
    assert Batch.objects.count() == 1
    with committed():
        run(Batch.objects.get().pk)
    assert Notice.objects.filter(event=Notice.Event.RELATED, job__page=boats).count() <= 1


def test_what_the_translation_refers_to_already_is_not_new(news: Trees, boats: ArticlePage, en: Locale) -> None:
    body = [block("paragraph", f'<p>О <a linktype="page" id="{boats.pk}">лодках</a>.</p>', "links")]
    article = make_article(news["ru"], "Мосты", slug="mosty", body=body)
    translate(article, en)
    publish(article, lambda page: setattr(page, "lead", "Новые подробности."))
    assert not is_submitted(boats)


def test_drafts_skipped_pages_and_pages_of_the_other_language_are_not_submitted(
    article: ArticlePage, boats: ArticlePage, news: Trees, en: Locale
) -> None:
    draft = news["ru"].add_child(instance=ArticlePage(title="Черновик", slug="chernovik", live=False))
    english = make_article(news["en"], "Oars", slug="oars")
    job = keep_job(boats, en)
    TranslationJob.objects.filter(pk=job.pk).update(skip_reason="Для соседей")
    mention(article, draft, boats, english)
    assert not Batch.objects.exists()


def test_draft_that_is_mentioned_is_submitted_when_it_goes_live(article: ArticlePage, news: Trees, en: Locale) -> None:
    draft = news["ru"].add_child(instance=ArticlePage(title="Черновик", slug="chernovik", live=False))
    mention(article, draft)
    assert not is_submitted(draft)
    publish(draft)
    assert is_submitted(draft)
    assert TranslationJob.objects.get(page=draft).related_to_id == article.pk


def test_saving_a_draft_of_the_page_submits_nothing_until_it_is_published(
    article: ArticlePage, boats: ArticlePage, editor_client: Client
) -> None:
    TranslationJob.objects.filter(page=article).update(reads_draft=True)
    changed = ArticlePage.objects.get(pk=article.pk)
    changed.body = [block("paragraph", f'<p><a linktype="page" id="{boats.pk}">Лодки</a></p>', "links")]
    revision = changed.save_revision()
    from localisation.tasks import refresh_translations

    with committed():
        refresh_translations.enqueue(article.pk)
    assert not is_submitted(boats)
    with committed():
        revision.publish()
    assert is_submitted(boats)


def test_a_section_can_be_left_out(
    article: ArticlePage, boats: ArticlePage, news: Trees, editor_client: Client, translator_client: Client
) -> None:
    url = reverse("localisation_board:rules")
    sections = [page.pk for page in ArticleIndexPage.objects.all()]
    html = editor_client.get(url).content.decode()
    assert html.count('name="related"') == html.count('name="related" value') > 0
    editor_client.post(url, {"related": [pk for pk in sections if pk != news["ru"].pk]})
    assert not SectionRule.objects.get(section=news["ru"]).submits_related
    mention(article, boats)
    assert not is_submitted(boats)
    editor_client.post(url, {"related": sections})
    assert not SectionRule.objects.filter(section=news["ru"]).exists()
    mention(article, boats)
    assert is_submitted(boats)


def test_one_publication_submits_only_so_many(
    article: ArticlePage, news: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "MOST_RELATED", 2)
    others = [make_article(news["ru"], f"Лодка {number}", slug=f"lodka-{number}") for number in range(4)]
    mention(article, *others)
    assert sum(map(is_submitted, others)) == 2


def test_page_whose_section_is_not_translated_waits_and_says_why(
    article: ArticlePage, homes: Trees, editor_client: Client
) -> None:
    archive = homes["ru"].add_child(instance=ArticleIndexPage(title="Архив", slug="arhiv"))
    old = make_article(archive, "Старое", slug="staroe")
    mention(article, old)
    batch = Batch.objects.get()
    assert batch.items.get().state == BatchItem.State.FAILED
    html = editor_client.get(reverse("localisation_board:batch", args=[batch.pk])).content.decode()
    assert "Архив" in html
    assert "refers to them" in editor_client.get(reverse("localisation_board:batches")).content.decode()
