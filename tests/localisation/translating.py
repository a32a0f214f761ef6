"""Translating pages in tests the way a translator does: through wagtail-localize's own records."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from anyascii import anyascii
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from core.models import BasePage
from localisation.editor.segments import segments_of

Texts = dict[str, str]


def save_text(client: Client, translation: Translation, path: str, text: str) -> int:
    """Send one text as the editor does, over what is saved by then, and return the status."""
    segment = next(segment for segment in segments_of(translation) if segment.path == path)
    url = reverse("localisation_editor:save", args=[translation.pk, segment.key])
    return client.post(url, {"text": text, "seen": segment.version}).status_code


@contextmanager
def committed() -> Iterator[None]:
    """Run what waits for the transaction to be committed: publishing, background tasks."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


def submit(page: BasePage, locale: Locale) -> Translation:
    """Submit a page for translation and return the record; its draft exists then."""
    with committed():
        translate_object(page, [locale])
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)


def invented(text: str, language: str) -> str:
    """Return something in ``language`` to stand for the translation of ``text``."""
    return anyascii(text).replace("'", "") if language == "en" else f"Перевод № {len(text)}"


def fill(translation: Translation, texts: Texts | None = None, leave_out: str = "") -> None:
    """Translate every text of the source: by ``texts`` (source text or path → translation), else invented.

    ``leave_out`` is the path of a field whose texts stay untranslated.
    """
    texts = texts or {}
    language = translation.target_locale.language_code
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        path, source_text = segment.context.path, segment.string.data
        if leave_out and path.startswith(leave_out):
            continue
        text = texts.get(path) or texts.get(source_text) or invented(source_text, language)
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": text, "translation_type": "manual", "has_error": False, "field_error": ""},
        )


def translate(page: BasePage, locale: Locale, texts: Texts | None = None) -> BasePage:
    """Translate all of a page, publish the translation and return it."""
    translation = submit(page, locale)
    fill(translation, texts)
    with committed():
        translation.save_target(publish=True)
    return result_of(page, locale)


def result_of(page: BasePage, locale: Locale) -> BasePage:
    """Return the page in ``locale`` as it is in the database now."""
    return type(page).objects.get(translation_key=page.translation_key, locale=locale)


def publish(page: BasePage, change: Callable[[BasePage], None] | None = None) -> BasePage:
    """Publish a page anew, as an editor would, after ``change`` was made to it."""
    page = type(page).objects.get(pk=page.pk)
    if change:
        change(page)
    with committed():
        page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
