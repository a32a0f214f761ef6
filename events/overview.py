"""The list of events in the Wagtail admin."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter, MultipleChoiceFilter
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet

from core.dates import full_date
from events.models import EventPage, Occurrence
from events.models.choices import Kind
from events.models.querysets import earlier_translations
from venues.models import VenuePage


class EventListView(IndexView):
    """Events with their next date; a translation stands in its original's line."""

    default_ordering = "next_on"

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().originals()

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """Add the day by which the list is ordered: the next date, the run's last day, or the last date of all."""
        dates = Occurrence.objects.filter(event=OuterRef("pk"))
        ahead = dates.filter(ends_at__gt=Now()).order_by("starts_at").values("day")[:1]
        last = dates.order_by("-starts_at").values("day")[:1]
        return (
            super()
            .annotate_queryset(pages)
            .annotate(next_on=Coalesce(Subquery(ahead), F("run_ends_on"), F("run_starts_on"), Subquery(last)))
            .select_related("venue")
        )


class TimeFilter(ChoiceFilter):
    """Events still to come or running, or those that are over."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        today = timezone.localdate()
        ahead = Exists(Occurrence.objects.filter(event=OuterRef("pk")).upcoming())
        runs = Q(run_starts_on__isnull=False) & (Q(run_ends_on__isnull=True) | Q(run_ends_on__gte=today))
        return qs.filter(ahead | runs) if value == "ahead" else qs.exclude(ahead | runs)


def day_in_words(page: EventPage) -> str:
    """``5 декабря 2026``; empty for an event without dates."""
    return full_date(page.next_on) if page.next_on else ""


def venues(request: HttpRequest | None) -> QuerySet:
    """The venues that events may name: each once, by its original page."""
    earlier = earlier_translations(VenuePage, "translation_key", "pk")
    return VenuePage.objects.filter(~Exists(earlier)).order_by("title")


class EventFilterSet(PageFilterSet):
    """By kind, venue and time, besides Wagtail's own filters."""

    kind = MultipleChoiceFilter(label=_("Kind"), choices=Kind.choices, widget=CheckboxSelectMultiple)
    venue = ModelChoiceFilter(label=_("Venue"), queryset=venues)
    time = TimeFilter(label=_("Time"), choices=[("ahead", _("Running or to come")), ("over", _("Past events"))])
    site = None
    has_child_pages = None

    class Meta:
        model = EventPage
        fields = ()
