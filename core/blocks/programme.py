"""The programme of a day or of several."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import PROGRAMME
from core.blocks.samples import SampleStructBlock
from core.dates import FIRST_YEAR, LAST_YEAR, month_in_date, weekday
from core.timetable import Session, Timetable, timetable

#: A glint is as wide as its session is long: up to one, two, three hours, longer.
_GLINT_HOURS = (1, 2, 3)


class ProgrammeItemValue(blocks.StructValue):
    """A session with its length."""

    @property
    def glint(self) -> int:
        """The width of the session's glint, 1–4; 1 where no end is given."""
        start, end = self.get("start"), self.get("end")
        if not start or not end:
            return 1
        length = datetime.combine(date.min, end) - datetime.combine(date.min, start)
        hours = (length % timedelta(days=1)) / timedelta(hours=1)
        return 1 + sum(hours > limit for limit in _GLINT_HOURS)


class ProgrammeItemBlock(blocks.StructBlock):
    """A session, a talk, a break."""

    start = blocks.TimeBlock(label=pgettext_lazy("time of a session", "From"), format="%H:%M")
    end = blocks.TimeBlock(label=pgettext_lazy("time of a session", "Until"), required=False, format="%H:%M")
    title = blocks.CharBlock(label=_("Title"), max_length=300, default="")
    speakers = blocks.CharBlock(
        label=_("Who speaks"), required=False, default="", max_length=400, help_text=_("Names, separated by commas.")
    )
    place = blocks.CharBlock(label=_("Place"), required=False, default="", max_length=160)
    is_break = blocks.BooleanBlock(
        label=pgettext_lazy("between sessions", "Break"), required=False, help_text=_("Coffee, lunch: shown quieter.")
    )

    def clean(self, value: ProgrammeItemValue) -> ProgrammeItemValue:
        cleaned = super().clean(value)
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start and end != time(0):
            raise blocks.StructBlockValidationError(
                block_errors={"end": ValidationError(_("The end must be after the start."))}
            )
        return cleaned

    class Meta:
        icon = "time"
        label = _("Session")
        label_format = "{start} {title}"
        value_class = ProgrammeItemValue


class ProgrammeDayValue(blocks.StructValue):
    """A day and its sessions."""

    @property
    def sessions(self) -> list[ProgrammeItemValue]:
        return list(self.get("items") or [])

    @property
    def timetable(self) -> Timetable[ProgrammeItemValue] | None:
        """The halls side by side, where several are busy at once; a break without a place is everywhere."""
        return timetable(
            Session(item["start"], item.get("end"), item.get("place", "").strip(), item)
            for item in self.sessions
            if item.get("start")
        )

    @property
    def date_words(self) -> str:
        """The month and the weekday, to stand after the day's number: ``декабря, пятница``."""
        day = self.get("date")
        return f"{month_in_date(day)}, {weekday(day)}" if day else ""


class ProgrammeDayBlock(SampleStructBlock):
    """A day of a programme."""

    date = blocks.DateBlock(label=_("Date"), required=False)
    title = blocks.CharBlock(
        label=_("Title"), required=False, default="", max_length=120, help_text=_("“Day one”. May be left empty.")
    )
    items = blocks.ListBlock(ProgrammeItemBlock(), label=_("Sessions"), max_num=60)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        day = cleaned.get("date")
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise blocks.StructBlockValidationError(
                block_errors={"date": ValidationError(_("Give a year between 1990 and 2100."))}
            )
        return cleaned

    def sample(self) -> dict[str, Any]:
        return sample_day()

    class Meta:
        icon = "date"
        label = _("Day")
        description = _("The sessions of one day with times, speakers and places.")
        group = PROGRAMME
        template = "blocks/programme_day.html"
        value_class = ProgrammeDayValue


class ProgrammeBlock(SampleStructBlock):
    """A programme inside a story."""

    title = blocks.CharBlock(
        label=_("Title"), required=False, default="", max_length=120, help_text=_("Left empty: “Programme”.")
    )
    days = blocks.ListBlock(ProgrammeDayBlock(), label=_("Days"), min_num=1, max_num=31)

    def sample(self) -> dict[str, Any]:
        return {"days": [sample_day()]}

    class Meta:
        icon = "time"
        label = _("Programme")
        description = _("What happens when: one or several days, session by session.")
        group = PROGRAMME
        template = "blocks/programme.html"


def sample_day() -> dict[str, Any]:
    """Return a day to show in the editor's preview."""
    return {
        "date": timezone.localdate(),
        "title": "",
        "items": [
            {
                "start": time(10),
                "end": time(11, 30),
                "title": gettext("Why a town needs a second embankment"),
                "speakers": gettext("Marina Koltsova"),
                "place": gettext("Dialogue Hall"),
                "is_break": False,
            },
            {
                "start": time(11, 30),
                "end": time(12),
                "title": gettext("Coffee by the water"),
                "speakers": "",
                "place": "",
                "is_break": True,
            },
        ],
    }
