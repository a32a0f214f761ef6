"""Model fields the stock ones lack."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _


class ChoiceArrayField(ArrayField):
    """Several of a fixed list of codes, shown to editors as checkboxes.

    Takes a ``CharField`` with ``choices``; the value is a list of codes in the order of the choices. Migrations
    know nothing of the choices.
    """

    def __init__(self, base_field: models.Field, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(base_field, **kwargs)

    @property
    def code_choices(self) -> list[tuple[str, str]]:
        """Return ``(code, label)`` for every code there is; none where a migration made the field."""
        return list(self.base_field.flatchoices)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["base_field"] = models.CharField(max_length=self.base_field.max_length)
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        kwargs.pop("base_field", None)
        return forms.TypedMultipleChoiceField(
            choices=self.code_choices,
            coerce=str,
            required=not self.blank,
            label=kwargs.get("label") or self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value: list[str], model_instance: models.Model) -> None:
        known = {code for code, _label in self.code_choices}
        unknown = [code for code in value if known and code not in known]
        if unknown:
            raise ValidationError(_("Unknown choice: %(code)s.") % {"code": unknown[0]})
        super().validate(value, model_instance)

    def labels(self, codes: list[str]) -> list[tuple[str, str]]:
        """Return ``(code, label)`` pairs for the known ``codes``, in the order of the choices."""
        return [(code, label) for code, label in self.code_choices if code in codes]
