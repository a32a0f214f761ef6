"""What the board can be narrowed to."""

from typing import ClassVar

import django_filters
import django_filters.fields
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Locale, Page

from localisation.models import TranslationJob
from localisation.names import name_of

NOBODY = "nobody"


def sections() -> QuerySet[Page]:
    """Sections that have jobs."""
    return Page.objects.filter(pk__in=TranslationJob.objects.values("section")).order_by("locale_id", "path")


def people() -> QuerySet:
    """People who have jobs."""
    return get_user_model().objects.filter(translation_jobs__isnull=False).distinct().order_by("last_name", "username")


class PersonField(django_filters.fields.ModelChoiceField):
    """People by their full names."""

    def label_from_instance(self, obj: AbstractUser | str) -> str:
        """Name a person; “nobody” comes as it stands in the address."""
        return str(_("Nobody")) if isinstance(obj, str) else name_of(obj)


class PersonFilter(django_filters.ModelChoiceFilter):
    """One person, or nobody."""

    field_class = PersonField


class JobFilterSet(WagtailFilterSet):
    """State, language, kind, section, person, due date."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=TranslationJob.State.choices, widget=CheckboxSelectMultiple
    )
    target_locale = django_filters.ModelChoiceFilter(
        label=_("Translated into"),
        queryset=lambda _request: Locale.objects.order_by("pk"),
        empty_label=_("All"),
        widget=RadioSelect,
    )
    kind = django_filters.ChoiceFilter(
        label=_("What is translated"), choices=TranslationJob.Kind.choices, empty_label=_("All"), widget=RadioSelect
    )
    section = django_filters.ModelChoiceFilter(
        label=_("Section"), queryset=lambda _request: sections(), empty_label=_("All"), widget=RadioSelect
    )
    assignee = PersonFilter(
        label=_("Translator"),
        queryset=lambda _request: people(),
        empty_label=_("All"),
        null_label=_("Nobody"),
        null_value=NOBODY,
        widget=RadioSelect,
    )
    due = django_filters.ChoiceFilter(
        label=_("Due"),
        method="filter_due",
        choices=[("overdue", _("Overdue")), ("dated", _("With a date")), ("undated", _("Without a date"))],
        empty_label=_("All"),
        widget=RadioSelect,
    )
    due_on = django_filters.DateFromToRangeFilter(label=_("Due between"), widget=DateRangePickerWidget)

    class Meta:
        model = TranslationJob
        fields: ClassVar[list[str]] = []

    def filter_due(self, jobs: QuerySet, name: str, value: str) -> QuerySet:
        if value == "overdue":
            return jobs.overdue(timezone.localdate())
        return jobs.filter(due_on__isnull=value == "undated")
