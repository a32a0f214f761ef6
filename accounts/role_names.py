"""Names of groups, workflow and task: kept in English, read in the language of the person who looks."""

from copy import copy
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Field, Model
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext, override
from wagtail.log_actions import LogFormatter
from wagtail.models import BaseLogEntry, Task, Workflow

from accounts.roles import NAMES


class NameForReader(DeferredAttribute):
    """Attribute ``name`` of a model of Django's or Wagtail's, which answers in the reader's language.

    Wagtail's templates, forms, messages and letters all ask for it, so it is translated here and not in each of
    them. Names that are not among ``NAMES`` stay as written. Either language may be set; English is kept.
    """

    def __get__(self, instance: Model | None, cls: type[Model] | None = None) -> object:
        return said_name(super().__get__(instance, cls))

    def __set__(self, instance: Model, value: object) -> None:
        instance.__dict__[self.field.attname] = kept_name(value)


@cache
def _english_names() -> dict[str, str]:
    english = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            english.update({gettext(name): name for name in NAMES})
    return english


def kept_name(value: object) -> object:
    """Return the English name of a group, workflow or task for one in either language; anything else as it came."""
    return _english_names().get(value, value) if isinstance(value, str) else value


def said_name(value: object) -> object:
    """Return the name of a group, workflow or task, which may be in either language, in the reader's."""
    name = kept_name(value)
    return gettext(name) if isinstance(name, str) and name in NAMES else value


def said_names(data: object) -> object:
    """Return what an entry of the log holds, its names in the reader's language."""
    if isinstance(data, dict):
        return {key: said_names(value) for key, value in data.items()}
    return said_name(data)


class NamesInLog(LogFormatter):
    """A step of a workflow, told in the reader's language; the log holds the names as whoever took it read them."""

    def __init__(self, formatter: LogFormatter) -> None:
        self.formatter = formatter
        self.label = formatter.label

    def format_message(self, log_entry: BaseLogEntry) -> str:
        """Return the sentence for the history."""
        entry = copy(log_entry)
        entry.data = said_names(entry.data)
        return self.formatter.format_message(entry)

    def format_comment(self, log_entry: BaseLogEntry) -> str:
        """Return what was written along with it."""
        return self.formatter.format_comment(log_entry)


def say_names_in_readers_language() -> None:
    """Let groups, workflows and their tasks say their names to each reader; once, when Django has started."""
    for model in (Group, Workflow, Task):
        field = model._meta.get_field("name")
        _ask_in_english(field)
        model.name = NameForReader(field)  # ty: ignore[invalid-assignment, invalid-argument-type] (takes a field)


def _ask_in_english(field: Field[Any, Any]) -> None:
    to_database = field.get_prep_value

    def get_prep_value(value: object) -> object:
        return to_database(kept_name(value))

    field.get_prep_value = get_prep_value
