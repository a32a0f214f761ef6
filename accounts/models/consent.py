"""Consent to the processing of personal data: the document, and who agreed to which version."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from core.bilingual import Localized


class ConsentDocument(models.Model):
    """One version of the document, in both languages. A new one is asked for anew; a former one stays as it was."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    title_ru = models.CharField(_("title (Russian)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200)
    text_ru = RichTextField(_("text (Russian)"), features=["h3", "bold", "ol", "ul", "link"])  # ty: ignore[no-matching-overload] (the stubs do not know it)
    text_en = RichTextField(_("text (English)"), features=["h3", "bold", "ol", "ul", "link"])  # ty: ignore[no-matching-overload] (the stubs do not know it)
    published_at = models.DateTimeField(
        _("in force from"),
        null=True,
        blank=True,
        help_text=_("Empty: a draft nobody is asked about. Once it is in force its text cannot be changed."),
    )

    title = Localized("title")
    text = Localized("text")

    class Meta:
        verbose_name = _("consent document")
        verbose_name_plural = _("consent documents")
        ordering: ClassVar[list[str]] = ["-version"]

    def __str__(self) -> str:
        return f"{self.title_ru} ({self.version})"

    def clean(self) -> None:
        """Keep a version that people were asked about as it was."""
        held = ConsentDocument.objects.filter(pk=self.pk).first() if self.pk else None
        if held is None or not held.is_in_force:
            return
        kept = ("version", "title_ru", "title_en", "text_ru", "text_en", "published_at")
        if any(getattr(held, name) != getattr(self, name) for name in kept):
            raise ValidationError(
                _("This version is in force and stays as it is. Make a new one with the next number.")
            )

    @property
    def is_in_force(self) -> bool:
        """Whether people are or were asked about this version."""
        return self.published_at is not None and self.published_at <= timezone.now()


class ConsentRecord(models.Model):
    """That somebody agreed: to which version, for what, when, and when they took it back."""

    document = models.ForeignKey(
        ConsentDocument, verbose_name=_("document"), on_delete=models.PROTECT, related_name="records"
    )
    purpose = models.CharField(_("what for"), max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("visitor"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="consents",
    )
    person = models.CharField(
        _("fingerprint of the address"),
        max_length=64,
        db_index=True,
        help_text=_("Says whether an address agreed, without keeping the address."),
    )
    language = models.CharField(_("language it was read in"), max_length=2, choices=settings.LANGUAGES)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent given")
        verbose_name_plural = _("consents given")
        ordering: ClassVar[list[str]] = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.purpose}, {self.given_at:%Y-%m-%d %H:%M}"
