"""The page of an event."""

from datetime import date
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from core.bilingual import Localized
from core.blocks import StoryBlock
from core.blocks.programme import ProgrammeDayBlock
from core.dates import FIRST_YEAR, LAST_YEAR
from core.fields import ChoiceArrayField
from core.models import BasePage
from core.photo_desk import PhotoPanel, PhotosPanel
from core.searchable import Searchable
from core.sharing import share_links
from events.forms import EventPageForm
from events.models.choices import AccessService, AgeMark, Booking, EventLanguage, Kind
from events.models.querysets import EventManager
from events.panels import DatesPanel, FirstDatesPanel
from events.zones import zone_named
from press.models import HasPressPack, TakesAccreditation
from publishing.models import Embargoed

DEFAULT_TIME_ZONE = "Europe/Moscow"
HOME_DEPTH = 2
#: Child rows that are no part of a draft.
DATES = ("occurrences", "recurrences")


class EventPage(HasPressPack, TakesAccreditation, Embargoed, BasePage):
    """An event: several dates, or a run from one day to another within a venue's hours."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("What it is, in one or two sentences."))
    lead_photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands large at the top and is mirrored in the water below; choose a wide one."),
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.DIALOGUE)
    age_mark = models.CharField(
        _("age mark"),
        max_length=4,
        choices=AgeMark.choices,
        help_text=_("Required by law on every announcement."),
    )
    run_starts_on = models.DateField(_("runs from"), null=True, blank=True)
    run_ends_on = models.DateField(
        _("runs until"), null=True, blank=True, help_text=_("The last day. Empty: it stays for good.")
    )
    venue = models.ForeignKey(
        "venues.VenuePage",
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text=_("Dates and times are by this venue’s clock."),
    )
    hall = models.ForeignKey(
        "venues.Hall",
        verbose_name=_("hall"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text=_("One of the venue’s halls. May be left empty."),
    )
    festival = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        help_text=_("The festival or week that this event belongs to."),
    )
    booking = models.CharField(_("entry"), max_length=16, choices=Booking.choices, default=Booking.OPEN)
    is_free = models.BooleanField(_("free"), default=True)
    price_from = models.PositiveIntegerField(
        _("price from, ₽"),
        null=True,
        blank=True,
        help_text=_("This one alone is shown as “from 300 ₽”; the same number twice, as “300 ₽”."),
    )
    price_to = models.PositiveIntegerField(_("price to, ₽"), null=True, blank=True)
    price_note_ru = models.CharField(
        _("note beside the price (Russian)"),
        max_length=120,
        blank=True,
        help_text=_("For whom it is less or nothing: “free under 18”."),
    )
    price_note_en = models.CharField(_("note beside the price (English)"), max_length=120, blank=True)
    booking_url = models.URLField(
        _("registration or ticket link"),
        blank=True,
        help_text=_("The button at the top of the page leads there until the event is over, sold out or cancelled."),
    )
    has_pushkin_card = models.BooleanField(_("Pushkin Card accepted"), default=False)
    languages = ChoiceArrayField(
        models.CharField(max_length=32, choices=EventLanguage.choices), verbose_name=_("languages")
    )
    access_services = ChoiceArrayField(
        models.CharField(max_length=32, choices=AccessService.choices), verbose_name=_("access services")
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)
    programme = StreamField([("day", ProgrammeDayBlock())], verbose_name=_("programme"), blank=True)

    objects = EventManager()

    price_note = Localized("price_note")

    story_panels: ClassVar[list] = [
        *BasePage.content_panels,
        "lead",
        PhotoPanel("lead_photo"),
        MultiFieldPanel([FieldRowPanel(["kind", "age_mark"]), "festival"], heading=_("What it is")),
        FieldPanel("body"),
        FieldPanel("programme"),
    ]
    when_panels: ClassVar[list] = [
        HelpPanel(
            content=_("Give single dates with their times, or, for an exhibition, the first and the last day."),
        ),
        MultiFieldPanel([FieldRowPanel(["venue", "hall"])], heading=_("Where")),
        FirstDatesPanel("occurrences", label=_("Date"), heading=_("Dates and times")),
        DatesPanel(heading=_("Dates and times")),
        MultiFieldPanel(
            [FieldRowPanel(["run_starts_on", "run_ends_on"])],
            heading=_("Run of an exhibition"),
            help_text=_("Those who saved the event are written to when you publish other days or another venue."),
        ),
    ]
    admission_panels: ClassVar[list] = [
        FieldRowPanel(["booking", "booking_url"]),
        FieldRowPanel(["is_free", "price_from", "price_to"]),
        FieldRowPanel(["price_note_ru", "price_note_en"]),
        "has_pushkin_card",
        MultiFieldPanel(["languages", "access_services"], heading=_("Languages and access")),
    ]
    people_panels: ClassVar[list] = [
        InlinePanel("speakers", label=_("Speaker"), heading=_("Speakers and performers")),
        InlinePanel("organisations", label=_("Organisation"), heading=_("Organisers and partners")),
        InlinePanel("topics", label=_("Topic"), heading=_("Topics")),
        PhotosPanel("photos", chooser_field_name="photo", heading=_("Photographs"), label=_("Photograph")),
    ]
    press_panels: ClassVar[list] = [
        "has_press_pack",
        FieldRowPanel(["takes_accreditation", "accreditation_until"]),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(story_panels, heading=_("About")),
            ObjectList(when_panels, heading=_("When and where")),
            ObjectList(admission_panels, heading=_("Admission")),
            ObjectList(people_panels, heading=_("People and photographs")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(press_panels, heading=_("For the press")),
            ObjectList(["embargo_until", *BasePage.settings_panels], heading=_("Settings")),
        ],
        base_form_class=EventPageForm,
    )
    base_form_class = EventPageForm
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.SearchField("programme"),
        index.FilterField("kind"),
    ]
    fixed = ("has_press_pack", "lead_photo", "venue", "photos", "speakers", "organisations", "topics")
    original_only = (
        "embargo_until",
        "takes_accreditation",
        "accreditation_until",
        "occurrences",
        "recurrences",
        "festival",
        "run_starts_on",
        "run_ends_on",
        "hall",
        "kind",
        "age_mark",
        "booking",
        "is_free",
        "price_from",
        "price_to",
        "price_note_ru",
        "price_note_en",
        "booking_url",
        "has_pushkin_card",
        "languages",
        "access_services",
    )
    exclude_fields_in_copy: ClassVar[list[str]] = ["occurrences", "recurrences"]
    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["run_starts_on", "run_ends_on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(run_ends_on__isnull=True) | Q(run_ends_on__gte=F("run_starts_on")),
                name="event_run_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(price_from__isnull=True) | Q(price_to__isnull=True) | Q(price_to__gte=F("price_from")),
                name="event_price_to_is_not_below_price_from",
                violation_error_message=_("The upper price is below the lower one."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.run_starts_on and self.run_ends_on and self.run_ends_on < self.run_starts_on:
            errors["run_ends_on"] = _("The last day is before the first.")
        if self.run_ends_on and not self.run_starts_on:
            errors["run_starts_on"] = _("Give the first day too.")
        for name in ("run_starts_on", "run_ends_on"):
            day: date | None = getattr(self, name)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                errors[name] = _("Give a year between 1990 and 2100.")
        if self.price_from is not None and self.price_to is not None and self.price_to < self.price_from:
            errors["price_to"] = _("The upper price is below the lower one.")
        if self.is_free and (self.price_from or self.price_to):
            errors["is_free"] = _("An event with a price is not free: clear the mark or the price.")
        if errors:
            raise ValidationError(errors)

    @property
    def time_zone(self) -> str:
        """The name of the venue's time zone; Moscow's where there is no venue."""
        return self.venue.original.time_zone if self.venue else DEFAULT_TIME_ZONE

    @property
    def zone(self) -> ZoneInfo:
        """The venue's time zone; Moscow's where the database of time zones no longer knows it."""
        return zone_named(self.time_zone) or ZoneInfo(DEFAULT_TIME_ZONE)

    def serializable_data(self) -> dict[str, Any]:
        """What a revision keeps: everything but the dates, which hold at once and for drafts too."""
        return _without_dates(super().serializable_data())

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Self | None:
        """Read a revision, an old one with dates too: publishing it must not bring back what was cancelled since."""
        return super().from_serializable_data(_without_dates(data), *args, **kwargs)

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        """With what its page shows; ``has_parts`` spares an event that is no festival asking for its parts."""
        parts = cls.objects.filter(festival__translation_key=OuterRef("translation_key"))
        found = cls.objects.annotate(has_parts=Exists(parts.order_by()))
        return found.select_related("locale", "lead_photo__credit", "hall")

    @cached_property
    def translation_group(self) -> list[Self]:
        """This page and its translations, oldest first, in one query."""
        return list(type(self).for_serving().filter(translation_key=self.translation_key).order_by("pk"))

    @cached_property
    def original(self) -> Self:
        """The first page of the group, which keeps dates, hall and price for all languages."""
        first = next(iter(self.translation_group), self) if self.pk else self
        return self if first.pk == self.pk else first

    @cached_property
    def live_translations(self) -> dict[str, Page]:
        """Every live, real page of this group by language code."""
        return {page.language: page for page in self.translation_group if page.live and not page.alias_of_id}

    @cached_property
    def facts(self) -> Any:
        """When, where, for how much, for whom: worked out once for each page served."""
        from events.facts import EventFacts

        return EventFacts(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        address = request.build_absolute_uri(self.get_url(request) or "")
        section = next((page for page in reversed(self.ancestors_in_trail) if page.depth > HOME_DEPTH), None)
        return super().get_context(request, *args, **kwargs) | {
            "facts": self.facts,
            "programme_url": section.get_url(request) if section else "",
            "share_links": share_links(self.title, address),
        }

    def searchable(self) -> Searchable:
        """The event for visitors' search, with the dates of the original page."""
        from events.searchable import event_searchable

        return event_searchable(self, super().searchable())

    def structured_data(self, request: HttpRequest) -> list[dict[str, object]]:
        """The event as schema.org describes it."""
        from events.structured_data import event_object

        return [event_object(self.facts, request)]

    @path("calendar.ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """The dates of this event as a calendar file."""
        from events.calendars import calendar_response, event_calendar

        return calendar_response(request, lambda: event_calendar(self, request), self.slug, self.original)

    @path("<int:pk>/calendar.ics/", name="reminder")
    def reminder(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One date of this event, to be reminded of."""
        from events.calendars import calendar_response, occurrence_calendar

        found = self.original.occurrences.select_related("hall", "recurrence").filter(pk=pk).first()
        if found is None:
            raise Http404
        return calendar_response(request, lambda: occurrence_calendar(self, found, request), self.slug, self.original)


def _without_dates(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in DATES}
