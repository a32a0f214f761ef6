"""Jobs of translators: what the row says, who may take which step, what happens to the original and the pair."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from articles.models import ArticlePage
from core.publishing import publish_due
from localisation.jobs.keeping import keep_board
from localisation.jobs.pages import keep_job
from localisation.jobs.progress import refresh
from localisation.models import Notice, SectionRule, TranslationJob
from people.models import Person
from tests.conftest import Trees
from tests.localisation.translating import committed, fill, publish, result_of, submit, translate

pytestmark = pytest.mark.usefixtures("unindexed")

State = TranslationJob.State


@pytest.fixture
def article(news: Trees) -> ArticlePage:
    """A published Russian article."""
    return news["ru"].add_child(
        instance=ArticlePage(title="Мосты", slug="mosty", lead="Три слова тут. И ещё четыре слова.")
    )


@pytest.fixture
def draft(news: Trees) -> ArticlePage:
    """An article that is not published, with a later draft."""
    page = news["ru"].add_child(instance=ArticlePage(title="Лодки", slug="lodki", live=False))
    page.lead = "Написано позже."
    page.save_revision()
    return page


@pytest.fixture
def translation(article: ArticlePage, en: Locale) -> Translation:
    """The translation of the published article, submitted, with its row."""
    translation = submit(article, en)
    keep_job(article, en, translation)
    return translation


def job_of(page: Page) -> TranslationJob:
    return TranslationJob.objects.get(page=page)


def step(client: Client, name: str, translation: Translation, **data: str) -> None:
    with committed():
        response = client.post(reverse(f"localisation_jobs:{name}", args=[translation.pk]), data)
    assert response.status_code == 302


def filled(translation: Translation) -> Translation:
    fill(translation)
    refresh(translation)
    return translation


def test_page_without_translation_is_not_started_and_counted(article: ArticlePage) -> None:
    keep_board()
    job = job_of(article)
    assert job.state == State.NOT_STARTED
    assert (job.words_total, job.words_done) == (8, 0)
    assert job.target_locale.language_code == "en"


def test_row_follows_every_saved_text_in_three_queries(translation: Translation) -> None:
    fill(translation, {"title": "Bridges"}, leave_out="lead")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        refresh(translation)
    assert len(queries) <= 3
    job = translation.job
    job.refresh_from_db()
    assert (job.state, job.words_done, job.words_left) == (State.IN_PROGRESS, 1, 7)


def test_translator_hands_in_editor_approves_and_publishes(
    translation: Translation, article: ArticlePage, translator_client: Client, editor_client: Client, editor: User
) -> None:
    step(translator_client, "hand_in", filled(translation))
    assert job_of(article).state == State.REVIEW
    assert Notice.objects.filter(recipient=editor, event=Notice.Event.READY).exists()
    step(editor_client, "approve", translation)
    assert job_of(article).state == State.APPROVED
    step(editor_client, "publish", translation)
    assert job_of(article).state == State.LIVE
    assert translation.get_target_instance().live


def test_incomplete_translation_is_not_handed_in(
    translation: Translation, article: ArticlePage, translator_client: Client
) -> None:
    fill(translation, leave_out="lead")
    step(translator_client, "hand_in", translation)
    assert job_of(article).handed_in_at is None


def test_editor_sends_back_with_a_note(
    translation: Translation, article: ArticlePage, translator_client: Client, editor_client: Client, translator: User
) -> None:
    step(translator_client, "hand_in", filled(translation))
    step(editor_client, "send_back", translation, note="")
    assert job_of(article).state == State.REVIEW
    step(editor_client, "send_back", translation, note="Мост — не причал.")
    job = job_of(article)
    assert (job.state, job.note, job.assignee) == (State.IN_PROGRESS, "Мост — не причал.", translator)
    notice = Notice.objects.get(recipient=translator)
    assert (notice.event, notice.text) == (Notice.Event.SENT_BACK, "Мост — не причал.")


@pytest.mark.parametrize("name", ["approve", "send_back", "publish", "publish_pair", "together"])
def test_translator_cannot_forge_an_editors_step(
    name: str, translation: Translation, article: ArticlePage, translator_client: Client
) -> None:
    step(translator_client, "hand_in", filled(translation))
    step(translator_client, name, translation, note="x", together="1")
    assert job_of(article).state == State.REVIEW
    assert not translation.get_target_instance().live


def test_press_office_neither_approves_nor_publishes(
    translation: Translation, article: ArticlePage, press_client: Client
) -> None:
    filled(translation)
    for name in ("approve", "publish"):
        step(press_client, name, translation)
    assert job_of(article).state == State.IN_PROGRESS


def test_locked_translation_is_not_handed_in(
    translation: Translation, article: ArticlePage, translator_client: Client, editor: User
) -> None:
    Page.objects.filter(pk=translation.get_target_instance().pk).update(locked=True, locked_by=editor)
    step(translator_client, "hand_in", filled(translation))
    assert job_of(article).state == State.IN_PROGRESS


def test_unknown_translation_is_not_found(editor_client: Client, site: object) -> None:
    assert editor_client.post(reverse("localisation_jobs:approve", args=[999_999])).status_code == 404
    assert editor_client.get(reverse("localisation_jobs:approve", args=[1])).status_code == 405
    assert editor_client.get(reverse("localisation_jobs:job", args=[999_999])).status_code == 404


def test_text_changed_after_approval_wants_approving_again(
    translation: Translation, article: ArticlePage, translator_client: Client, editor_client: Client
) -> None:
    step(translator_client, "hand_in", filled(translation))
    step(editor_client, "approve", translation)
    refresh(Translation.objects.get(pk=translation.pk))
    assert job_of(article).state == State.REVIEW


def test_republished_original_is_out_of_date_with_the_number_of_words(
    translation: Translation, article: ArticlePage, translator: User
) -> None:
    filled(translation)
    with committed():
        translation.save_target(publish=True)
    TranslationJob.objects.update(assignee=translator)
    assert job_of(article).state == State.LIVE
    publish(article, lambda page: setattr(page, "lead", "Совсем новый текст из шести слов."))
    job = job_of(article)
    assert (job.state, job.words_changed) == (State.OUT_OF_DATE, 6)
    assert translation.get_target_instance().live
    assert Notice.objects.filter(recipient=translator, event=Notice.Event.CHANGED).exists()


def test_unpublished_translation_is_in_progress_again(article: ArticlePage, en: Locale) -> None:
    page = translate(article, en)
    with committed():
        keep_board()
        result_of(article, en).unpublish()
    assert not result_of(article, en).live
    assert job_of(article).state == State.IN_PROGRESS
    page.refresh_from_db()


def test_deleting_the_original_takes_the_row_along(article: ArticlePage, translation: Translation) -> None:
    with committed():
        ArticlePage.objects.get(pk=article.pk).delete()
    assert not TranslationJob.objects.filter(page=article.pk).exists()


def test_translation_itself_and_alias_have_no_rows(article: ArticlePage, translation: Translation, news: Trees) -> None:
    news["ru"].refresh_from_db()
    article.create_alias(parent=news["ru"], update_slug="kopia")
    keep_board()
    keep_board()
    assert list(TranslationJob.objects.filter(title="Мосты").values_list("page", flat=True)) == [article.pk]


# Drafts and pairs


def test_draft_is_translated_as_it_stands_in_its_latest_version(
    draft: ArticlePage, en: Locale, editor_client: Client
) -> None:
    with committed():
        editor_client.post(reverse("wagtail_localize:submit_page_translation", args=[draft.pk]), {"locales": [en.pk]})
    texts = Translation.objects.get().source.stringsegment_set.values_list("string__data", flat=True)
    assert "Написано позже." in set(texts)
    assert job_of(draft).state == State.NOT_STARTED


def test_both_are_published_at_once(draft: ArticlePage, en: Locale, editor_client: Client) -> None:
    with committed():
        editor_client.post(reverse("wagtail_localize:submit_page_translation", args=[draft.pk]), {"locales": [en.pk]})
    translation = filled(Translation.objects.get())
    step(editor_client, "publish_pair", translation)
    assert Page.objects.get(pk=draft.pk).live
    english = result_of(draft, en)
    assert english.live
    assert english.lead == StringTranslation.objects.get(context__path="lead").data
    assert job_of(draft).state == State.LIVE


def test_neither_is_published_where_the_original_changed_since(
    draft: ArticlePage, en: Locale, editor_client: Client
) -> None:
    with committed():
        editor_client.post(reverse("wagtail_localize:submit_page_translation", args=[draft.pk]), {"locales": [en.pk]})
    translation = filled(Translation.objects.get())
    draft.lead = "И ещё раз иначе."
    draft.save_revision()
    step(editor_client, "publish_pair", translation)
    assert not Page.objects.get(pk=draft.pk).live
    assert not result_of(draft, en).live


def test_both_go_live_at_the_time_of_the_original(draft: ArticlePage, en: Locale, editor_client: Client) -> None:
    draft.go_live_at = timezone.now() + timedelta(hours=2)
    draft.save_revision()
    with committed():
        editor_client.post(reverse("wagtail_localize:submit_page_translation", args=[draft.pk]), {"locales": [en.pk]})
    translation = filled(Translation.objects.get())
    step(editor_client, "publish_pair", translation)
    assert not Page.objects.get(pk=draft.pk).live
    assert job_of(draft).goes_live_with_original
    revision = Page.objects.get(pk=draft.pk).latest_revision
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    with committed():
        publish_due()
    assert Page.objects.get(pk=draft.pk).live
    assert result_of(draft, en).live


def test_section_holds_an_original_back_until_its_translation_is_approved(
    draft: ArticlePage, en: Locale, news: Trees, editor_client: Client
) -> None:
    SectionRule.objects.create(section=news["ru"])
    with committed():
        editor_client.post(reverse("wagtail_localize:submit_page_translation", args=[draft.pk]), {"locales": [en.pk]})
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={draft.pk}&next=/admin/"
    response = editor_client.post(url, follow=True)
    assert "go live together with their translation" in response.content.decode()
    assert not Page.objects.get(pk=draft.pk).live
    translation = filled(Translation.objects.get())
    step(editor_client, "approve", translation)
    with committed():
        editor_client.post(url, follow=True)
    assert Page.objects.get(pk=draft.pk).live
    assert result_of(draft, en).live


def test_page_not_to_be_translated_is_published_alone(draft: ArticlePage, news: Trees, editor_client: Client) -> None:
    SectionRule.objects.create(section=news["ru"])
    keep_board()
    TranslationJob.objects.filter(page=draft).update(skip_reason="Для соседей", state=State.NOT_NEEDED)
    publish(draft)
    assert Page.objects.get(pk=draft.pk).live


# Records


def test_record_is_on_the_board_as_far_as_it_is_translated(db: None, ru: Locale, en: Locale) -> None:
    person = Person.objects.create(name_ru="Анна Речная", name_en="Anna Rechnaya", role_ru="главный хранитель")
    job = TranslationJob.objects.get(kind=TranslationJob.Kind.RECORD, object_id=person.pk)
    assert (job.state, job.words_total, job.words_done) == (State.IN_PROGRESS, 4, 2)
    person.role_en = "Chief curator"
    person.save()
    job.refresh_from_db()
    assert job.state == State.LIVE
    person.role_ru = "бывший главный хранитель"
    person.save()
    job.refresh_from_db()
    assert (job.state, job.words_changed) == (State.OUT_OF_DATE, 3)
    person.role_en = "Former chief curator"
    person.save()
    job.refresh_from_db()
    assert job.state == State.LIVE
    person.delete()
    assert not TranslationJob.objects.filter(pk=job.pk).exists()


def test_editor_accepts_that_a_record_is_still_right(editor_client: Client, ru: Locale, en: Locale) -> None:
    person = Person.objects.create(name_ru="Анна", name_en="Anna", role_ru="хранитель", role_en="curator")
    person.role_ru = "Хранитель"
    person.save()
    job = TranslationJob.objects.get(object_id=person.pk, kind=TranslationJob.Kind.RECORD)
    assert job.state == State.OUT_OF_DATE
    assert editor_client.get(reverse("localisation_jobs:job", args=[job.pk])).status_code == 200
    editor_client.post(reverse("localisation_jobs:accept", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == State.LIVE
