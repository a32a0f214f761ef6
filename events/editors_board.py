"""The dates of events on the editors' schedule board."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Occurrence
from publishing.schedule import Entry, register_source


@register_source
def occurrences(start: datetime, end: datetime) -> Iterable[Entry]:
    """What takes place: dates that are not cancelled, each once, under its original's title."""
    found = Occurrence.objects.taking_place().filter(starts_at__gte=start, starts_at__lt=end)
    for date in found.select_related("event__locale").order_by("starts_at", "pk"):
        event = date.event
        yield Entry(
            date.starts_at,
            _("Takes place"),
            event.get_admin_display_title(),
            reverse("wagtailadmin_pages:edit", args=[event.pk]),
            group=event.translation_key,
            is_held=True,
        )
