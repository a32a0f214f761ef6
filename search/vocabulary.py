"""The words of the index, for “did you mean”: looked up by what is left of a word without one of its letters."""

from collections import Counter
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import F, Value
from django.db.models.functions import Length

from core.lemmas import lemmas
from search.analysis import tokens
from search.letters import is_russian
from search.models import Entry, Word
from search.stop_words import STOP_WORDS

#: Shorter words have too many neighbours to guess.
SHORTEST = 5
LONGEST = 40
#: Characters of a body whose words are learnt: titles and leads come first.
LEARNT_BODY = 20_000
_BATCH = 2_000

_COUNT = """
    UPDATE search_word SET uses = counted.ndoc
    FROM (
        SELECT word, ndoc
        FROM ts_stat(format('SELECT vector FROM search_entry WHERE language = %%L', %(language)s::text))
    ) AS counted
    WHERE search_word.language = %(language)s AND search_word.text = counted.word
"""
_DROP = """
    DELETE FROM search_word
    WHERE language = %(language)s AND NOT EXISTS (
        SELECT 1 FROM search_entry
        WHERE language = %(language)s AND vector @@ quote_literal(search_word.text)::tsquery
    )
"""


def rests(word: str) -> list[str]:
    """Return ``word`` and all that it becomes without one letter.

    Two words that differ by one letter added, lost, mistaken or swapped with its neighbour share such a rest.
    """
    return [word, *dict.fromkeys(word[:place] + word[place + 1 :] for place in range(len(word)))]


def learn(entries: Iterable[Entry]) -> None:
    """Add the words of ``entries`` that are not known yet."""
    found: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        for token in tokens(f"{entry.title} {entry.lead} {entry.body[:LEARNT_BODY]}"):
            if SHORTEST <= len(token.word) <= LONGEST and token.word.isalpha() and token.word not in STOP_WORDS:
                for word in {token.word, *(lemmas(token.word) if is_russian(token.word) else ())}:
                    found[entry.language, word] += 1
    _keep(found)


def _keep(found: Counter[tuple[str, str]]) -> None:
    known = set(
        Word.objects.filter(text__in={text for _language, text in found}).values_list("language", "text")
    )  # fmt: skip
    new = [
        Word(language=language, text=text, uses=uses, rests=rests(text))
        for (language, text), uses in sorted(found.items())
        if (language, text) not in known
    ]
    Word.objects.bulk_create(new, batch_size=_BATCH, ignore_conflicts=True)


def recount() -> int:
    """Count anew in how many things each word occurs and drop those that occur nowhere; return how many are left."""
    with connection.cursor() as cursor:
        for language in list(Entry.objects.order_by().values_list("language", flat=True).distinct()):
            cursor.execute(_COUNT, {"language": language})
            cursor.execute(_DROP, {"language": language})
    return Word.objects.count()


def neighbours(words: Iterable[str], language: str) -> dict[str, list[str]]:
    """Return for each of ``words`` those of the index that are one slip away, the most used first, in one query.

    A word that is in the index itself is no misspelling and has none.
    """
    asked = [word for word in dict.fromkeys(words) if SHORTEST <= len(word) <= LONGEST and word.isalpha()]
    if not asked:
        return {}
    keys = Value(sorted({rest for word in asked for rest in rests(word)}), output_field=ArrayField(models.TextField()))
    rows = (
        Word.objects.filter(language=language, rests__overlap=keys)
        .annotate(length=Length("text"))
        .order_by(F("uses").desc(), "text")
        .values_list("text", flat=True)[:200]
    )
    found = list(rows)
    return {word: [] if word in found else [other for other in found if _is_one_slip(word, other)] for word in asked}


def _is_one_slip(word: str, other: str) -> bool:
    """Whether one letter added, lost, mistaken or swapped makes ``other`` of ``word``, in the same script."""
    if word == other or is_russian(word) != is_russian(other) or abs(len(word) - len(other)) > 1:
        return False
    if len(word) != len(other):
        shorter, longer = sorted((word, other), key=len)
        return shorter in rests(longer)
    wrong = [place for place in range(len(word)) if word[place] != other[place]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        first, second = wrong
        return word[first] == other[second] and word[second] == other[first]
    return len(wrong) == 1
