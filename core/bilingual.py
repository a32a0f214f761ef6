"""Records that carry both languages in one row: ``name_ru`` and ``name_en`` beside each other."""

from typing import Self, overload

from django.conf import settings
from django.utils.translation import get_language


def current_language() -> str:
    """Return the active content language code, ``"ru"`` or ``"en"``."""
    code = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class Localized:
    """Read-only attribute giving ``<name>_<language>`` of its record in the reader's language.

    >>> class Topic(models.Model):
    ...     name_ru = models.CharField(...)
    ...     name_en = models.CharField(...)
    ...     name = Localized("name")

    Never falls back to the other language: a missing text is an empty string.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> str: ...

    def __get__(self, instance: object | None, owner: type) -> Self | str:
        if instance is None:
            return self
        return getattr(instance, f"{self.name}_{current_language()}") or ""
