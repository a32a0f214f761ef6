"""The translators' screens in both of the admin's languages, wide and narrow: axe finds nothing."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from accounts.models import User
from core.models import BasePage
from localisation.batches.running import make_batch
from localisation.jobs.keeping import keep_board
from localisation.memory.learning import add_pairs
from localisation.models import Arrival, Batch, BatchItem, GlossaryTerm, TranslationJob
from tests.articles.factories import make_article
from tests.browser.test_accessibility import LANGUAGES, SIZES, complaints
from tests.browser.test_translating import signed_in
from tests.localisation.long_article import change_body, make_long_article
from tests.localisation.test_exchange import exported, filled_in, sent
from tests.localisation.translating import fill, publish, submit

Trees = dict[str, BasePage]
Opener = Callable[..., Page]

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
#: Waits until what slides when the window grows narrow has come to rest: it lies over links on its way.
STILL = """async () => {
  await new Promise(requestAnimationFrame);
  const ending = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map((animation) => animation.finished));
}"""
RULES = {
    "runOnly": {"type": "tag", "values": LEVELS},
    "rules": {"target-size": {"enabled": True}, "page-has-heading-one": {"enabled": True}},
}


@pytest.fixture
def translation(seeded: None, news: Trees, en: Locale, translator: User) -> Translation:
    """A translation with texts of every kind: done, to do, changed, from memory, by a program, with remarks."""
    article = make_long_article(news["ru"], 12)
    found = submit(article, en)
    fill(found, leave_out="lead")
    add_pairs([{"ru": "Глава 4", "en": "Chapter 4"}], "an older article")

    def change(raw: list[dict]) -> list[dict]:
        raw[0]["value"] = raw[0]["value"].replace("вход свободный", "вход по билетам")
        return raw

    publish(article, lambda page: change_body(page, change))
    GlossaryTerm.objects.create(term_ru="выставка", term_en="exhibition", forbidden_en="exposition")
    keep_board()
    TranslationJob.objects.filter(page_id=article.pk).update(assignee=translator, note="Срочно")
    return found


@pytest.fixture
def arrival(translation: Translation, editor: User) -> Arrival:
    """A file that has come back with texts to take, and some that cannot be."""
    client = Client()
    client.force_login(editor)
    sent(client, ("back.xlf", filled_in(exported(client, translation, "xliff12"), lambda text: text.upper())))
    return Arrival.objects.latest("pk")


@pytest.fixture
def batch(translation: Translation, news: Trees, en: Locale, editor: User) -> Batch:
    """Background work of which one page could not be done."""
    make_article(news["ru"], "Лодки")
    keep_board()
    made = make_batch(Batch.Action.SUBMIT, TranslationJob.objects.filter(title="Лодки"), editor)
    made.items.update(state=BatchItem.State.FAILED, reason="Не вышло")
    return made


def screens(translation: Translation, arrival: Arrival, batch: Batch) -> dict[str, str]:
    job = TranslationJob.objects.get(translation=translation)
    return {
        "queue": reverse("wagtailadmin_home"),
        "board": reverse("localisation_board:index"),
        "job": reverse("localisation_jobs:job", args=[job.pk]),
        "editor": reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk]),
        "files": reverse("localisation_exchange:index"),
        "arrival": reverse("localisation_exchange:arrival", args=[arrival.pk]),
        "batches": reverse("localisation_board:batches"),
        "batch": reverse("localisation_board:batch", args=[batch.pk]),
        "notices": reverse("localisation_board:notices"),
        "rules": reverse("localisation_board:rules"),
        "glossary": reverse(GlossaryTerm.snippet_viewset.get_url_name("list")),
        "term": reverse(GlossaryTerm.snippet_viewset.get_url_name("add")),
        "terms from a file": reverse("localisation_glossary:import"),
    }


def faults_at(page: Page, name: str, address: str) -> list[str]:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    faults = []
    for size in SIZES:
        page.set_viewport_size(size)
        page.evaluate(STILL)
        faults += [f"{name} {size['width']}: {text}" for text in complaints(page, RULES)]
    return faults


def test_no_screen_of_the_desk_has_a_fault(
    translation: Translation, arrival: Arrival, batch: Batch, editor: User, server: str, open_page: Opener
) -> None:
    page = open_page("/healthz", **signed_in(editor, server))
    profile = UserProfile.get_for_user(editor)
    faults = []
    for language in LANGUAGES:
        profile.preferred_language = language
        profile.save()
        for name, address in screens(translation, arrival, batch).items():
            faults += faults_at(page, f"{language} {name}", address)
    assert faults == [], "\n" + "\n".join(faults)
