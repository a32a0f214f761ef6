"""What visitors have saved."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

TOKEN_LENGTH = 32


def new_token() -> str:
    """Return a text nobody can guess, fit for an address."""
    return get_random_string(TOKEN_LENGTH)


class SavedItem(models.Model):
    """A page that a visitor wants to come back to, in whichever language: the key is that of its translations."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("visitor"), on_delete=models.CASCADE, related_name="saved_items"
    )
    translation_key = models.UUIDField(_("key of the translations"), db_index=True)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)

    class Meta:
        verbose_name = _("saved page")
        verbose_name_plural = _("saved pages")
        ordering: ClassVar[list[str]] = ["-saved_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "translation_key"], name="saved_once")
        ]

    def __str__(self) -> str:
        return str(self.translation_key)


class SavedCalendar(models.Model):
    """The private address at which a visitor's calendar program reads the saved events; a new one ends the old."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("visitor"), on_delete=models.CASCADE, related_name="saved_calendar"
    )
    token = models.CharField(_("token"), max_length=TOKEN_LENGTH, unique=True, default=new_token)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("calendar of saved events")
        verbose_name_plural = _("calendars of saved events")

    def __str__(self) -> str:
        return str(self.user_id)


class ToldOf(models.Model):
    """That a visitor has been told of one change to a saved page: nobody is told twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("visitor"), on_delete=models.CASCADE, related_name="+"
    )
    change = models.CharField(_("change"), max_length=200)
    told_at = models.DateTimeField(_("told at"), default=timezone.now)

    class Meta:
        verbose_name = _("notice of a change")
        verbose_name_plural = _("notices of changes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "change"], name="told_once")
        ]

    def __str__(self) -> str:
        return self.change
