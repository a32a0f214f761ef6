"""What a person of the desk is told: in the admin, and by e-mail at once, once a day, or not at all."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from localisation.models.jobs import TranslationJob


class Delivery(models.TextChoices):
    """When letters are sent."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, all together")
    OFF = "off", _("No letters")


class NoticePreference(models.Model):
    """How one person wants to hear of translations by e-mail. Without a row: at once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_notice_preference"
    )
    delivery = models.CharField(
        _("letters about translations"),
        max_length=10,
        choices=Delivery.choices,
        default=Delivery.AT_ONCE,
        help_text=_("Notices in the admin are shown whatever you choose."),
    )
    last_digest_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("letters about translations")
        verbose_name_plural = _("letters about translations")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_delivery_display()}"


class Notice(models.Model):
    """Something that has happened to a job and that one person should know."""

    class Event(models.TextChoices):
        ASSIGNED = "assigned", _("A translation was assigned to you")
        CHANGED = "changed", _("The original was changed")
        RELATED = "related", _("A page was submitted because a translated page refers to it")
        READY = "ready", _("A translation is ready for review")
        SENT_BACK = "sent_back", _("A translation was sent back")
        LIVE = "live", _("A translation has gone live")
        NOT_PUBLISHED = "not_published", _("A translation could not be published together with its original")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_notices"
    )
    job = models.ForeignKey(TranslationJob, on_delete=models.CASCADE, related_name="notices")
    event = models.CharField(max_length=15, choices=Event.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    #: When a letter with it was sent, or it was decided that none will be.
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-created_at", "-pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["recipient", "read_at"], name="notice_unread"),
            models.Index(
                fields=["recipient"], condition=models.Q(settled_at__isnull=True), name="notice_without_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.job_id}"
