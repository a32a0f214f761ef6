"""A machine translator for development: the memory and the glossary, word by word, without any network."""

from anyascii import anyascii
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from localisation.editor.markup import TOKEN, from_tokens, to_tokens
from localisation.glossary.matching import Glossary
from localisation.memory.lookup import exact


class DictionaryTranslator(BaseMachineTranslator):
    """Translates what the memory knows, puts terms of the glossary in, and writes the rest in the other alphabet."""

    display_name = _("Dictionary")

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        return {source_locale.language_code, target_locale.language_code} == {"ru", "en"}

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: list[StringValue]
    ) -> dict[StringValue, StringValue]:
        source, target = source_locale.language_code, target_locale.language_code
        glossary = Glossary.load()
        known = exact([string.data for string in strings], source, target)
        return {
            string: StringValue(known.get(string.data) or self._by_words(string.data, glossary, source, target))
            for string in strings
        }

    def _by_words(self, html: str, glossary: Glossary, source: str, target: str) -> str:
        text = to_tokens(html)
        pieces: list[str] = []
        position = 0
        for match in TOKEN.finditer(text):
            pieces += [self._words(text[position : match.start()], glossary, source, target), match[0]]
            position = match.end()
        pieces.append(self._words(text[position:], glossary, source, target))
        return from_tokens("".join(pieces), html)

    @staticmethod
    def _words(text: str, glossary: Glossary, source: str, target: str) -> str:
        pieces: list[str] = []
        position = 0
        for hit in glossary.find(text, source):
            if hit.start < position:
                continue
            pieces += [text[position : hit.start], hit.term.term(target)]
            position = hit.end
        pieces.append(text[position:])
        return "".join(piece if number % 2 else _spelled(piece, target) for number, piece in enumerate(pieces))


def _spelled(text: str, language: str) -> str:
    """Return what no dictionary has: for English in Latin letters, for Russian as it is."""
    return anyascii(text) if language == "en" else text
