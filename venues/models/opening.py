"""Seasons and special days of a venue; the regular week is a field of the venue's page."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Orderable

from core.bilingual import Localized
from venues.fields import IntervalsField, WeekField


class OpeningSeason(Orderable):
    """A stretch of days with a week of its own: summer, the winter holidays."""

    venue = ParentalKey("venues.VenuePage", on_delete=models.CASCADE, related_name="seasons")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    every_year = models.BooleanField(_("every year"), default=False)
    week = WeekField(_("hours"), help_text=_("An empty line is a closed day."))

    panels: ClassVar[list] = [FieldRowPanel(["starts_on", "ends_on", "every_year"]), "week"]

    class Meta(Orderable.Meta):
        verbose_name = _("season")
        verbose_name_plural = _("seasons")

    def __str__(self) -> str:
        return f"{self.starts_on:%d.%m.%Y}–{self.ends_on:%d.%m.%Y}"

    def clean(self) -> None:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on and not self.every_year:
            raise ValidationError({"ends_on": _("The last day is before the first.")})


class SpecialDay(models.Model):
    """One day that differs from the week: a holiday, an installation day, a long night."""

    venue = ParentalKey("venues.VenuePage", on_delete=models.CASCADE, related_name="special_days")
    day = models.DateField(_("day"))
    hours = IntervalsField(_("hours"), help_text=_("For example 10:00–16:00. Empty means closed."))
    reason_ru = models.CharField(_("reason (Russian)"), max_length=160, blank=True)
    reason_en = models.CharField(_("reason (English)"), max_length=160, blank=True)

    reason = Localized("reason")

    panels: ClassVar[list] = [FieldRowPanel(["day", "hours"]), FieldRowPanel(["reason_ru", "reason_en"])]

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ("day", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["venue", "day"],
                name="one_special_day_a_date",
                violation_error_message=_("This day is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"
