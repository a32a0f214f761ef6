"""Words and characters of texts, counted alike in the database and in Python."""

import re
from dataclasses import dataclass

from django.db.models import Case, F, Func, IntegerField, Q, Sum, TextField, Value, When
from django.db.models.functions import Coalesce, Greatest, Length
from wagtail_localize.models import StringSegment, Translation

#: What stands between words beside the space: no-break spaces, dashes.
BETWEEN_WORDS = "\u00a0\u202f\u2009—–"
TAGS = re.compile(r"<[^>]*>")
_SPACES = str.maketrans(dict.fromkeys(BETWEEN_WORDS, " "))


@dataclass(frozen=True)
class Amount:
    """How much there is to translate, in words and characters of the original, and how much of it is done."""

    total: int = 0
    done: int = 0
    characters: int = 0


class Plain(Func):
    """A text without markup, dashes and no-break spaces."""

    template = f"TRANSLATE(REGEXP_REPLACE(%(expressions)s, '<[^>]*>', ' ', 'g'), '{BETWEEN_WORDS}', '     ')"
    output_field = TextField()


class Words(Func):
    """How many words a plain text has."""

    template = r"COALESCE(ARRAY_LENGTH(REGEXP_SPLIT_TO_ARRAY(NULLIF(BTRIM(%(expressions)s), ''), '\s+'), 1), 0)"
    output_field = IntegerField()


def plain(text: str) -> str:
    """Return a text without markup, dashes and no-break spaces."""
    return TAGS.sub(" ", text).translate(_SPACES)


def words_in(text: str) -> int:
    """Return the number of words of a text that may hold markup; a text of signs alone counts as one."""
    return max(len(plain(text).split()), 1) if text.strip() else 0


def characters_in(text: str) -> int:
    """Return the number of characters of a text without its markup."""
    return len(TAGS.sub("", text))


def count(translation: Translation) -> Amount:
    """Return what is to be translated and what is, in one query. A text without words counts as one word."""
    texts = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate_translation(translation.target_locale_id)
        .annotate(
            words=Greatest(Words(Plain(F("string__data"))), Value(1)),
            length=Length(Func(F("string__data"), Value("<[^>]*>"), Value(""), Value("g"), function="REGEXP_REPLACE")),
        )
    )
    sums = texts.aggregate(
        total=Coalesce(Sum("words"), 0),
        done=Coalesce(Sum(Case(When(Q(translation__regex=r"\S"), then=F("words")), default=Value(0))), 0),
        characters=Coalesce(Sum("length"), 0),
    )
    return Amount(**sums)
