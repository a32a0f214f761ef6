"""Changes of a live page are translated before they are published, and go live with it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from accounts.models import User
from articles.models import ArticlePage
from core.dates import moment_in_words
from core.publishing import publish_due
from localisation.editor.segments import State, segments_of
from localisation.jobs.keeping import keep_board
from localisation.jobs.pages import keep_job
from localisation.models import TranslationJob
from publishing.blockers import readiness
from publishing.models import Release
from publishing.releasing import take_live
from tests.articles.factories import make_article, paragraph
from tests.conftest import Trees
from tests.localisation.translating import committed, fill, publish, result_of, translate
from tests.publishing.drafts import make_release

pytestmark = pytest.mark.usefixtures("unindexed")

OLD, NEW = "Вход свободный.", "Вход по билетам."
TEXTS = {"title": "Bridges", OLD: "Admission is free.", NEW: "Admission by ticket."}


@pytest.fixture
def article(news: Trees, en: Locale) -> ArticlePage:
    """A live article with a live translation, and a draft in which one sentence is another."""
    page = make_article(news["ru"], "Мосты", body=[paragraph(OLD)])
    translate(page, en, TEXTS)
    keep_board()
    return save_draft(page, NEW)


def save_draft(page: ArticlePage, sentence: str) -> ArticlePage:
    page = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.body[0].value.source = f"<p>{sentence}</p>"
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


def job_of(page: ArticlePage) -> TranslationJob:
    return TranslationJob.objects.select_related("translation__source").get(page_id=page.pk)


def translation_of(page: ArticlePage) -> Translation:
    translation = job_of(page).translation
    assert translation is not None
    return translation


def choose(client: Client, page: ArticlePage, version: str) -> str:
    """Press “Translate the draft”, or what is published again, in the editor; return the screen that follows."""
    url = reverse("localisation_jobs:draft", args=[translation_of(page).pk])
    with committed():
        return client.post(f"{url}?next={editor_of(page)}", {"version": version}, follow=True).content.decode()


def editor_of(page: ArticlePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[translation_of(page).get_target_instance().pk])


def press(client: Client, page: ArticlePage, action: str) -> str:
    with committed():
        return client.post(editor_of(page), {"action": action}, follow=True).content.decode()


def read(client: Client, page: Page) -> str:
    return client.get(page.get_url()).content.decode().replace("\u00a0", " ")


def test_translation_follows_what_is_published_until_somebody_asks_for_the_draft(
    article: ArticlePage, translator_client: Client
) -> None:
    html = translator_client.get(editor_of(article)).content.decode()
    assert "The original has a draft that is not published yet." in html
    assert [segment.state for segment in segments_of(translation_of(article))] == [State.DONE, State.DONE]
    assert "These texts are those of a draft of the original." in choose(translator_client, article, "draft")
    changed = segments_of(translation_of(article))[1]
    assert (changed.state, changed.source) == (State.CHANGED, NEW)
    assert changed.previous is not None
    assert changed.previous.target == "Admission is free."
    assert job_of(article).state == TranslationJob.State.IN_PROGRESS


def test_visitors_read_what_is_published_until_both_go_live(
    article: ArticlePage, en: Locale, translator_client: Client, editor_client: Client, client: Client
) -> None:
    choose(translator_client, article, "draft")
    fill(translation_of(article), TEXTS)
    assert "has been handed in for review." in press(translator_client, article, "hand_in")
    assert "Admission is free." in read(client, result_of(article, en))
    assert OLD in read(client, article)
    assert "go live together." in press(editor_client, article, "publish_pair")
    assert "Admission by ticket." in read(client, result_of(article, en))
    assert NEW in read(client, article)
    assert job_of(article).state == TranslationJob.State.LIVE
    assert not job_of(article).reads_draft


def test_translation_of_a_draft_is_not_published_alone(
    article: ArticlePage, en: Locale, editor_client: Client, client: Client
) -> None:
    choose(editor_client, article, "draft")
    fill(translation_of(article), TEXTS)
    html = editor_client.get(editor_of(article)).content.decode()
    assert "Publish both" in html
    assert "Publish in English" not in html
    assert "a draft of the original, which is not published yet. Publish both." in press(
        editor_client, article, "publish"
    )
    assert "Admission is free." in read(client, result_of(article, en))


def test_neither_goes_live_while_a_text_is_missing(article: ArticlePage, editor_client: Client) -> None:
    choose(editor_client, article, "draft")
    assert "1 text is not translated yet." in press(editor_client, article, "publish_pair")
    assert ArticlePage.objects.get(pk=article.pk).has_unpublished_changes


def test_what_changes_in_the_draft_reaches_its_translation(
    article: ArticlePage, editor_client: Client, press_client: Client
) -> None:
    choose(editor_client, article, "draft")
    fill(translation_of(article), TEXTS)
    save_draft(article, "Вход с набережной.")
    with committed():
        press_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
        editor_client.post(reverse("wagtail_localize:update_translations", args=[translation_of(article).source_id]))
    assert [segment.source for segment in segments_of(translation_of(article))][1] == "Вход с набережной."
    assert "1 text is not translated yet." in press(editor_client, article, "publish_pair")


def test_going_back_brings_back_what_visitors_read(article: ArticlePage, editor_client: Client) -> None:
    choose(editor_client, article, "draft")
    assert "are those that are published again." in choose(editor_client, article, "published")
    assert [segment.target for segment in segments_of(translation_of(article))] == ["Bridges", "Admission is free."]
    assert job_of(article).state == TranslationJob.State.LIVE


def test_publishing_the_original_alone_makes_the_translation_out_of_date(
    article: ArticlePage, en: Locale, editor_client: Client, client: Client
) -> None:
    choose(editor_client, article, "draft")
    with committed():
        article.get_latest_revision().publish()
    job = job_of(article)
    assert (job.reads_draft, job.state) == (False, TranslationJob.State.OUT_OF_DATE)
    assert "Admission is free." in read(client, result_of(article, en))


def test_both_go_live_at_the_time_set_for_the_original(
    article: ArticlePage, en: Locale, editor_client: Client, client: Client
) -> None:
    choose(editor_client, article, "draft")
    fill(translation_of(article), TEXTS)
    keep_job(article, en, translation_of(article))
    job_url = reverse("localisation_jobs:job", args=[job_of(article).pk])
    assert "original’s time" not in editor_client.get(editor_of(article)).content.decode()
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision()
    assert "Publish both at the original’s time" in editor_client.get(editor_of(article)).content.decode()
    assert "Publish both at the original’s time" in editor_client.get(job_url).content.decode()
    with override("en"):
        moment = moment_in_words(draft.go_live_at)
    assert f"{moment}: “Мосты” and its translation go live together." in press(editor_client, article, "publish_pair")
    assert "Admission is free." in read(client, result_of(article, en))
    revision = ArticlePage.objects.get(pk=article.pk).scheduled_revision
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    with committed():
        publish_due()
    assert NEW in read(client, article)
    assert "Admission by ticket." in read(client, result_of(article, en))


def test_approved_translation_of_the_draft_goes_live_whichever_way_the_original_does(
    article: ArticlePage, en: Locale, editor_client: Client, client: Client
) -> None:
    choose(editor_client, article, "draft")
    fill(translation_of(article), TEXTS)
    assert "is approved." in press(editor_client, article, "approve")
    with committed():
        ArticlePage.objects.get(pk=article.pk).get_latest_revision().publish()
    assert "Admission by ticket." in read(client, result_of(article, en))
    assert job_of(article).state == TranslationJob.State.LIVE


@pytest.mark.parametrize("is_approved", [True, False])
def test_release_takes_the_changes_of_both_live(
    is_approved: bool, article: ArticlePage, en: Locale, editor: User, editor_client: Client, client: Client
) -> None:
    choose(editor_client, article, "draft")
    english = result_of(article, en)
    release = make_release(article, english)
    assert "1 text is not translated yet." in " ".join(blockers_of(release)["Bridges"])
    assert not take_live(release.pk, editor).is_published
    fill(translation_of(article), TEXTS)
    if is_approved:
        press(editor_client, article, "approve")
    before = english.revisions.count()
    assert blockers_of(release) == {"Мосты": [], "Bridges": []}
    with committed():
        assert take_live(release.pk, editor).is_published
    assert "Admission by ticket." in read(client, result_of(article, en))
    assert NEW in read(client, article)
    assert english.revisions.count() == before + 1


def test_release_asks_for_the_original_of_changes_that_are_translated(
    article: ArticlePage, en: Locale, editor: User, editor_client: Client
) -> None:
    choose(editor_client, article, "draft")
    fill(translation_of(article), TEXTS)
    release = make_release(result_of(article, en))
    assert "which is not in this release. Add it." in " ".join(blockers_of(release)["Bridges"])
    assert not take_live(release.pk, editor).is_published


def blockers_of(release: Release) -> dict[str, list[str]]:
    with override("en"):
        return {part.title: [blocker.message for blocker in part.blockers] for part in readiness(release, None)}


def test_draft_is_offered_where_there_is_one_to_those_who_may_translate_it(
    article: ArticlePage, translator_client: Client, editor_client: Client, client: Client
) -> None:
    assert (
        "Translate the draft"
        in editor_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    )
    job_url = reverse("localisation_jobs:job", args=[job_of(article).pk])
    assert "Translate the draft" in translator_client.get(job_url).content.decode()
    publish(article)
    assert "Translate the draft" not in translator_client.get(job_url).content.decode()
    assert "has no draft that differs from what is published" in choose(translator_client, article, "draft")
    client.post(reverse("localisation_jobs:draft", args=[translation_of(article).pk]), {"version": "draft"})
    assert not job_of(article).reads_draft
