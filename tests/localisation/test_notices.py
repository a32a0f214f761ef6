"""Letters and notices: in the reader's language, when they want them, never twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from accounts.models import User
from articles.models import ArticlePage
from localisation.jobs.pages import keep_job
from localisation.models import Delivery, Notice, NoticePreference, TranslationJob
from localisation.notices.letters import send_digests, send_letter
from localisation.notices.telling import tell, tell_of_many
from tests.conftest import Trees
from tests.localisation.translating import committed

pytestmark = pytest.mark.usefixtures("unindexed")

#: Ten in the morning in Moscow, where the people of the tests live.
MORNING = datetime(2026, 6, 2, 7, 0, tzinfo=UTC)


@pytest.fixture
def jobs(news: Trees, en: Locale) -> list[TranslationJob]:
    """Two jobs."""
    pages = [
        news["ru"].add_child(instance=ArticlePage(title=f"<Мосты> {number}", slug=f"mosty-{number}"))
        for number in (1, 2)
    ]
    return [keep_job(page, en) for page in pages]


def wants(user: User, delivery: Delivery) -> None:
    NoticePreference.objects.update_or_create(user=user, defaults={"delivery": delivery})


def assign(user: User, jobs: list[TranslationJob], actor: User | None = None) -> None:
    with committed():
        tell_of_many(user, jobs, Notice.Event.ASSIGNED, actor)


def test_letter_comes_at_once_in_text_and_html_in_the_readers_language(
    jobs: list[TranslationJob], translator: User, editor: User
) -> None:
    translator.wagtail_userprofile.preferred_language = "ru"
    translator.wagtail_userprofile.save()
    assign(translator, jobs[:1], editor)
    (letter,) = mail.outbox
    assert letter.to == ["translator@example.org"]
    assert letter.subject == "Вам назначен перевод: <Мосты> 1"
    assert "Здравствуйте" in letter.body
    assert "<Мосты> 1" in letter.body
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    assert "&lt;Мосты&gt; 1" in html
    assert reverse("localisation_jobs:job", args=[jobs[0].pk]) in html
    assert "Hello" not in letter.body + html


def test_selection_makes_one_letter(jobs: list[TranslationJob], translator: User) -> None:
    assign(translator, jobs)
    (letter,) = mail.outbox
    assert letter.subject == "2 notices about translations"


def test_nobody_is_told_of_what_they_did_themselves(jobs: list[TranslationJob], editor: User) -> None:
    with committed():
        tell([editor], jobs[0], Notice.Event.READY, actor=editor)
    assert not Notice.objects.exists()


def test_notice_is_mailed_once_however_often_it_is_tried(jobs: list[TranslationJob], translator: User) -> None:
    assign(translator, jobs)
    keys = list(Notice.objects.values_list("pk", flat=True))
    assert not send_letter(keys)
    assert len(mail.outbox) == 1


def test_whoever_wants_no_letters_still_has_the_notice(jobs: list[TranslationJob], translator: User) -> None:
    wants(translator, Delivery.OFF)
    assign(translator, jobs)
    assert mail.outbox == []
    assert Notice.objects.filter(recipient=translator, read_at__isnull=True).count() == 2


def test_digest_gathers_a_day_and_is_never_sent_twice(jobs: list[TranslationJob], translator: User) -> None:
    wants(translator, Delivery.DAILY)
    assign(translator, jobs)
    assert mail.outbox == []
    assert send_digests(MORNING - timedelta(hours=6)) == 0
    assert send_digests(MORNING) == 1
    assert send_digests(MORNING) == 0
    assert len(mail.outbox) == 1
    assert "<Мосты> 1" in mail.outbox[0].body
    assert "<Мосты> 2" in mail.outbox[0].body
    assign(translator, jobs[:1])
    assert send_digests(MORNING + timedelta(hours=5)) == 0
    assert send_digests(MORNING + timedelta(days=1)) == 1


def test_changing_ones_mind_sends_no_old_letters(
    jobs: list[TranslationJob], translator: User, translator_client: Client
) -> None:
    wants(translator, Delivery.DAILY)
    assign(translator, jobs)
    translator_client.post(reverse("localisation_board:notices"), {"delivery": "at_once"})
    assert NoticePreference.objects.get(user=translator).delivery == "at_once"
    assert send_digests(MORNING) == 0
    assert mail.outbox == []


def test_nonsense_as_a_choice_is_said(jobs: list[TranslationJob], translator_client: Client) -> None:
    response = translator_client.post(reverse("localisation_board:notices"), {"delivery": "by pigeon"})
    assert response.status_code == 200
    assert not NoticePreference.objects.exists()


def test_notices_are_put_away(jobs: list[TranslationJob], translator: User, translator_client: Client) -> None:
    assign(translator, jobs)
    assert "A translation was assigned to you" in translator_client.get("/admin/").content.decode()
    translator_client.post(reverse("localisation_board:read"))
    assert "A translation was assigned to you" not in translator_client.get("/admin/").content.decode()


def test_sections_that_ask_for_a_translation_are_an_editors_choice(
    news: Trees, editor_client: Client, translator_client: Client
) -> None:
    from localisation.board.settings_views import sections_of
    from localisation.models import SectionRule

    url = reverse("localisation_board:rules")
    translator_client.post(url, {"sections": [news["ru"].pk]})
    assert not SectionRule.objects.exists()
    related = [page.pk for page in sections_of()]
    editor_client.post(url, {"sections": [news["ru"].pk], "related": related})
    assert SectionRule.objects.get().section_id == news["ru"].pk
    editor_client.post(url, {"sections": ["abc"], "related": related})
    assert SectionRule.objects.count() == 1
    editor_client.post(url, {"related": related})
    assert not SectionRule.objects.exists()
