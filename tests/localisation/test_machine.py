"""Machine translation: off unless configured, marked, and never published before a person has looked."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from requests import HTTPError, ReadTimeout, Response
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from localisation.editor.segments import State, segments_of
from localisation.machine.running import AT_ONCE, run
from localisation.models import GlossaryTerm, MachineRun
from localisation.models.machine import PATIENCE
from localisation.tasks import run_machine
from tests.articles.factories import make_article, paragraph
from tests.conftest import Trees
from tests.localisation.translating import committed, submit

pytestmark = pytest.mark.usefixtures("unindexed")

DICTIONARY = {"CLASS": "localisation.machine.dictionary.DictionaryTranslator"}
BROKEN = {"CLASS": "tests.localisation.test_machine.BrokenTranslator"}


class BrokenTranslator:
    """A provider that is out of order."""

    display_name = "Broken"
    error: Exception = ConnectionError("no route")
    #: How many groups of texts it translates before it breaks.
    answers = 0

    def __init__(self, options: dict) -> None:
        pass

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        return True

    def translate(self, source_locale: Locale, target_locale: Locale, strings: list) -> dict:
        if not type(self).answers:
            raise self.error
        type(self).answers -= 1
        return {string: StringValue("Line") for string in strings}


@pytest.fixture
def translation(news: Trees, en: Locale) -> Translation:
    """An article submitted and empty."""
    GlossaryTerm.objects.create(term_ru="река", term_en="river")
    return submit(make_article(news["ru"], "Река", body=[paragraph("У <b>реки</b> тихо.")]), en)


def page_url(translation: Translation) -> str:
    return reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])


def fill_by_machine(client: Client, translation: Translation) -> str:
    url = reverse("localisation_editor:fill_machine", args=[translation.pk])
    return client.post(url, follow=True).content.decode()


def test_nothing_is_offered_unless_configured(translation: Translation, translator_client: Client) -> None:
    assert "Translate the rest" not in translator_client.get(page_url(translation)).content.decode()
    assert "No machine translator is set up" in fill_by_machine(translator_client, translation)
    assert not StringTranslation.objects.exists()


@override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=DICTIONARY)
def test_program_fills_in_and_a_person_confirms_each(
    translation: Translation, translator_client: Client, senior_client: Client
) -> None:
    assert "2 texts were translated by a program" in fill_by_machine(translator_client, translation)
    assert [segment.state for segment in segments_of(translation)] == [State.REVIEW, State.REVIEW]
    with committed():
        html = senior_client.post(page_url(translation), {"action": "publish"}, follow=True).content.decode()
    assert "2 texts were translated by a program: look at them and confirm them." in html
    assert not translation.get_target_instance().live
    for segment in segments_of(translation):
        url = reverse("localisation_editor:save", args=[translation.pk, segment.key])
        text = segment.target.replace("<b>", "⟨1⟩").replace("</b>", "⟨/1⟩")
        answer = translator_client.post(url, {"text": text, "seen": segment.version}).json()
        assert answer["state"] == "done"
    with committed():
        senior_client.post(page_url(translation), {"action": "publish"})
    assert translation.get_target_instance().live


@override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=DICTIONARY)
def test_dictionary_knows_the_glossary_and_keeps_markup(translation: Translation, translator_client: Client) -> None:
    fill_by_machine(translator_client, translation)
    assert [segment.target for segment in segments_of(translation)] == ["river", "U <b>river</b> tikho."]


def answer(status: int) -> HTTPError:
    response = Response()
    response.status_code = status
    return HTTPError(response=response)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConnectionError("no route"), "Broken does not answer. Try again later."),
        (ReadTimeout(), "Broken did not answer in time. Try again later."),
        (answer(403), "Broken does not accept this site’s key."),
        (answer(456), "Broken takes no more texts for now: its limit is reached."),
        (KeyError("translations"), "Broken answered with something that is no translation."),
        (RuntimeError("secret"), "Broken has failed; why is in the log."),
    ],
)
@override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=BROKEN)
def test_what_is_wrong_with_the_provider_is_told_plainly(
    error: Exception, words: str, translation: Translation, translator_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BrokenTranslator, "error", error)
    html = fill_by_machine(translator_client, translation)
    assert words in html
    assert "0 of 2 texts have been through the machine translator." in html
    assert "secret" not in html
    assert "Translate the rest with Broken" in html


@override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=BROKEN)
def test_what_was_filled_before_the_provider_failed_stays_and_the_next_run_goes_on(
    news: Trees, en: Locale, translator_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = submit(make_article(news["ru"], "Список", body=[paragraph(f"Строка {n}") for n in range(25)]), en)
    monkeypatch.setattr(BrokenTranslator, "answers", 1)
    assert "does not answer" in fill_by_machine(translator_client, long)
    assert StringTranslation.objects.filter(locale=en).count() == AT_ONCE
    assert long.machine_runs.get().done == AT_ONCE
    monkeypatch.setattr(BrokenTranslator, "answers", 1)
    assert "26 texts were translated by a program." in fill_by_machine(translator_client, long)


@override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=DICTIONARY)
def test_program_works_in_the_background_and_its_progress_is_shown(
    translation: Translation, translator_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(run_machine), "enqueue", lambda self, *args: None)
    html = fill_by_machine(translator_client, translation)
    assert "0 of 2 texts have been through the machine translator." in html
    assert "Translate the rest" not in html
    assert not StringTranslation.objects.exists()
    fill_by_machine(translator_client, translation)
    asked = translation.machine_runs.get()
    url = reverse("localisation_editor:machine_progress", args=[translation.pk])
    assert translator_client.get(url).json()["is_running"]
    run(asked.pk)
    run(asked.pk)
    progress = translator_client.get(url).json()
    assert (progress["done"], progress["total"], progress["is_running"]) == (2, 2, False)
    assert StringTranslation.objects.count() == 2


@override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=DICTIONARY)
def test_run_whose_worker_is_gone_can_be_asked_for_again(translation: Translation, translator_client: Client) -> None:
    MachineRun.objects.create(translation=translation, total=2, progressed_at=timezone.now() - 2 * PATIENCE)
    assert "2 texts were translated by a program." in fill_by_machine(translator_client, translation)


@override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=DICTIONARY)
def test_progress_is_told_to_those_alone_who_translate_the_page(
    translation: Translation, translator_client: Client, client: Client
) -> None:
    url = reverse("localisation_editor:machine_progress", args=[translation.pk])
    assert translator_client.get(url).status_code == 404
    assert client.get(url).status_code == 302


@override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=DICTIONARY)
def test_schedule_and_code_do_not_pass_by_the_person(translation: Translation, translator_client: Client) -> None:
    fill_by_machine(translator_client, translation)
    page = translation.get_target_instance()
    with override("en"), pytest.raises(ValidationError, match="confirm"), committed():
        page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live
