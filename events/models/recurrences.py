"""A rule by which an event repeats."""

from __future__ import annotations

import uuid
from datetime import date, time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from events.recurrence import Plan, Rule, Slot
from events.recurrence.plans import exclusions_from


def new_key() -> str:
    """A name for a series of dates, or for one date, that calendars know it by for good (RFC 7986 §5.3)."""
    return str(uuid.uuid4())


class Recurrence(models.Model):
    """Dates that repeat: “every Saturday and Sunday at 12:00 and 15:00 until 28 February”.

    The rule is RFC 5545's text, made by a form. Its dates are rows of their own (``Occurrence``), which an editor
    changes one by one; the rule only says which rows there should be.
    """

    event = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="recurrences")
    rule = models.CharField(_("rule"), max_length=255)
    starts_on = models.DateField(_("first day"))
    slots = models.JSONField(_("times"), default=list)
    excluded = models.JSONField(_("left out"), default=list, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("rule of dates")
        verbose_name_plural = _("rules of dates")
        ordering = ("starts_on", "pk")

    def __str__(self) -> str:
        from events.recurrence.words import plan_in_words

        return plan_in_words(self.plan)

    @property
    def plan(self) -> Plan:
        """The rule, ready to be worked out. Raises ``RuleError`` or ``ValueError`` for rows written by hand."""
        return Plan(
            rule=Rule.parse(self.rule),
            starts_on=self.starts_on,
            slots=tuple(
                Slot(row["key"], time.fromisoformat(row["start"]), _time(row.get("end"))) for row in self.slots
            ),
            excluded=exclusions_from(self.excluded),
        )

    @staticmethod
    def slot_rows(slots: tuple[Slot, ...]) -> list[dict[str, str]]:
        """What is stored of the times."""
        return [
            {
                "key": slot.key or new_key(),
                "start": f"{slot.starts:%H:%M}",
                "end": f"{slot.ends:%H:%M}" if slot.ends else "",
            }
            for slot in slots
        ]


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


class OccurrenceChange(models.Model):
    """One change an editor made to one date: who, when, what it was before. Each can be undone, the last first."""

    occurrence = models.ForeignKey("events.Occurrence", on_delete=models.CASCADE, related_name="changes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("change of a date")
        verbose_name_plural = _("changes of dates")
        ordering = ("-pk",)
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["occurrence", "-id"])]

    def __str__(self) -> str:
        return f"{self.before_text} → {self.after_text}"

    @property
    def before_text(self) -> str:
        return self._in_words(self.before)

    @property
    def after_text(self) -> str:
        return self._in_words(self.after)

    @staticmethod
    def _in_words(said: dict[str, str | int | None]) -> str:
        """``05.12.2026 19:00, отменено``: the day, the hour and what has become of it."""
        from events.models.choices import OccurrenceStatus

        day = date.fromisoformat(str(said["day"]))
        status = dict(OccurrenceStatus.choices).get(str(said["status"]), "")
        return f"{day:%d.%m.%Y} {said['start_time']}, {status}"
