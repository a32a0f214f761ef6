"""Machine translation: off unless configured, marked, and never published before a person has looked."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from localisation.editor.segments import State, segments_of
from localisation.models import GlossaryTerm
from tests.articles.factories import make_article, paragraph
from tests.conftest import Trees
from tests.localisation.translating import committed, submit

DICTIONARY = {"CLASS": "localisation.machine.dictionary.DictionaryTranslator"}
BROKEN = {"CLASS": "tests.localisation.test_machine.BrokenTranslator"}


class BrokenTranslator:
    """A provider that is out of order."""

    display_name = "Broken"

    def __init__(self, options: dict) -> None:
        pass

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        return True

    def translate(self, source_locale: Locale, target_locale: Locale, strings: list) -> dict:
        raise ConnectionError("no route")


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
    assert "does not answer" in fill_by_machine(translator_client, translation)
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


@override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=BROKEN)
def test_provider_out_of_order_is_a_message(translation: Translation, translator_client: Client) -> None:
    assert "The machine translator does not answer. Nothing was changed." in fill_by_machine(
        translator_client, translation
    )


@override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=DICTIONARY)
def test_schedule_and_code_do_not_pass_by_the_person(translation: Translation, translator_client: Client) -> None:
    fill_by_machine(translator_client, translation)
    page = translation.get_target_instance()
    with override("en"), pytest.raises(ValidationError, match="confirm"), committed():
        page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live
