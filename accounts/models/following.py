"""What people follow, and the letters they get about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.saved import TOKEN_LENGTH, new_token


class Rhythm(models.TextChoices):
    """How often the letter comes."""

    WEEKLY = "weekly", _("once a week, on Thursday")
    DAILY = "daily", _("every day when there is something new")


class Subscription(models.Model):
    """An address to which the site may write of news: confirmed from its own mailbox, ended by one click."""

    email = models.EmailField(_("e-mail"), unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("visitor"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="subscription",
    )
    language = models.CharField(
        _("language of letters"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    token = models.CharField(_("token"), max_length=TOKEN_LENGTH, unique=True, default=new_token)
    asked_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return self.email

    @property
    def is_running(self) -> bool:
        """Whether letters go out."""
        return self.confirmed_at is not None and self.ended_at is None


class Follow(models.Model):
    """A topic, person, venue or region somebody wants to hear of."""

    subscription = models.ForeignKey(
        Subscription, verbose_name=_("subscription"), on_delete=models.CASCADE, related_name="follows"
    )
    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("key"), max_length=36)
    followed_at = models.DateTimeField(_("followed since"), default=timezone.now)

    class Meta:
        verbose_name = _("thing followed")
        verbose_name_plural = _("things followed")
        ordering: ClassVar[list[str]] = ["kind", "followed_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subscription", "kind", "key"], name="followed_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Digest(models.Model):
    """That the letter of one period was made for one subscription: it never goes out twice."""

    subscription = models.ForeignKey(
        Subscription, verbose_name=_("subscription"), on_delete=models.CASCADE, related_name="digests"
    )
    period = models.CharField(_("period"), max_length=12)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    item_count = models.PositiveSmallIntegerField(_("items"), default=0)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subscription", "period"], name="one_digest_a_period")
        ]

    def __str__(self) -> str:
        return self.period
