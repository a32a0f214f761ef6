"""What visitors' search knows of an event."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import translation

from core.dates import LAST_YEAR
from core.searchable import Searchable
from events.models.choices import OccurrenceStatus

if TYPE_CHECKING:
    from events.models.pages import EventPage

#: Dates of one event that a result can show; more would never be looked at.
MOST_MOMENTS = 100


def event_searchable(page: "EventPage", plain: Searchable) -> Searchable:
    """Return ``plain`` with the event's dates, people, organisations, topics and venue."""
    facts = page.original
    zone = facts.zone
    dates = [row for row in facts.occurrences.all() if row.status != OccurrenceStatus.CANCELLED]
    starts = [row.starts_at for row in dates]
    ends = [row.ends_at for row in dates]
    if facts.run_starts_on:
        starts.append(datetime.combine(facts.run_starts_on, time(), zone))
        ends.append(
            datetime.combine(facts.run_ends_on, time(), zone) + timedelta(days=1)
            if facts.run_ends_on
            else datetime(LAST_YEAR, 1, 1, tzinfo=zone)
        )
    topics = [row.topic for row in page.topics.all()]
    people = [row.person for row in page.speakers.all()]
    organisations = [row.organisation for row in page.organisations.all()]
    with translation.override(page.language):
        kind = str(facts.get_kind_display())
    venue = page.venue.localized.title if page.venue else ""
    bilingual = [name for record in (*people, *topics, *organisations) for name in (record.name_ru, record.name_en)]
    return replace(
        plain,
        kind="events",
        names=tuple(filter(None, (*bilingual, venue, kind))),
        topic_ids=tuple(topic.pk for topic in topics),
        venue_key=page.venue.translation_key if page.venue else None,
        moments=tuple(sorted(row.starts_at for row in dates)[-MOST_MOMENTS:]),
        starts_at=min(starts, default=None),
        ends_at=max(ends, default=None),
        time_zone=zone.key,
    )
