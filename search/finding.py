"""Full-text search over the live pages of one language, on PostgreSQL."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchHeadline, SearchQuery  # ty: ignore[missing-module-member] (the stubs lack it)
from django.core.paginator import Page as PageOfHits
from django.db import models
from django.db.models.functions import Coalesce, Left
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.images import get_image_model
from wagtail.models import Page, get_page_models
from wagtail.search.backends import get_search_backend

from core.models import BasePage
from core.paging import page_of
from core.visibility import open_to_all

LONGEST_QUERY = 200
PER_PAGE = 10
#: Marks that PostgreSQL puts around what it found: letters for private use, which no text has.
FOUND, END = "\ue000", "\ue001"
_FOUND_WORD = re.compile(f"{FOUND}([^{FOUND}{END}]*){END}")
#: Words around what was found.
SNIPPET = {"max_words": 30, "min_words": 16, "max_fragments": 1}
#: Characters of the beginning of a text, to tell whether a snippet stands there.
BEGINNING = 400


@dataclass(frozen=True)
class Section:
    """A part of the site that results can be narrowed to."""

    code: str
    name: Any
    models: tuple[str, ...]


NEWS = Section("news", _("News"), ("articles.articlepage",))
EVENTS = Section("events", _("Events"), ("events.eventpage",))
VENUES = Section("venues", _("Venues"), ("venues.venuepage",))
#: Everything that belongs to none of the others.
PAGES = Section("pages", pgettext_lazy("section of the site", "Pages"), ())
SECTIONS = (NEWS, EVENTS, VENUES, PAGES)
TYPES_WITH_SECTION = [code for section in SECTIONS for code in section.models]

TYPE_NAMES: dict[str, Any] = {
    "articles.articlepage": pgettext_lazy("search result", "News"),
    "events.eventpage": pgettext_lazy("search result", "Event"),
    "venues.venuepage": pgettext_lazy("search result", "Venue"),
    "pages.standardpage": pgettext_lazy("search result", "Page"),
}
OTHER_TYPE = pgettext_lazy("search result", "Section")


@dataclass(frozen=True)
class Hit:
    """A page that was found; title and snippet are escaped, what was found in them is marked."""

    title: SafeString
    snippet: SafeString
    url: str
    type_name: Any
    photo: models.Model | None
    published_at: datetime | None


@dataclass(frozen=True)
class Tab:
    """A section with the number of pages found in it."""

    code: str
    name: Any
    count: int
    is_current: bool


@dataclass(frozen=True)
class Search:
    """What a visitor asks: words, a section or all of them, by relevance or by date."""

    text: str
    language: str
    section: Section | None = None
    by_date: bool = False

    @classmethod
    def read(cls, text: str, section: str, order: str, language: str) -> Self:
        """Take a search from an address: at most 200 characters; unknown sections and orders are passed over."""
        return cls(
            text=" ".join(text.split())[:LONGEST_QUERY].strip(),
            language=language,
            section=next((known for known in SECTIONS if known.code == section), None),
            by_date=order == "date",
        )

    @property
    def words(self) -> list[str]:
        """The words of the text; signs, emoji and marks of direction are none."""
        return re.findall(r"\w+", self.text)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many pages each section has, in one query."""
        counts = dict.fromkeys((section.code for section in SECTIONS), 0)
        if self.words:
            by_type = self._found().order_by().values_list("content_type").annotate(count=models.Count("pk"))
            for content_type, count in by_type:
                counts[_section_of(_type_code(content_type)).code] += count
        return counts

    @property
    def total(self) -> int:
        return self.counts[self.section.code] if self.section else sum(self.counts.values())

    @property
    def total_in_words(self) -> str:
        """``195 результатов``."""
        return ngettext("%(count)s result", "%(count)s results", self.total) % {"count": self.total}

    @property
    def tabs(self) -> list[Tab]:
        """All, and each section that has something or is looked at."""
        tabs = [Tab("", _("Everywhere"), sum(self.counts.values()), self.section is None)]
        for section in SECTIONS:
            count, is_current = self.counts[section.code], section == self.section
            if count or is_current:
                tabs.append(Tab(section.code, section.name, count, is_current))
        return tabs

    def page(self, number: str) -> PageOfHits:
        """Return a page of hits, in two queries: the pages found, their photographs."""
        if not self.words:
            return page_of([], number, PER_PAGE)
        return page_of(Hits(self, self._rows()), number, PER_PAGE)

    def _found(self) -> models.QuerySet:
        """Return the pages that hold all the words, best first."""
        results = Page.objects.search(" ".join(self.words), operator="and")
        return results.get_queryset().filter(open_to_all(), locale__language_code=self.language)

    def _rows(self) -> models.QuerySet:
        found = self._found()
        if self.section == PAGES:
            found = found.exclude(content_type__in=_content_types(TYPES_WITH_SECTION))
        elif self.section:
            found = found.filter(content_type__in=_content_types(self.section.models))
        published_at = _first_of("published_at", models.DateTimeField())
        if self.by_date:
            found = found.order_by(Coalesce(published_at, "first_published_at").desc(nulls_last=True), "-pk")
        return found.values(
            "url_path",
            "content_type",
            "search_description",
            photo=_first_of("lead_photo", models.IntegerField()),
            published=published_at,
            marked_title=self._marked(models.F("title"), highlight_all=True),
            marked_text=self._marked(models.F("index_entries__body_text"), **SNIPPET),
            beginning=Left("index_entries__body_text", BEGINNING),
        )

    def _marked(self, text: models.F, **options: Any) -> SearchHeadline:
        config = get_search_backend().config
        query = SearchQuery(" ".join(self.words), config=config, search_type="plain")
        return SearchHeadline(text, query, config=config, start_sel=FOUND, stop_sel=END, **options)

    def hits(self, rows: list[dict[str, Any]]) -> list[Hit]:
        keys = {row["photo"] for row in rows if row["photo"]}
        photos = get_image_model()._default_manager.in_bulk(keys) if keys else {}
        return [
            Hit(
                title=marked(row["marked_title"]),
                snippet=marked(_with_ellipses(row["marked_text"] or "", row["beginning"] or ""))
                or escape(row["search_description"]),
                url=_address(row["url_path"]),
                type_name=TYPE_NAMES.get(_type_code(row["content_type"]), OTHER_TYPE),
                photo=photos.get(row["photo"]),
                published_at=timezone.localtime(row["published"]) if row["published"] else None,
            )
            for row in rows
        ]


class Hits(Sequence):
    """All hits of a search: their number is known from its counts, a slice is fetched when asked for."""

    def __init__(self, search: Search, rows: models.QuerySet) -> None:
        self.search, self.rows = search, rows

    def __len__(self) -> int:
        return self.search.total

    def __getitem__(self, wanted: Any) -> Any:
        if isinstance(wanted, slice):
            return self.search.hits(list(self.rows[wanted]))
        return self.search.hits([self.rows[wanted]])[0]


def marked(text: str) -> SafeString:
    """Return ``text`` escaped, with PostgreSQL's marks around what it found turned into ``<mark>``."""
    html = _FOUND_WORD.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(html.replace(FOUND, "").replace(END, ""))


def _with_ellipses(snippet: str, beginning: str) -> str:
    """Show that a snippet is cut out of a longer text."""
    plain = snippet.replace(FOUND, "").replace(END, "").strip()
    if not plain:
        return ""
    before = "" if beginning.lstrip().startswith(plain[:40]) else "… "
    after = "" if plain[-1] in ".!?…»”" else " …"
    return f"{before}{snippet.strip()}{after}"


def _address(url_path: str) -> str:
    """Return the address of a page of the active language from its path in the tree."""
    below_home = url_path.split("/", 2)[2]
    return reverse("wagtail_serve", args=(below_home,))


def _first_of(name: str, output_field: models.Field) -> Coalesce | models.Value:
    """Return a field that several page types have, from whichever type a page is of."""
    paths = [
        f"{model._meta.get_ancestor_link(Page).remote_field.get_accessor_name()}__{name}"
        for model in get_page_models()
        if issubclass(model, BasePage) and any(field.name == name for field in model._meta.get_fields())
    ]
    return Coalesce(*paths, None, output_field=output_field)


def _section_of(code: str) -> Section:
    return next((section for section in SECTIONS if code in section.models), PAGES)


def _type_code(content_type_id: int) -> str:
    """Return ``app.model`` of a content type; Django keeps them in memory."""
    content_type = ContentType.objects.get_for_id(content_type_id)
    return f"{content_type.app_label}.{content_type.model}"


def _content_types(codes: Iterable[str]) -> list[int]:
    return [ContentType.objects.get_by_natural_key(*code.split(".")).pk for code in codes]
