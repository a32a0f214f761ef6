"""A term of the glossary."""

from typing import Any, ClassVar

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class GlossaryTerm(models.Model):
    """A word of the house and how it is translated, found in texts in whatever form it takes there."""

    term_ru = models.CharField(_("Russian"), max_length=200, help_text=_("In its dictionary form: “концертный зал”."))
    term_en = models.CharField(_("English"), max_length=200, help_text=_("As it is to stand in texts: “concert hall”."))
    note = models.TextField(
        _("note"),
        blank=True,
        max_length=1000,
        help_text=_("When it applies, where it comes from. Seen by translators."),
    )
    forbidden_ru = models.TextField(
        _("not to be used in Russian"), blank=True, max_length=1000, help_text=_("One on each line.")
    )
    forbidden_en = models.TextField(
        _("not to be used in English"), blank=True, max_length=1000, help_text=_("One on each line.")
    )
    is_case_sensitive = models.BooleanField(
        _("Case matters"),
        default=False,
        help_text=_("Tick it for names: “Излучина” the house, not “излучина” of any river."),
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    #: Under which the cache keeps all terms, ready to be looked for.
    CACHE_KEY: ClassVar[str] = "glossary"

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ("term_ru", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["term_ru", "term_en"], name="glossary_term_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.term_ru} — {self.term_en}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        cache.delete(self.CACHE_KEY)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        cache.delete(self.CACHE_KEY)
        return deleted

    def clean(self) -> None:
        for name in ("term_ru", "term_en"):
            value = " ".join(getattr(self, name).split())
            if not any(char.isalnum() for char in value):
                raise ValidationError({name: _("Write a word.")})
            setattr(self, name, value)

    def forbidden(self, language: str) -> list[str]:
        """Return the words that are not to be used in ``language``."""
        return [line.strip() for line in getattr(self, f"forbidden_{language}").splitlines() if line.strip()]

    def term(self, language: str) -> str:
        return getattr(self, f"term_{language}")
