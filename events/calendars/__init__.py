"""Calendar files by RFC 5545: one date, an event, a venue, the programme with any filter."""

from events.calendars.files import calendar_of_rows, event_calendar, occurrence_calendar, programme_calendar
from events.calendars.serving import calendar_response

__all__ = ["calendar_of_rows", "calendar_response", "event_calendar", "occurrence_calendar", "programme_calendar"]
