"""Two versions of a text, word by word."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_WORDS = re.compile(r"\s+|[\w’'-]+|[^\w\s]")


def compare(old: str, new: str) -> SafeString:
    """Return ``new`` as HTML with what was taken out of ``old`` in ``<del>`` and what came in ``<ins>``."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[SafeString] = []
    for action, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[start:end]), "".join(after[new_start:new_end])
        if action == "equal":
            pieces.append(format_html("{}", came))
            continue
        if gone:
            pieces.append(format_html("<del>{}</del>", gone))
        if came:
            pieces.append(format_html("<ins>{}</ins>", came))
    return format_html_join("", "{}", ((piece,) for piece in pieces)) if pieces else mark_safe("")
