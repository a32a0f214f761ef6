"""What a visitor may have meant whose question finds nothing: the other keyboard layout, a slip of the finger."""

from core.lemmas import is_known, lemma
from search.engines import engine
from search.letters import WORD, folded, is_russian, other_layout
from search.questions import Question
from search.vocabulary import SHORTEST, neighbours


def corrected(question: Question, language: str) -> Question | None:
    """Return the question that was probably meant and finds something, in at most three queries; None where none."""
    readings = [question.text]
    switched = other_layout(question.text)
    if switched and WORD.search(switched):
        readings.append(switched)
    words = {folded(match[0]) for text in readings for match in WORD.finditer(text)}
    near = neighbours({name for word in words for name in _names(word)}, language)
    likely = [*readings[1:], *filter(None, (_respelled(text, near) for text in readings))]
    questions = [Question.read(text) for text in dict.fromkeys(likely)]
    questions = [other for other in questions if other.terms and other.terms != question.terms]
    place = engine().first_that_finds([other.terms for other in questions], language)
    return None if place is None else questions[place]


def _names(word: str) -> list[str]:
    """Return what to look for near ``word``: itself and, in Russian, the dictionary form it seems to have."""
    return [word, lemma(word)] if is_russian(word) and len(word) >= SHORTEST else [word]


def _respelled(text: str, near: dict[str, list[str]]) -> str:
    """Return ``text`` with misspelt words replaced by their nearest in the index; empty where there is none."""
    options: dict[str, str] = {}
    for match in WORD.finditer(text):
        word = folded(match[0])
        others = [other for name in _names(word) for other in near.get(name, [])]
        if others:
            options[match[0]] = others[0]
    unknown = {written: other for written, other in options.items() if not is_known(folded(written))}
    chosen = unknown or options
    return WORD.sub(lambda match: chosen.get(match[0], match[0]), text) if chosen else ""
