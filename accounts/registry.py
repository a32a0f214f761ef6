"""What the rooms above tell accounts of their pages: lines of the saved list, names of what is followed, news.

Accounts stand below events, articles and venues and know none of them. The settings name a function for each kind:

- ``SAVED_KINDS``: ``lines(keys, language) -> list[SavedLine]``
- ``FOLLOWED_KINDS``: ``names(keys, language) -> dict[str, Followed]``
- ``DIGEST_SOURCES``: ``items(follows, since, until, language) -> list[NewsItem]``
- ``SAVED_CALENDAR``: ``calendar(keys, language, request) -> bytes``

Each asks the database a fixed number of questions, however many keys it is given.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import Page

from core.visibility import open_to_all


@dataclass(frozen=True)
class SavedLine:
    """A saved page as the list shows it."""

    key: UUID
    title: str
    url: str
    #: ``"events"``, ``"articles"`` or ``"venues"``: under which heading it stands.
    group: str
    kind: str = ""
    when: str = ""
    #: For ``<time>`` and the order: the next date, or the last one; the moment of publication.
    at: datetime | None = None
    where: str = ""
    #: What has changed: cancelled, postponed, moved. Empty where all is as planned.
    state: str = ""
    is_off: bool = False
    is_over: bool = False
    photo: object | None = None
    #: The language of the page where it is not the reader's; its title is then not shown.
    other_language: str = ""


@dataclass(frozen=True)
class GoneLine:
    """A saved page that there is none of for readers of a language: taken off the site, or in another language only."""

    key: UUID
    #: Its last title in the reader's language; empty where it never had one.
    title: str = ""
    #: The page in another language, with its ``locale``.
    elsewhere: Page | None = None


@dataclass(frozen=True)
class Followed:
    """Something that is followed: its name in the reader's language, and its page."""

    kind: str
    key: str
    name: str
    url: str = ""
    #: What kind of thing it is, in a word.
    what: str = ""


@dataclass(frozen=True)
class NewsItem:
    """A line of a digest."""

    title: str
    url: str
    line: str = ""
    #: ``"news"`` or ``"events"``: under which heading it stands.
    group: str = "news"
    at: datetime | None = None
    #: The same thing found for two reasons is told once.
    key: str = ""


Follows = Collection[tuple[str, str]]


@dataclass(frozen=True)
class SavedList:
    """All a visitor saved: what is to come first, what is over and what is gone last."""

    upcoming: list[SavedLine] = field(default_factory=list)
    articles: list[SavedLine] = field(default_factory=list)
    venues: list[SavedLine] = field(default_factory=list)
    over: list[SavedLine] = field(default_factory=list)
    gone: list[GoneLine] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(map(len, (self.upcoming, self.articles, self.venues, self.over, self.gone)))

    @property
    def has_events(self) -> bool:
        return bool(self.upcoming or any(line.group == "events" for line in self.over))


def saved_list(keys: Collection[UUID], language: str) -> SavedList:
    """Return what ``keys`` stand for, each key once, in the order of the list; ``keys`` come newest first."""
    lines: dict[UUID, SavedLine] = {}
    if keys:
        for path in settings.SAVED_KINDS.values():
            for line in import_string(path)(set(keys), language):
                lines.setdefault(line.key, line)
    known = [lines[key] for key in keys if key in lines]
    events = [line for line in known if line.group == "events"]
    ahead = [line for line in events if not line.is_over]
    return SavedList(
        upcoming=sorted(ahead, key=lambda line: (line.at is None, line.at.timestamp() if line.at else 0)),
        articles=[line for line in known if line.group == "articles"],
        venues=[line for line in known if line.group == "venues"],
        over=[line for line in events if line.is_over],
        gone=_gone([key for key in keys if key not in lines], language),
    )


def _gone(keys: list[UUID], language: str) -> list[GoneLine]:
    """Return what can be said of each of ``keys``; what is not open to all, or dark for a while, is not named."""
    pages = Page.objects.filter(translation_key__in=keys, alias_of__isnull=True).order_by("pk")
    left = pages.filter(locale__language_code=language, live=False, first_published_at__isnull=False)
    titles = {page.translation_key: page.title for page in left.specific() if not getattr(page, "is_dark", False)}
    others = pages.filter(open_to_all()).exclude(locale__language_code=language).select_related("locale")
    elsewhere = {page.translation_key: page for page in others}
    return [GoneLine(key, titles.get(key, ""), elsewhere.get(key)) for key in keys]


def followed(follows: Follows, language: str) -> list[Followed]:
    """Return what ``follows`` (pairs of kind and key) stand for; what no longer exists is left out."""
    found: list[Followed] = []
    for kind, path in settings.FOLLOWED_KINDS.items():
        keys = {key for label, key in follows if label == kind}
        if keys:
            found += import_string(path)(keys, language).values()
    return sorted(found, key=lambda item: (item.kind, item.name))


def news_for(follows: Follows, since: datetime, until: datetime, language: str) -> list[NewsItem]:
    """Return what is new for somebody who follows ``follows``; for no follows, everything new."""
    items: dict[str, NewsItem] = {}
    for path in settings.DIGEST_SOURCES:
        for item in import_string(path)(follows, since, until, language):
            items.setdefault(item.key or item.url, item)
    return list(items.values())
