"""The machine translator that is configured, if any, by wagtail-localize's ``WAGTAILLOCALIZE_MACHINE_TRANSLATOR``.

Whatever a provider makes is marked “to be reviewed”: nothing of it is published before a person has confirmed it.
"""

import logging

from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from core.page_permissions import AnyUser
from localisation.editor.markup import BrokenMarkupError, from_tokens, to_tokens
from localisation.editor.rows import Row, rows_of
from localisation.editor.writing import fill

logger = logging.getLogger(__name__)


class MachineFailedError(Exception):
    """The provider did not answer, or answered nonsense; nothing was changed."""


def machine_for(translation: Translation) -> BaseMachineTranslator | None:
    """Return the provider for the two languages of a translation; None where none is configured or it cannot."""
    provider = get_machine_translator()
    if provider and provider.can_translate(translation.source.locale, translation.target_locale):
        return provider
    return None


def fill_by_machine(translation: Translation, user: AnyUser | None = None) -> list[Row]:
    """Have the untranslated texts translated, to be confirmed by a person; return those filled.

    A text whose markup the provider has broken is left out. Raises ``MachineFailedError``.
    """
    provider = machine_for(translation)
    if provider is None:
        raise MachineFailedError
    waiting = [row for row in rows_of(translation) if row.made is None]
    strings = {row.source: StringValue(row.source) for row in waiting}
    try:
        answers = provider.translate(translation.source.locale, translation.target_locale, list(strings.values()))
        made = {string.data: answer.data for string, answer in answers.items() if answer and answer.data}
    except Exception as error:
        logger.warning("The machine translator failed: %s", error)
        raise MachineFailedError from error
    texts = [(row, html) for row in waiting if (html := _sound(made.get(row.source, ""), row.source))]
    return fill(translation, texts, str(provider.display_name)[:255], user, is_machine=True)


def _sound(html: str, source: str) -> str:
    """Return a provider's answer with sound markup; empty where it has none."""
    try:
        return from_tokens(to_tokens(html, source), source)
    except (BrokenMarkupError, ValueError):
        return ""
