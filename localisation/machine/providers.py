"""The machine translator that is configured, if any, by wagtail-localize's ``WAGTAILLOCALIZE_MACHINE_TRANSLATOR``.

Whatever a provider makes is marked “to be reviewed”: nothing of it is published before a person has confirmed it.
"""

import logging

from django.utils.translation import gettext as _
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from core.page_permissions import AnyUser
from localisation.editor.markup import BrokenMarkupError, from_tokens, to_tokens
from localisation.editor.rows import Row
from localisation.editor.writing import fill

logger = logging.getLogger(__name__)


#: What providers answer over HTTP, and what a person can be told of it.
REFUSED, EXHAUSTED = (401, 403), (402, 429, 456)


class MachineFailedError(Exception):
    """The provider did not answer, or answered nonsense; its text says so to the person who asked."""


def machine_for(translation: Translation) -> BaseMachineTranslator | None:
    """Return the provider for the two languages of a translation; None where none is configured or it cannot."""
    provider = get_machine_translator()
    if provider and provider.can_translate(translation.source.locale, translation.target_locale):
        return provider
    return None


def fill_by_machine(translation: Translation, rows: list[Row], user: AnyUser | None = None) -> list[Row]:
    """Have untranslated texts translated, to be confirmed by a person; return those filled.

    A text whose markup the provider has broken is left out. Raises ``MachineFailedError``.
    """
    provider = machine_for(translation)
    if provider is None:
        raise MachineFailedError(_("No machine translator is set up for these languages."))
    strings = {row.source: StringValue(row.source) for row in rows}
    try:
        answers = provider.translate(translation.source.locale, translation.target_locale, list(strings.values()))
        made = {string.data: answer.data for string, answer in answers.items() if answer and answer.data}
    except Exception as error:
        logger.warning("The machine translator failed: %r", error)
        raise MachineFailedError(reason_of(error, str(provider.display_name))) from error
    texts = [(row, html) for row in rows if (html := _sound(made.get(row.source, ""), row.source))]
    return fill(translation, texts, str(provider.display_name)[:255], user, is_machine=True)


def reason_of(error: Exception, name: str) -> str:
    """Return, in words for the person who asked, why the provider called ``name`` has failed."""
    status = getattr(getattr(error, "response", None), "status_code", None)
    if status in REFUSED:
        words = _("%(name)s does not accept this site’s key. Tell those who run the site.")
    elif status in EXHAUSTED:
        words = _("%(name)s takes no more texts for now: its limit is reached.")
    elif isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        words = _("%(name)s did not answer in time. Try again later.")
    elif isinstance(error, (ValueError, LookupError, TypeError)):  # before OSError: requests has errors that are both
        words = _("%(name)s answered with something that is no translation. Tell those who run the site.")
    elif isinstance(error, OSError):
        words = _("%(name)s does not answer. Try again later.")
    else:
        words = _("%(name)s has failed; why is in the log.")
    return words % {"name": name}


def _sound(html: str, source: str) -> str:
    """Return a provider's answer with sound markup; empty where it has none."""
    try:
        return from_tokens(to_tokens(html, source), source)
    except (BrokenMarkupError, ValueError):
        return ""
