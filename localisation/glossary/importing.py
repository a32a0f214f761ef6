"""Taking terms from a file into the glossary."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from localisation.glossary.files import Draft
from localisation.models import GlossaryTerm


@dataclass
class Result:
    """What became of a file's terms; ``refused`` says for each that was not taken where it stands and why."""

    added: int = 0
    changed: int = 0
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def take(drafts: Iterable[Draft]) -> Result:
    """Add the terms that are new, and renew notes and forbidden words of those that are known by both words."""
    known = {_key(term.term_ru, term.term_en): term for term in GlossaryTerm.objects.all()}
    result = Result()
    for draft in drafts:
        term = known.get(_key(draft.term_ru, draft.term_en)) or GlossaryTerm(
            term_ru=draft.term_ru, term_en=draft.term_en
        )
        before = _state(term)
        term.note = draft.note or term.note
        term.is_case_sensitive = draft.is_case_sensitive or term.is_case_sensitive
        for language in ("ru", "en"):
            words = dict.fromkeys([*term.forbidden(language), *getattr(draft, f"forbidden_{language}")])
            setattr(term, f"forbidden_{language}", "\n".join(words))
        try:
            term.full_clean()
        except ValidationError as error:
            words = " ".join(error.messages)
            result.refused.append(
                _("%(place)s, “%(term)s”: %(reason)s")
                % {"place": draft.place, "term": draft.term_ru or draft.term_en, "reason": words}
            )
            continue
        if term.pk is None:
            result.added += 1
        elif before == _state(term):
            continue
        else:
            result.changed += 1
        term.save()
        known[_key(term.term_ru, term.term_en)] = term
    return result


def _key(russian: str, english: str) -> tuple[str, str]:
    return " ".join(russian.split()), " ".join(english.split())


def _state(term: GlossaryTerm) -> tuple[object, ...]:
    return term.note, term.is_case_sensitive, term.forbidden_ru, term.forbidden_en
