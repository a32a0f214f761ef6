"""The pages of a venue: where it is, when it opens, what is there."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index

from core.bilingual import Localized
from core.blocks import StoryBlock
from core.fields import ChoiceArrayField
from core.models import BasePage
from venues.fields import WeekField
from venues.models.regions import validate_time_zone


class Facility(models.TextChoices):
    """What a venue offers to those who come."""

    STEP_FREE = "step_free", _("Step-free entrance")
    LIFT = "lift", _("Lift")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    SIGN_LANGUAGE = "sign_language", _("Sign-language tours")
    GUIDE_DOG = "guide_dog", _("Guide dogs welcome")
    QUIET_ROOM = "quiet_room", _("Quiet room")
    BABY_ROOM = "baby_room", _("Baby room")
    TOILET = "toilet", _("Accessible toilet")
    CLOAKROOM = "cloakroom", _("Cloakroom")
    CAFE = "cafe", _("Café")
    SHOP = "shop", _("Shop")
    LIBRARY = "library", _("Library")
    WIFI = "wifi", _("Free Wi-Fi")
    PARKING = "parking", _("Parking for disabled visitors")


class VenueIndexPage(BasePage):
    """All venues, by region."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the heading."))
    lead_photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels: ClassVar[list] = [*BasePage.content_panels, "lead", "lead_photo"]
    fixed = ("lead_photo",)
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["venues.VenuePage"]
    max_count_per_parent = 1
    show_in_menus_default = True

    class Meta:
        verbose_name = _("venues")
        verbose_name_plural = _("venues")

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.select_related("locale", "lead_photo__credit")


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
    getting_here = RichTextField(_("how to get here"), blank=True, features=["bold", "link", "ul", "ol"])
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    facilities = ChoiceArrayField(choices=Facility.choices, verbose_name=_("facilities and access"))
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
            "For example 10:00–20:00, or 10:00–14:00, 15:00–20:00. Past midnight: 18:00–02:00. An empty line is a closed day."
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

    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        "lead",
        "lead_photo",
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
        MultipleChooserPanel("photos", chooser_field_name="photo", heading=_("Photographs"), label=_("Photograph")),
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


class Hall(Orderable):
    """A room of a venue where things happen."""

    venue = ParentalKey("venues.VenuePage", on_delete=models.CASCADE, related_name="halls")
    name_ru = models.CharField(_("name (Russian)"), max_length=120)
    name_en = models.CharField(_("name (English)"), max_length=120)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    note_ru = models.CharField(_("note (Russian)"), max_length=240, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=240, blank=True)

    name = Localized("name")
    note = Localized("note")

    panels: ClassVar[list] = [
        FieldRowPanel(["name_ru", "name_en", "capacity"]),
        FieldRowPanel(["note_ru", "note_en"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("hall")
        verbose_name_plural = _("halls")

    def __str__(self) -> str:
        return self.name


class VenuePhoto(Orderable):
    """A photograph of a venue."""

    page = ParentalKey("venues.VenuePage", on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(
        get_image_model_string(), verbose_name=_("photograph"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar[list] = ["photo"]
