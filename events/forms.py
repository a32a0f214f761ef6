"""What the event form asks for beyond single fields."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.recurrence import MOST_DATES
from publishing.forms import EmbargoedPageForm

if TYPE_CHECKING:
    from venues.models import Hall, VenuePage


class HallIterator(forms.models.ModelChoiceIterator):
    """The halls in groups, each under its venue's name."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        halls_in_order: list[Hall] = list(self.field.queryset)
        for venue, halls in groupby(halls_in_order, key=lambda hall: hall.venue.title):
            yield venue, [self.choice(hall) for hall in halls]


class HallChoiceField(forms.ModelChoiceField):
    """A hall under its venue's name: two venues may each have a Main Hall."""

    iterator = HallIterator

    def __init__(self, queryset: QuerySet, **kwargs: Any) -> None:
        ordered = queryset.select_related("venue").order_by("venue__title", "venue_id", "sort_order", "pk")
        super().__init__(ordered, **kwargs)

    def label_from_instance(self, obj: "Hall") -> str:
        return obj.name or obj.name_ru


class EventPageForm(EmbargoedPageForm):
    """Lets a draft lack its dates, a published event not; halls must be the venue's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeps_facts = self.instance.is_original
        if not self.keeps_facts:
            for name in self.instance.original_only:
                self.fields.pop(name, None)
        # Dates hold at once, not with the next publishing: they are a screen of their own once there is a page.
        if self.instance.pk or not self.keeps_facts:
            self.formsets.pop("occurrences", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        venue = cleaned.get("venue")
        if "hall" in self.fields and cleaned.get("hall") and not _is_hall_of(cleaned["hall"], venue):
            self.add_error("hall", _wrong_hall(cleaned["hall"], venue))
        if self.keeps_facts:
            self._check_dates(venue, has_run=bool(cleaned.get("run_starts_on")))
        return cleaned

    def _check_dates(self, venue: "VenuePage | None", *, has_run: bool) -> None:
        formset = self.formsets.get("occurrences")
        if formset is None:
            self._demand_dates(has_run or self.instance.occurrences.exists())
            return
        formset.is_valid()  # lines are cleaned after the page otherwise
        kept = [form for form in formset.forms if not _is_dropped(form)]
        for form in kept:
            hall = getattr(form, "cleaned_data", {}).get("hall")
            if hall and not _is_hall_of(hall, venue):
                form.add_error("hall", _wrong_hall(hall, venue))
        if len(kept) > MOST_DATES:
            self.add_error(
                None,
                ngettext(
                    "An event can have %(most)s date at most.", "An event can have %(most)s dates at most.", MOST_DATES
                )
                % {"most": MOST_DATES},
            )
        self._demand_dates(has_run or bool(kept))

    def _demand_dates(self, has_dates: bool) -> None:
        if not has_dates and not self.is_deferred_validation:
            self.add_error(None, ValidationError(_("Give at least one date, or the days of the exhibition’s run.")))


def _is_dropped(form: Any) -> bool:
    """Whether a line of the formset is empty or to be deleted."""
    data = getattr(form, "cleaned_data", None) or {}
    return bool(data.get("DELETE")) or (not form.has_changed() and not form.instance.pk)


def _is_hall_of(hall: "Hall", venue: "VenuePage | None") -> bool:
    return venue is not None and hall.venue.translation_key == venue.translation_key


def _wrong_hall(hall: "Hall", venue: "VenuePage | None") -> str:
    if venue is None:
        return _("Choose the venue that the hall “%(hall)s” belongs to.") % {"hall": hall}
    return _("The hall “%(hall)s” is at %(its_venue)s, not at %(venue)s.") % {
        "hall": hall,
        "its_venue": hall.venue.title,
        "venue": venue.title,
    }
