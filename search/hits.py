"""What was found, as the list of results shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from search.highlighting import LOOKED_THROUGH, Marker
from search.kinds import BY_CODE, OTHER
from search.models import Entry
from search.questions import Question

#: Kinds whose pages a visitor can save.
SAVED = ("news", "events", "venues")


@dataclass(frozen=True)
class Hit:
    """A thing that was found; title and snippet are escaped, what was found in them is marked."""

    title: SafeString
    snippet: SafeString
    url: str
    type_name: Any
    photo: models.Model | None
    day: datetime | None
    is_over: bool
    #: By which an article, an event or a venue is saved.
    key: UUID | None


def hits_of(keys: Sequence[int], question: Question, now: datetime) -> list[Hit]:
    """Return the hits of the entries ``keys`` in that order, in one query."""
    entries = (
        Entry.objects.filter(pk__in=keys)
        .select_related("page", "photo__credit")
        .annotate(text=Left("body", LOOKED_THROUGH))
        .defer("vector", "title_vector", "body")
    )
    by_key = {entry.pk: entry for entry in entries}
    marker = Marker.of(question)
    return [_hit(by_key[key], marker, now) for key in keys if key in by_key]


def _hit(entry: Entry, marker: Marker, now: datetime) -> Hit:
    return Hit(
        title=marker.mark(entry.title),
        snippet=marker.passage(entry.lead, entry.text),
        url=address_of(entry),
        type_name=BY_CODE.get(entry.kind, OTHER).singular,
        photo=entry.photo,
        day=_day(entry, now),
        is_over=bool(entry.ends_at and entry.ends_at <= now),
        key=entry.page.translation_key if entry.page and entry.kind in SAVED else None,
    )


def address_of(entry: Entry) -> str:
    """Return where a result leads to, in the active language."""
    if entry.page:
        below_home = entry.page.url_path.split("/", 2)[2]
        return reverse("wagtail_serve", args=(below_home,))
    return reverse("search") + entry.address if entry.address.startswith("?") else entry.address


def _day(entry: Entry, now: datetime) -> datetime | None:
    """Return the day that stands beside a result: of publication, or the next of an event, by its venue's clock."""
    moment = next((moment for moment in entry.moments if moment >= now), entry.published_at or entry.starts_at)
    if moment is None or entry.kind == "documents":
        return None
    return moment.astimezone(ZoneInfo(entry.time_zone)) if entry.time_zone else timezone.localtime(moment)
