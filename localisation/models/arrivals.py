"""Files of translations that came in and wait for a person to say what of them is taken."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Arrival(models.Model):
    """A file as it was read, kept from the look at what it would change until that is done."""

    name = models.CharField(_("file"), max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sent by"), on_delete=models.CASCADE, related_name="arrivals"
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    #: The translations in it, as ``localisation.exchange.units.Arrived`` in JSON.
    content = models.JSONField(default=list)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)

    class Meta:
        verbose_name = _("file of translations")
        verbose_name_plural = _("files of translations")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.name
