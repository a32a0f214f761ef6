"""What's on."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path
from wagtail.images import get_image_model_string

from core.models import BasePage
from core.photo_desk import PhotoPanel
from core.syndication import SyndicatedMixin
from navigation.chrome import Chrome


class EventIndexPage(SyndicatedMixin, BasePage):
    """What's on: the days ahead, filters, running exhibitions."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the heading."))
    lead_photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo of the water"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its lower edge is mirrored in the river of days. Left empty, an exhibition’s photo is."),
    )

    content_panels: ClassVar[list] = [*BasePage.content_panels, "lead", PhotoPanel("lead_photo")]
    fixed = ("lead_photo",)
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    max_count_per_parent = 1
    show_in_menus_default = True

    class Meta:
        verbose_name = _("what’s on")
        verbose_name_plural = _("what’s on")

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.select_related("locale", "lead_photo__credit")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Gather the filters and what they leave of the programme."""
        from events.ways import whats_on_of

        chosen = Chrome(request).chosen_region
        whats_on = whats_on_of(self, request.GET, chosen.slug if chosen else "")
        #: Added to the address in the other language: the same view of the same selection.
        self.shared_query = f"?{whats_on.shared_query}" if whats_on.shared_query else ""
        #: Added to the canonical address: a month or a year is itself, a filtered list is the list.
        is_itself = whats_on.view and not whats_on.selection.has_filters
        self.canonical_query = f"?{whats_on.canonical_query}" if is_itself else ""
        return super().get_context(request, *args, **kwargs) | {"whats_on": whats_on}

    def feed_response(self, request: HttpRequest, *, is_atom: bool) -> HttpResponse:
        """Answer with what is newly announced, with the filters of the address."""
        from events.feed import feed_response

        return feed_response(request, self, is_atom=is_atom)

    @path("calendar.ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """The dates ahead as a calendar to subscribe to, with the filters of the address."""
        from events.calendars import calendar_response, programme_calendar

        return calendar_response(request, lambda: programme_calendar(self, request), self.slug)
