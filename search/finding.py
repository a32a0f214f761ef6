"""A visitor's search: what was asked, what was found, and how both are shown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.core.paginator import Page as PageOfHits
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.paging import page_of
from search.corrections import corrected
from search.engines import engine
from search.engines.base import MOST, Match, Matches, Narrowing
from search.facets import Facet, Facets
from search.hits import hits_of
from search.kinds import BY_CODE, KINDS
from search.models import Entry
from search.questions import Question

PER_PAGE = 10


@dataclass(frozen=True)
class Tab:
    """A kind of thing with the number found of it."""

    code: str
    name: Any
    count: int
    is_current: bool
    is_more: bool = False


class Search:
    """What a visitor asks in an address, and the answer to it, each part worked out once."""

    def __init__(self, query: QueryDict, language: str) -> None:
        self.typed = query.get("q", "")
        self.question = Question.read(self.typed)
        self.language = language
        self.by_date = query.get("order") == "date"
        self.is_insisted = query.get("exact") == "1"
        self.kind = BY_CODE.get(query.get("section", ""))
        self.person = self._person(query.get("person", ""))
        self.facets = Facets.read(query, language) if self.is_asked else Facets()

    @classmethod
    def of(cls, text: str, language: str, **more: str) -> Self:
        """Return the search for ``text``, for programs."""
        query = QueryDict(mutable=True)
        query.update({"q": text, **more})
        return cls(query, language)

    @property
    def text(self) -> str:
        """What the box shows."""
        return self.question.text

    @property
    def is_asked(self) -> bool:
        return bool(self.question.words) or self.person is not None

    @property
    def has_only_signs(self) -> bool:
        """Whether something was typed that holds no word."""
        return bool(self.text) and not self.question.words

    @cached_property
    def narrowing(self) -> Narrowing:
        return self.facets.narrowing(self.kind.code if self.kind else "", self._label)

    @cached_property
    def answered(self) -> Question:
        """The question that the results answer: the one asked, or a likelier one where that finds nothing."""
        if self.is_insisted or self._asked.items or not self.question.terms:
            return self.question
        return corrected(self.question, self.language) or self.question

    @property
    def is_corrected(self) -> bool:
        return self.answered is not self.question

    @cached_property
    def everything(self) -> Matches:
        """What is found before it is narrowed."""
        return self._find(self.answered, Narrowing(label=self._label)) if self.is_corrected else self._asked

    @cached_property
    def matches(self) -> list[Match]:
        """What is found, narrowed, in the order asked for."""
        found = [match for match in self.everything.items if self.narrowing.lets_through(match)]
        if self.everything.is_capped and self.narrowing != Narrowing(label=self._label):
            found = self._find(self.answered, self.narrowing).items
        return sorted(found, key=lambda match: match.fresh_at, reverse=True) if self.by_date else found

    @property
    def total(self) -> int:
        return len(self.matches)

    @property
    def total_in_words(self) -> str:
        """``195 результатов``, ``Больше 500 результатов``."""
        if self.total > MOST:
            return ngettext("More than %(count)s result", "More than %(count)s results", MOST) % {"count": MOST}
        return ngettext("%(count)s result", "%(count)s results", self.total) % {"count": self.total}

    @cached_property
    def tabs(self) -> list[Tab]:
        """All, and each kind of which there is something or which is looked at."""
        if self.everything.is_capped:
            counts = engine().counts_by_kind(self.answered.terms, self.language, self._label)
        else:
            passed = [match for match in self.everything.items if self.narrowing.lets_through(match, besides="kind")]
            counts = Counter(match.kind for match in passed)
        whole = sum(counts.values())
        tabs = [Tab("", _("Everywhere"), min(whole, MOST), self.kind is None, whole > MOST)]
        for kind in KINDS:
            count, is_current = counts[kind.code], kind == self.kind
            if count or is_current:
                tabs.append(Tab(kind.code, kind.name, min(count, MOST), is_current, count > MOST))
        return tabs

    @cached_property
    def shown_facets(self) -> list[Facet]:
        """What the results can be narrowed by, with counts."""
        return self.facets.shown(self.everything, self.narrowing)

    def page(self, number: str) -> PageOfHits:
        """Return a page of hits."""
        return page_of(_Hits(self), number, PER_PAGE)

    @cached_property
    def elsewhere(self) -> dict[str, Any] | None:
        """What the other language has for these words, where that is more: its code, and words that say so."""
        language = next(code for code, _name in settings.LANGUAGES if code != self.language)
        if not self.question.terms or self.everything.is_capped:
            return None
        found = engine().count(self.question.terms, language)
        if found <= len(self.everything.items):
            return None
        with translation.override(language):
            address = f"{reverse('search')}?{urlencode({'q': self.text})}"
        if found > MOST:
            words = {
                "en": _("More than %(count)s results in English"),
                "ru": _("More than %(count)s results in Russian"),
            }
            return {"language": language, "address": address, "words": words[language] % {"count": MOST}}
        in_words = {
            "en": ngettext("%(count)s result in English", "%(count)s results in English", found),
            "ru": ngettext("%(count)s result in Russian", "%(count)s results in Russian", found),
        }
        return {"language": language, "address": address, "words": in_words[language] % {"count": found}}

    @cached_property
    def _asked(self) -> Matches:
        return self._find(self.question, Narrowing(label=self._label))

    def _find(self, question: Question, narrowing: Narrowing) -> Matches:
        if not question.terms and not self._label:
            return Matches()
        return engine().find(question.terms, self.language, narrowing)

    @property
    def _label(self) -> str:
        return self.person.label if self.person else ""

    def _person(self, key: str) -> Entry | None:
        """Return the person whose mentions are asked for, if visitors may know of them."""
        if not key.isascii() or not key.isdigit() or len(key) > 12:
            return None
        people = Entry.objects.in_language(self.language).open_to_all()
        return people.filter(label=f"people.person:{int(key)}").defer("vector", "title_vector", "body").first()


class _Hits(Sequence):
    """All hits of a search: a slice of them is fetched when it is asked for."""

    def __init__(self, search: Search) -> None:
        self.search = search

    def __len__(self) -> int:
        return self.search.total

    def __getitem__(self, wanted: Any) -> Any:
        if isinstance(wanted, slice):
            keys = [match.pk for match in self.search.matches[wanted]]
            return hits_of(keys, self.search.answered, timezone.now())
        return self[wanted : wanted + 1][0]
