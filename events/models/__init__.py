"""What is on: event pages and their dates."""

from events.models.index import EventIndexPage
from events.models.occurrences import Occurrence
from events.models.pages import EventPage
from events.models.parts import EventOrganisation, EventPhoto, EventSpeaker, EventTopic
from events.models.recurrences import OccurrenceChange, Recurrence
from events.models.untold import UntoldChange

__all__ = [
    "EventIndexPage",
    "EventOrganisation",
    "EventPage",
    "EventPhoto",
    "EventSpeaker",
    "EventTopic",
    "Occurrence",
    "OccurrenceChange",
    "Recurrence",
    "UntoldChange",
]
