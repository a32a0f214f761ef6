"""What the event form asks for beyond single fields."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.forms import PageForm

if TYPE_CHECKING:
    from venues.models import Hall, VenuePage

MOST_DATES = 400


class EventPageForm(PageForm):
    """Lets a draft lack its dates, a published event not; halls must be the venue's own."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        venue = cleaned.get("venue")
        if "hall" in self.fields and cleaned.get("hall") and not _is_hall_of(cleaned["hall"], venue):
            self.add_error("hall", _wrong_hall(cleaned["hall"], venue))
        self._check_dates(venue, has_run=bool(cleaned.get("run_starts_on")))
        return cleaned

    def _check_dates(self, venue: "VenuePage | None", *, has_run: bool) -> None:
        formset = self.formsets.get("occurrences")
        if formset is None:
            return
        forms = [form for form in formset.forms if not _is_dropped(form)]
        for form in forms:
            hall = getattr(form, "cleaned_data", {}).get("hall")
            if hall and not _is_hall_of(hall, venue):
                form.add_error("hall", _wrong_hall(hall, venue))
        if len(forms) > MOST_DATES:
            self.add_error(
                None,
                ngettext(
                    "An event can have %(most)s date at most.", "An event can have %(most)s dates at most.", MOST_DATES
                )
                % {"most": MOST_DATES},
            )
        if not forms and not has_run and not self.is_deferred_validation:
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
