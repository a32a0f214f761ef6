"""What the form of a venue checks beyond single fields: that its hours make sense together."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.forms import PageForm
from venues.hours import HoursError, Schedule, Season, SpecialDay
from venues.schedules import intervals_from, week_from


class VenuePageForm(PageForm):
    """Builds the schedule that visitors will see, and says in words what keeps it from making sense."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        week = self._checked("week", lambda: week_from(cleaned.get("week") or []))
        seasons = self._rows("seasons", _season)
        special_days = self._rows("special_days", _special_day)
        if week is not None and "time_zone" in cleaned:
            minutes = cleaned.get("last_admission_minutes")
            try:
                Schedule(
                    time_zone=cleaned["time_zone"],
                    week=week,
                    seasons=tuple(seasons),
                    special_days=tuple(special_days),
                    last_admission=timedelta(minutes=minutes) if minutes else None,
                )
            except HoursError as error:
                self.add_error(None, ValidationError(in_words(error)))
        return cleaned

    def _checked(self, name: str, build: Any) -> Any:
        """Return what ``build`` makes, or None after its complaint has been given to the field."""
        try:
            return build()
        except (HoursError, ValueError) as error:
            if name in self.fields:
                self.add_error(name, ValidationError(in_words(error)))
            return None

    def _rows(self, name: str, build: Any) -> list[Any]:
        """Return the value objects of a formset's rows; a row that makes none carries its own message."""
        formset = self.formsets.get(name)
        found = []
        for form in formset.forms if formset is not None else ():
            data = getattr(form, "cleaned_data", None) or {}
            if data.get("DELETE") or form.errors or (not form.has_changed() and not form.instance.pk):
                continue
            try:
                if (entry := build(data)) is not None:
                    found.append(entry)
            except (HoursError, ValueError) as error:
                form.add_error(None, ValidationError(in_words(error)))
        return found


def _season(data: dict[str, Any]) -> Season | None:
    starts_on: date | None = data.get("starts_on")
    ends_on: date | None = data.get("ends_on")
    if starts_on is None or ends_on is None:
        return None
    return Season(starts_on, ends_on, week_from(data.get("week") or []), every_year=bool(data.get("every_year")))


def _special_day(data: dict[str, Any]) -> SpecialDay | None:
    return SpecialDay(data["day"], intervals_from(data.get("hours") or [])) if data.get("day") else None


def in_words(error: Exception) -> str:
    """Return the engine's complaint in the editor's language."""
    if not isinstance(error, HoursError):
        return _("These hours cannot be read. Write them as 10:00–20:00.")
    messages = {
        "intervals_overlap": _("The hours %(earlier)s and %(later)s of one day overlap."),
        "too_many_intervals": _("A day has at most %(limit)s stretches of hours."),
        "too_many_entries": _("There can be at most %(limit)s entries of a kind."),
        "seasons_overlap": _("Two seasons overlap: the one from %(one)s and the one from %(other)s."),
        "special_day_twice": _("One date stands twice among the special days."),
        "season_too_long": _("A season of every year lasts a year at most."),
        "ends_before_start": _("The last day is before the first."),
        "year_out_of_range": _("The year must lie between %(earliest)s and %(latest)s."),
        "not_a_zone": _("There is no time zone called “%(zone)s”."),
        "last_admission_out_of_range": _("Last admission lies less than a day before closing."),
    }
    message = messages.get(error.code, _("These hours cannot be read. Write them as 10:00–20:00."))
    return message % error.values
