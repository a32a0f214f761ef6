"""Model fields the stock ones lack."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models


class ChoiceArrayField(ArrayField):
    """Several of a fixed list of codes, shown to editors as checkboxes.

    Takes ``choices`` like a ``CharField``; the value is a list of codes in the order of the choices.
    """

    def __init__(self, base_field: models.Field | None = None, *, choices: Any = None, **kwargs: Any) -> None:
        self.code_choices = choices
        base = base_field or models.CharField(max_length=32)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(base, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
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

    def validate(self, value: list[str], model_instance: models.Model | None) -> None:
        known = {code for code, _label in self.code_choices or ()}
        unknown = [code for code in value if known and code not in known]
        if unknown:
            from django.core.exceptions import ValidationError
            from django.utils.translation import gettext as _

            raise ValidationError(_("Unknown choice: %(code)s.") % {"code": unknown[0]})
        super().validate(value, model_instance)

    def labels(self, codes: list[str]) -> list[tuple[str, str]]:
        """Return ``(code, label)`` pairs for the known ``codes``, in the order of the choices."""
        return [(code, label) for code, label in self.code_choices or () if code in codes]
