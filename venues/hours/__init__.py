"""Opening hours: a pure engine over wall-clock times, without Django and without a clock of its own."""

from venues.hours.client import ClientPayload, ClientState
from venues.hours.errors import HoursError
from venues.hours.layers import DayHours, Source
from venues.hours.schedule import Schedule
from venues.hours.status import Status, StatusKind
from venues.hours.timeline import Opening
from venues.hours.values import Closure, DayGroup, Interval, Season, SpecialDay, Week
from venues.hours.words import days_text, interval_text, intervals_text, weekly_text

__all__ = [
    "ClientPayload",
    "ClientState",
    "Closure",
    "DayGroup",
    "DayHours",
    "HoursError",
    "Interval",
    "Opening",
    "Schedule",
    "Season",
    "Source",
    "SpecialDay",
    "Status",
    "StatusKind",
    "Week",
    "days_text",
    "interval_text",
    "intervals_text",
    "weekly_text",
]
