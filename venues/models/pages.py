"""The page of a venue: where it is, when it opens, what is there."""

from dataclasses import replace
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.search import index

from core.bilingual import Localized
from core.blocks import StoryBlock
from core.fields import ChoiceArrayField
from core.models import BasePage
from core.photo_desk import PhotoPanel, PhotosPanel
from core.searchable import Searchable
from core.sharing import share_links
from venues.fields import WeekField
from venues.forms import VenuePageForm
from venues.hours import Schedule
from venues.maps import map_links
from venues.models.choices import Facility
from venues.models.parts import VenuePhoto
from venues.models.regions import validate_time_zone
from venues.schedules import schedule_of
from venues.timetable import Timetable, zone_note


class VenuePage(BasePage):
    """A venue: a hall, a library, a pier. Its facts are kept once; its texts are translated."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("What this place is, in one sentence."))
    lead_photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    region = models.ForeignKey(
        "venues.Region",
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="venues",
    )
    city = models.CharField(_("city"), max_length=80, blank=True)
    street = models.CharField(_("street and house"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    getting_here = RichTextField(  # ty: ignore[no-matching-overload] (the stubs know Django's text field alone)
        _("how to get here"), blank=True, features=["bold", "link", "ul", "ol"]
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    facilities = ChoiceArrayField(
        models.CharField(max_length=32, choices=Facility.choices), verbose_name=_("facilities and access")
    )
    access_note = models.TextField(
        _("note on access"),
        blank=True,
        help_text=_("What a visitor with a disability should know beforehand."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Europe/Moscow", validators=[validate_time_zone]
    )
    week = WeekField(
        _("weekly hours"),
        help_text=_(
            "For example 10:00–20:00, or 10:00–14:00, 15:00–20:00. Past midnight: 18:00–02:00. "
            "An empty line is a closed day."
        ),
    )
    last_admission_minutes = models.PositiveSmallIntegerField(
        _("last admission, minutes before closing"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(600)],
    )
    closed_from = models.DateField(_("closed from"), null=True, blank=True)
    closed_until = models.DateField(
        _("closed until"),
        null=True,
        blank=True,
        help_text=_("The last closed day. Empty: until further notice."),
    )
    closure_reason_ru = models.CharField(_("reason (Russian)"), max_length=160, blank=True)
    closure_reason_en = models.CharField(_("reason (English)"), max_length=160, blank=True)

    closure_reason = Localized("closure_reason")

    base_form_class = VenuePageForm
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        "lead",
        PhotoPanel("lead_photo"),
        MultiFieldPanel(
            [
                "region",
                FieldRowPanel(["postal_code", "city", "street"]),
                FieldRowPanel(["latitude", "longitude"]),
                "getting_here",
                FieldRowPanel(["phone", "email"]),
            ],
            heading=_("Address"),
        ),
        InlinePanel("halls", label=_("Hall"), heading=_("Halls")),
        MultiFieldPanel(["facilities", "access_note"], heading=_("Facilities and access")),
        FieldPanel("body"),
        PhotosPanel("photos", chooser_field_name="photo", heading=_("Photographs"), label=_("Photograph")),
    ]
    hours_panels: ClassVar[list] = [
        FieldRowPanel(["time_zone", "last_admission_minutes"]),
        "week",
        InlinePanel("seasons", label=_("Season"), heading=_("Seasons")),
        InlinePanel("special_days", label=_("Special day"), heading=_("Special days")),
        MultiFieldPanel(
            [
                FieldRowPanel(["closed_from", "closed_until"]),
                FieldRowPanel(["closure_reason_ru", "closure_reason_en"]),
            ],
            heading=_("Temporary closure"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(hours_panels, heading=_("Opening hours")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("city"),
        index.SearchField("street"),
        index.SearchField("body"),
    ]
    fixed = (
        "lead_photo",
        "region",
        "postal_code",
        "latitude",
        "longitude",
        "phone",
        "email",
        "facilities",
        "photos",
    )
    original_only = (
        "time_zone",
        "week",
        "last_admission_minutes",
        "closed_from",
        "closed_until",
        "closure_reason_ru",
        "closure_reason_en",
        "halls",
        "seasons",
        "special_days",
    )
    parent_page_types: ClassVar[list[str]] = ["venues.VenueIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def clean(self) -> None:
        super().clean()
        if self.closed_from and self.closed_until and self.closed_until < self.closed_from:
            raise ValidationError({"closed_until": _("The last closed day is before the first.")})
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Give both latitude and longitude, or neither.")})

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.select_related("locale", "lead_photo__credit", "region")

    @property
    def schedule(self) -> Schedule:
        """The opening hours, from the original page."""
        return schedule_of(self.original)

    @property
    def facility_labels(self) -> list[Facility]:
        """What the venue offers, in the order of the list."""
        return [facility for facility in Facility if facility.value in self.facilities]

    @property
    def coordinates(self) -> str:
        """``55.7512° N, 37.5436° E``, read by people; empty where the place is not known."""
        if self.latitude is None or self.longitude is None:
            return ""
        north, east = float(self.latitude), float(self.longitude)
        return f"{abs(north):.4f}° {'N' if north >= 0 else 'S'}, {abs(east):.4f}° {'E' if east >= 0 else 'W'}"

    @property
    def maps(self) -> list[dict[str, str]]:
        """Plain links to maps read in Russia, by coordinates or else by the address."""
        address = ", ".join(part for part in (self.city, self.street) if self.street and part)
        latitude, longitude = self.latitude, self.longitude
        return map_links(
            float(latitude) if latitude is not None else None,
            float(longitude) if longitude is not None else None,
            address,
        )

    def searchable(self) -> Searchable:
        """The venue for visitors' search: city, region and halls weigh as names do."""
        facts = self.original
        region = (facts.region.name_ru, facts.region.name_en) if facts.region else ()
        halls = [name for hall in facts.halls.all() for name in (hall.name_ru, hall.name_en)]
        names = tuple(filter(None, (self.city, self.street, *region, *halls)))
        return replace(super().searchable(), kind="venues", names=names, venue_key=self.translation_key)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        facts = self.original
        timetable = Timetable(self._schedule_for(request), timezone.now(), self.language)
        return {
            **super().get_context(request, *args, **kwargs),
            "share_links": share_links(self.title, request.build_absolute_uri(self.get_url(request) or request.path)),
            "facts": facts,
            "timetable": timetable,
            "zone_note": zone_note(timetable.schedule.zone, timetable.moment),
            "facilities": facts.facility_labels,
            "halls": [hall for hall in facts.halls.all() if hall.name],
            "photos": self._photos_for(request),
            "coordinates": facts.coordinates,
            "maps": facts.maps,
        }

    def _photos_for(self, request: HttpRequest) -> models.QuerySet[VenuePhoto]:
        """The photographs with their credits in one query; in a preview those of the form, saved or not."""
        is_preview = getattr(request, "is_preview", False)
        return self.photos.all() if is_preview else self.photos.select_related("photo__credit")

    def _schedule_for(self, request: HttpRequest) -> Schedule:
        """What the form says in a preview; otherwise what the directory of venues has gathered already."""
        from venues.directory import Directory

        place = None if getattr(request, "is_preview", False) else Directory.current().of(self.pk)
        return place.schedule if place else self.schedule

    def structured_data(self, request: HttpRequest) -> list[dict[str, object]]:
        from venues.structured_data import venue_object

        schedule = self._schedule_for(request)
        today = timezone.now().astimezone(schedule.zone).date()
        return [venue_object(self, schedule, today, request)]
