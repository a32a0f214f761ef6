"""What the translation memory costs with fifty thousand pairs in it."""

import random
from collections.abc import Iterator

from bench.measuring import Row, p95, queries
from localisation.memory.learning import add_pairs
from localisation.memory.lookup import concordance, exact, similar
from localisation.models import MemoryEntry

PAIRS = 50_000
SUBJECTS = [
    "выставка",
    "концерт",
    "лекция",
    "спектакль",
    "экскурсия",
    "мастерская",
    "чтение",
    "фестиваль",
    "встреча",
    "прогулка",
]
VERBS = [
    "открывается",
    "начинается",
    "продолжается",
    "завершается",
    "проходит",
    "переносится",
    "повторяется",
    "собирает",
]
PLACES = [
    "музей",
    "библиотека",
    "набережная",
    "мастерская",
    "зал",
    "сад",
    "театр",
    "причал",
    "двор",
    "галерея",
    "башня",
    "площадь",
]
DETAILS = [
    "вечером",
    "утром",
    "бесплатно",
    "ежедневно",
    "зимой",
    "весной",
    "впервые",
    "снова",
    "вместе",
    "тихо",
    "долго",
    "по-новому",
]


def measure() -> Iterator[Row]:
    """Yield milliseconds of the questions the editor puts to the memory."""
    chance = random.Random(4)
    sentences = [_sentence(chance, number) for number in range(PAIRS)]
    for start in range(0, PAIRS, 5000):
        part = sentences[start : start + 5000]
        add_pairs([{"ru": text, "en": f"Sentence {start + place}"} for place, text in enumerate(part)], "bench")
    if MemoryEntry.objects.count() < PAIRS * 0.9:
        raise RuntimeError("the memory was not filled")
    asked = [sentences[chance.randrange(PAIRS)].replace("Сегодня", "Завтра") for _ in range(40)]
    turn = iter(asked * 10)
    yield Row("similar: queries", queries(lambda: similar(asked[0], "ru", "en")), "queries", aim="1")
    yield Row("similar: p95", p95(lambda: similar(next(turn), "ru", "en")), "ms", aim="under 150 ms")
    word = asked[0].split()[1]
    yield Row("similar, one word: p95", p95(lambda: similar(word, "ru", "en"), 20), "ms", aim="under 150 ms")
    yield Row("exact, 120 texts: p95", p95(lambda: exact(asked * 3, "ru", "en"), 20), "ms", aim="under 100 ms")
    yield Row("concordance: p95", p95(lambda: concordance("набережная"), 20), "ms", aim="under 300 ms")
    yield Row("concordance, in none: p95", p95(lambda: concordance("щавель"), 20), "ms", aim="under 300 ms")


def _sentence(chance: random.Random, number: int) -> str:
    """Return a sentence of three to twenty-five words, most of them in thousands of others."""
    words = ["Сегодня", chance.choice(SUBJECTS), chance.choice(VERBS), chance.choice(PLACES)]
    while len(words) < chance.randrange(4, 25):
        words.append(chance.choice(SUBJECTS + VERBS + PLACES + DETAILS))
    return f"{' '.join(words)} № {number}."
