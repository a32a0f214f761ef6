"""The region a visitor belongs to."""

from typing import ClassVar
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel

from core.models import NamedMixin

#: Files beside the database's that are no place; browsers do not know them.
NOT_PLACES = {"localtime", "posixrules", "Factory"}


def validate_time_zone(name: str) -> None:
    """Refuse a name that the time-zone database does not know, or that is none of a place."""
    if name not in available_timezones() or name in NOT_PLACES:
        raise ValidationError(_("There is no time zone called “%(name)s”."), params={"name": name[:60]})


class Region(NamedMixin):
    """A city or a region with branches: its time, its main venue."""

    name_ru = models.CharField(_("name (Russian)"), max_length=80)
    name_en = models.CharField(_("name (English)"), max_length=80)
    slug = models.SlugField(_("address"), unique=True, help_text=_("Stands in addresses and cookies: “moscow”."))
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Europe/Moscow", validators=[validate_time_zone]
    )
    main_venue = models.ForeignKey(
        "venues.VenuePage",
        verbose_name=_("main venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its hours and address stand in the header for visitors of this region."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    panels: ClassVar[list[FieldRowPanel | str]] = [
        FieldRowPanel(["name_ru", "name_en"]),
        FieldRowPanel(["slug", "time_zone"]),
        "main_venue",
        "sort_order",
    ]

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("sort_order", "name_ru", "pk")
