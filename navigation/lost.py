"""What an address nobody answers says of what was looked for."""

import re
from functools import cached_property
from pathlib import PurePosixPath

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from core.bilingual import current_language
from core.routing import home_url_path
from core.visibility import open_to_all

MAX_WORDS = 100
#: Longer addresses are nobody's page.
MAX_PATH = 500
#: Latin letters of our own addresses (core.slugs) back in Cyrillic, the longest first.
CYRILLIC = {
    "shch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "yu": "ю", "ya": "я", "yo": "ё",
    **dict(zip("abvgdeziyklmnoprstufhcj", "абвгдезийклмнопрстуфхцй", strict=True)),
}  # fmt: skip
_LATIN = re.compile("|".join(sorted(CYRILLIC, key=len, reverse=True)))
_Y_AFTER_CONSONANT = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])й")


class Lost:
    """An address without a page: words to search for, and the page that stands there in the other language."""

    def __init__(self, request: HttpRequest) -> None:
        self.language = current_language()
        self.path = request.path[:MAX_PATH]
        self.site = Site.find_for_request(request)

    @cached_property
    def components(self) -> list[str]:
        return [part for part in self.path.split("/") if part][1:]

    @cached_property
    def words(self) -> str:
        """The end of the address as words: ``dom-u-vody`` gives “дом у воды” to a Russian reader."""
        name = next((part for part in reversed(self.components) if re.search(r"[^\W\d_]", part)), "")
        words = re.sub(r"[\W_]+", " ", PurePosixPath(name).stem).strip()[:MAX_WORDS].strip()
        if self.language != "ru" or not words.isascii():
            return words
        cyrillic = _LATIN.sub(lambda found: CYRILLIC[found[0]], words.lower())
        return _Y_AFTER_CONSONANT.sub("ы", cyrillic)

    @cached_property
    def page_elsewhere(self) -> Page | None:
        """The live page at the same address below another language."""
        for code, _name in settings.LANGUAGES:
            root = home_url_path(self.site, code) if code != self.language and self.components else None
            if root is not None:
                url_path = f"{root}{'/'.join(self.components)}/"
                pages = Page.objects.filter(open_to_all(), url_path=url_path, alias_of=None, locale__language_code=code)
                found = pages.select_related("locale").first()
                if found:
                    return found
        return None

    @cached_property
    def page_here(self) -> Page | None:
        """The same page in the language of the address, which calls it by another name."""
        elsewhere = self.page_elsewhere
        if elsewhere is None:
            return None
        pages = Page.objects.filter(open_to_all(), translation_key=elsewhere.translation_key, alias_of=None)
        return pages.filter(locale__language_code=self.language).select_related("locale").first()
