"""The page of an event and what hangs on it."""

from datetime import date
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index

from core.bilingual import Localized
from core.blocks import StoryBlock
from core.blocks.programme import ProgrammeDayBlock
from core.fields import ChoiceArrayField
from core.models import BasePage
from events.models.choices import AccessService, AgeMark, Booking, Capacity, EventLanguage, Kind

DEFAULT_TIME_ZONE = "Europe/Moscow"


class EventPage(RoutablePageMixin, BasePage):
    """An event: several dates, or a run from one day to another within a venue's hours."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("What it is, in one or two sentences."))
    lead_photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.DIALOGUE)
    age_mark = models.CharField(
        _("age mark"),
        max_length=4,
        choices=AgeMark.choices,
        help_text=_("Required by law on every announcement."),
    )
    run_starts_on = models.DateField(_("runs from"), null=True, blank=True)
    run_ends_on = models.DateField(_("runs until"), null=True, blank=True)
    venue = models.ForeignKey(
        "venues.VenuePage",
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    hall = models.ForeignKey(
        "venues.Hall",
        verbose_name=_("hall"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    booking = models.CharField(_("entry"), max_length=16, choices=Booking.choices, default=Booking.OPEN)
    is_free = models.BooleanField(_("free"), default=True)
    price_from = models.PositiveIntegerField(_("price from, ₽"), null=True, blank=True)
    price_to = models.PositiveIntegerField(_("price to, ₽"), null=True, blank=True)
    booking_url = models.URLField(_("registration or ticket link"), blank=True)
    has_pushkin_card = models.BooleanField(_("Pushkin Card accepted"), default=False)
    languages = ChoiceArrayField(choices=EventLanguage.choices, verbose_name=_("languages"))
    access_services = ChoiceArrayField(choices=AccessService.choices, verbose_name=_("access services"))
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)
    programme = StreamField([("day", ProgrammeDayBlock())], verbose_name=_("programme"), blank=True)

    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        "lead",
        "lead_photo",
        MultiFieldPanel([FieldRowPanel(["kind", "age_mark"])], heading=_("What it is")),
        MultiFieldPanel(
            [
                FieldRowPanel(["run_starts_on", "run_ends_on"]),
                InlinePanel("occurrences", label=_("Date"), heading=_("Dates and times")),
            ],
            heading=_("When"),
            help_text=_("Give single dates with times, or, for an exhibition, the first and the last day."),
        ),
        MultiFieldPanel([FieldRowPanel(["venue", "hall"])], heading=_("Where")),
        MultiFieldPanel(
            [
                FieldRowPanel(["booking", "booking_url"]),
                FieldRowPanel(["is_free", "price_from", "price_to"]),
                "has_pushkin_card",
            ],
            heading=_("Admission"),
        ),
        MultiFieldPanel(["languages", "access_services"], heading=_("Languages and access")),
        FieldPanel("body"),
        FieldPanel("programme"),
        InlinePanel("speakers", label=_("Speaker"), heading=_("Speakers and performers")),
        InlinePanel("organisations", label=_("Organisation"), heading=_("Organisers and partners")),
        MultipleChooserPanel("photos", chooser_field_name="photo", heading=_("Photographs"), label=_("Photograph")),
        InlinePanel("topics", label=_("Topic"), heading=_("Topics")),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.SearchField("programme"),
        index.FilterField("kind"),
    ]
    fixed = ("lead_photo", "venue", "photos", "speakers", "organisations", "topics")
    original_only = (
        "occurrences",
        "run_starts_on",
        "run_ends_on",
        "hall",
        "kind",
        "age_mark",
        "booking",
        "is_free",
        "price_from",
        "price_to",
        "booking_url",
        "has_pushkin_card",
        "languages",
        "access_services",
    )
    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        if self.run_starts_on and self.run_ends_on and self.run_ends_on < self.run_starts_on:
            errors["run_ends_on"] = _("The last day is before the first.")
        if self.run_ends_on and not self.run_starts_on:
            errors["run_starts_on"] = _("Give the first day too.")
        for name in ("run_starts_on", "run_ends_on"):
            day: date | None = getattr(self, name)
            if day and not 1990 <= day.year <= 2100:
                errors[name] = _("Give a year between 1990 and 2100.")
        if self.price_from is not None and self.price_to is not None and self.price_to < self.price_from:
            errors["price_to"] = _("The upper price is below the lower one.")
        if errors:
            raise ValidationError(errors)

    @property
    def time_zone(self) -> str:
        """The name of the venue's time zone; Moscow's where there is no venue."""
        return self.venue.time_zone if self.venue else DEFAULT_TIME_ZONE

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.select_related("locale", "lead_photo__credit", "venue__region", "hall")


class EventTopic(Orderable):
    """A topic of an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey("articles.Topic", verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list] = ["topic"]


class EventSpeaker(Orderable):
    """A person at an event and what they do there."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey(
        "people.Person", verbose_name=_("person"), on_delete=models.CASCADE, related_name="event_roles"
    )
    role_ru = models.CharField(_("role at the event (Russian)"), max_length=160, blank=True)
    role_en = models.CharField(_("role at the event (English)"), max_length=160, blank=True)

    role = Localized("role")

    panels: ClassVar[list] = ["person", FieldRowPanel(["role_ru", "role_en"])]


class EventOrganisation(Orderable):
    """An organisation that makes an event happen."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        "people.Organisation", verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="+"
    )
    capacity = models.CharField(_("capacity"), max_length=16, choices=Capacity.choices, default=Capacity.PARTNER)

    panels: ClassVar[list] = [FieldRowPanel(["organisation", "capacity"])]


class EventPhoto(Orderable):
    """A photograph of an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(
        get_image_model_string(), verbose_name=_("photograph"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar[list] = ["photo"]
