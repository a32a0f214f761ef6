"""Forms of the dates screen: a rule, one date, several dates at once, a copy on new days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dates import FIRST_YEAR, LAST_YEAR
from events.admin.entries import DaysField, TimesField
from events.forms import HallChoiceField
from events.models import EventPage, Occurrence, Recurrence
from events.models.choices import OccurrenceStatus
from events.recurrence import Frequency, Plan, Planned, Rule, RuleError, Slot
from venues.models import Hall

MOST_TEXT = 8000
DAY_INPUT = {"type": "date", "min": f"{FIRST_YEAR}-01-01", "max": f"{LAST_YEAR}-12-31"}


def day_input() -> forms.DateInput:
    """A day, as the browser's own control sends it."""
    return forms.DateInput(attrs=dict(DAY_INPUT), format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class RepeatForm(forms.Form):
    """“Every Saturday and Sunday at 12:00 and 15:00 until 28 February, not on 2 January”."""

    REPEATS = (
        ("once", _("On the days given below only")),
        ("DAILY", _("Every day")),
        ("WEEKLY", _("On days of the week")),
        ("MONTHLY_POSITION", _("On a day of the week in each month")),
        ("MONTHLY_DAY", _("On a day of each month")),
    )
    POSITIONS = (
        ("1", pgettext_lazy("in the month", "the first")),
        ("2", pgettext_lazy("in the month", "the second")),
        ("3", pgettext_lazy("in the month", "the third")),
        ("4", pgettext_lazy("in the month", "the fourth")),
        ("-1", pgettext_lazy("in the month", "the last")),
    )

    repeats = forms.ChoiceField(label=_("Repeats"), choices=REPEATS, initial="WEEKLY")
    interval = forms.IntegerField(
        label=_("Every how many days, weeks or months"), min_value=1, max_value=52, initial=1, required=False
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days of the week"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    position = forms.TypedChoiceField(
        label=_("Which of them in the month"), choices=POSITIONS, coerce=int, required=False, empty_value=None
    )
    month_day = forms.IntegerField(
        label=_("Day of the month"),
        min_value=-1,
        max_value=31,
        required=False,
        help_text=_("From 1 to 31; −1 is the last day. A month without such a day is left out."),
    )
    starts_on = forms.DateField(label=_("First day"), required=False, widget=day_input())
    until = forms.DateField(label=_("Last day"), required=False, widget=day_input())
    times = TimesField(
        label=_("Times"), max_length=400, help_text=_("By the venue’s clock. For example 12:00–13:00, 15:00–16:00.")
    )
    extra_days = DaysField(
        label=_("Also on"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Days outside the rule, for example 01.05.2026, 09.05.2026."),
    )
    excluded_days = DaysField(
        label=_("But not on"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Days on which nothing takes place."),
    )

    def __init__(self, *args: Any, recurrence: Recurrence | None = None, **kwargs: Any) -> None:
        self.recurrence = recurrence
        self.plan: Plan | None = None
        if recurrence is not None:
            kwargs["initial"] = {**_initial(recurrence.plan), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if recurrence is not None:
            self.fields["repeats"].choices = [choice for choice in self.REPEATS if choice[0] != "once"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self._check(cleaned)
        except RuleError as error:
            self._complain(error)
        return cleaned

    def _check(self, cleaned: dict[str, Any]) -> None:
        slots = self._named(cleaned["times"])
        if cleaned["repeats"] == "once":
            if not cleaned["extra_days"]:
                raise RuleError("no_days", _("Give at least one day."), "extra_days")
            for day in cleaned["extra_days"]:
                if not FIRST_YEAR <= day.year <= LAST_YEAR:
                    raise RuleError("year", _("Give a year between 1990 and 2100."), "extra_days")
            return
        if not cleaned.get("starts_on"):
            raise RuleError("starts_on", _("Give the first day."), "starts_on")
        monthly = cleaned["repeats"].startswith("MONTHLY")
        by_position = cleaned["repeats"] == "MONTHLY_POSITION"
        rule = Rule(
            frequency=Frequency.MONTHLY if monthly else Frequency(cleaned["repeats"]),
            until=cleaned.get("until"),
            interval=cleaned.get("interval") or 1,
            weekdays=tuple(cleaned["weekdays"]) if by_position or cleaned["repeats"] == "WEEKLY" else (),
            position=(cleaned["position"] or 0) if by_position else 0,
            month_day=cleaned.get("month_day") or 0 if monthly and not by_position else 0,
        )
        plan = Plan(rule, cleaned["starts_on"], slots, frozenset(cleaned["excluded_days"]))
        plan.dates()
        self.plan = plan

    def _named(self, slots: list[Slot]) -> tuple[Slot, ...]:
        """Give the times the keys of the rule's own: those of the same hour first, then in order."""
        known = list(self.recurrence.plan.slots) if self.recurrence else []
        by_start = {slot.starts: slot for slot in known}
        same = {slot.starts: by_start[slot.starts] for slot in slots if slot.starts in by_start}
        spare = [slot for slot in known if slot.starts not in same]
        named = []
        for slot in slots:
            old = same.get(slot.starts) or (spare.pop(0) if spare else None)
            named.append(Slot(old.key if old else "", slot.starts, slot.ends))
        rows = Recurrence.slot_rows(tuple(named))
        return tuple(Slot(row["key"], slot.starts, slot.ends) for row, slot in zip(rows, named, strict=True))

    def _complain(self, error: RuleError) -> None:
        self.add_error(error.field if error.field in self.fields else None, error.message)

    @property
    def single_dates(self) -> list[Planned]:
        """The dates of the extra days, at the same times."""
        slots = self._named(self.cleaned_data["times"]) if self.plan is None else self.plan.slots
        return [Planned(day, slot.starts, slot.ends) for day in self.cleaned_data["extra_days"] for slot in slots]


def _initial(plan: Plan) -> dict[str, Any]:
    rule = plan.rule
    monthly = "MONTHLY_POSITION" if rule.position else "MONTHLY_DAY"
    return {
        "repeats": monthly if rule.frequency == Frequency.MONTHLY else str(rule.frequency),
        "interval": rule.interval,
        "weekdays": [str(day) for day in rule.weekdays],
        "position": str(rule.position or 1),
        "month_day": rule.month_day or None,
        "starts_on": plan.starts_on,
        "until": rule.until,
        "times": list(plan.slots),
        "excluded_days": sorted({day for day in plan.excluded if type(day) is date}),
    }


class SeenForm(forms.BaseForm):
    """Knows which version of a date its user has seen, so that nothing changed since is undone unawares."""

    SEEN = "seen"
    current: Occurrence

    def ask_for_version(self, current: Occurrence) -> None:
        """Add the field, not shown, in which the version comes back."""
        self.current = current
        self.fields[self.SEEN] = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=current.sequence)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        version = self.current.sequence
        if cleaned.pop(self.SEEN, None) not in (None, version):
            self.data = self.data.copy()
            self.data[self.add_prefix(self.SEEN)] = version
            facts = {"date": str(self.current), "status": self.current.get_status_display()}
            message = _(
                "Someone else has changed this date since you opened it: it now says %(date)s, %(status)s. "
                "Save again to overwrite that."
            )
            self.add_error(None, forms.ValidationError(message, code="changed", params=facts))
        return cleaned


class OccurrenceForm(SeenForm, forms.ModelForm):
    """One date: its day and hours, its hall, what has become of it and why."""

    class Meta:
        model = Occurrence
        fields = ("day", "start_time", "end_time", "hall", "status", "note_ru", "note_en")
        widgets = {"day": day_input(), "start_time": time_input(), "end_time": time_input()}  # noqa: RUF012

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hall"] = HallChoiceField(
            halls_of(event), label=_("hall, if another"), required=False, initial=self.instance.hall_id
        )
        self.fields["note_ru"].label = _("reason (Russian)")
        self.fields["note_en"].label = _("reason (English)")
        self.fields["note_ru"].help_text = _("Visitors read it beside the date.")
        self.ask_for_version(self.instance)


def halls_of(event: EventPage) -> QuerySet:
    """The halls of an event's venue."""
    if event.venue is None:
        return Hall.objects.none()
    return Hall.objects.filter(venue__translation_key=event.venue.translation_key)


class SeveralForm(forms.Form):
    """What becomes of the dates that are ticked, with one reason for all."""

    status = forms.ChoiceField(label=_("What becomes of them"), choices=OccurrenceStatus.choices, initial="cancelled")
    note_ru = forms.CharField(label=_("Reason (Russian)"), max_length=160, required=False)
    note_en = forms.CharField(label=_("Reason (English)"), max_length=160, required=False)


class CopyForm(forms.Form):
    """An event again, beginning on another day, its dates as far apart as before."""

    title = forms.CharField(label=_("Title"), max_length=255)
    starts_on = forms.DateField(label=_("First day of the new dates"), widget=day_input())

    def clean_starts_on(self) -> date:
        day = self.cleaned_data["starts_on"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR - 3:
            raise forms.ValidationError(_("Give a year between 1990 and 2100."))
        return day


class MoveForm(SeenForm, forms.Form):
    """A date dragged to another day, to be confirmed."""

    day = forms.DateField(label=_("New day"), widget=day_input())
    start_time = forms.TimeField(label=_("starts at"), widget=time_input())
    note_ru = forms.CharField(label=_("Reason (Russian)"), max_length=160, required=False)
    note_en = forms.CharField(label=_("Reason (English)"), max_length=160, required=False)

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for_version(occurrence)

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Give a year between 1990 and 2100."))
        return day


class ReasonForm(forms.Form):
    """A day on which a venue's events do not take place, and why."""

    venue = forms.ModelChoiceField(label=_("Venue"), queryset=None)
    day = forms.DateField(label=_("Day"), widget=day_input())
    note_ru = forms.CharField(label=_("Reason (Russian)"), max_length=160)
    note_en = forms.CharField(label=_("Reason (English)"), max_length=160)

    def __init__(self, *args: Any, venues: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = venues
