"""Stems of English words, by the Snowball stemmer inside PostgreSQL, kept in memory."""

from collections.abc import Iterable

from django.db import connection

_MOST_KEPT = 50_000
_kept: dict[str, str] = {}


def english_stems(words: Iterable[str]) -> dict[str, str]:
    """Return the stem of each of ``words`` (small Latin letters); asks the database once for those not yet known.

    A stop word, which the stemmer drops, is its own stem.
    """
    wanted = set(words)
    unknown = [word for word in wanted if word not in _kept]
    if unknown:
        if len(_kept) > _MOST_KEPT:
            _kept.clear()
            unknown = list(wanted)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word, (ts_lexize('english_stem', word))[1] FROM unnest(%s::text[]) AS word", [unknown]
            )
            _kept.update({word: stem or word for word, stem in cursor.fetchall()})
    return {word: _kept[word] for word in wanted}
