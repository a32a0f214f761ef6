"""Words of the other language inside a text, marked so that a screen reader says them in their own voice."""

import re

from core.typography import markup_pieces

_CYRILLIC = "[А-Яа-яЁё]"
#: Of a page's language: the other one, and what is taken for it, character references aside. A Latin word by itself
#: on a Russian page may be a name or a unit; words with accents may be of any language.
_OTHERS = {
    "en": ("ru", re.compile(rf"&#?\w+;|{_CYRILLIC}+(?:[\s\u00a0«»,–—-]+{_CYRILLIC}+)*")),
    "ru": (
        "en",
        re.compile(
            r"&#?\w+;|(?<![\w.@/-])(?<![À-ž][ \u00a0])[A-Za-z][a-z’'-]+(?:,?[ \u00a0][A-Za-z][a-z’'-]*)+(?![\w@/])"
        ),
    ),
}


def mark_foreign(html: str, language: str) -> str:
    """Return ``html``, a text in ``language``, with runs of the other language in ``<span lang>`` (WCAG 2.2, 3.1.2)."""
    if language not in _OTHERS or ' lang="' in html:  # marked already
        return html
    other, runs = _OTHERS[language]

    def marked(match: re.Match[str]) -> str:
        return match[0] if match[0].startswith("&") else f'<span lang="{other}">{match[0]}</span>'

    return "".join(runs.sub(marked, source) if source == text else source for source, text in markup_pieces(html))
