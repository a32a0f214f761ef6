"""Letters that wait to be sent."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """A mail ready to go, in its reader's language. Once it is sent nothing of it is kept."""

    to = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject of the letter"), max_length=250)
    text = models.TextField(_("text of the letter"))
    html = models.TextField(_("HTML of the letter"), blank=True)
    headers = models.JSONField(_("headers of the letter"), default=dict, blank=True)
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    due_at = models.DateTimeField(_("to be sent at"), default=timezone.now, db_index=True)
    tries = models.PositiveSmallIntegerField(_("attempts to send"), default=0)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering: ClassVar[list[str]] = ["due_at", "pk"]

    def __str__(self) -> str:
        return self.subject
