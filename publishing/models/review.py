"""A link by which a colleague without an account reads a draft."""

import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

SALT = "publishing.review"


def make_secret() -> str:
    """Return what makes one link's address unguessable."""
    return secrets.token_urlsafe(18)


class ReviewLinkQuerySet(models.QuerySet):
    """Review links by whether they still open."""

    def open(self, moment: datetime | None = None) -> Self:
        """Those neither over nor revoked."""
        return self.filter(revoked_at=None, expires_at__gt=moment or timezone.now())


class ReviewLink(models.Model):
    """Opens the latest draft of a page and its translations, until a day or until somebody revokes it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="review_links")
    secret = models.CharField(max_length=32, default=make_secret, editable=False)
    guest = models.CharField(
        _("for whom"), max_length=120, blank=True, help_text=_("So that you know later whose link it is.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("opens until"))
    revoked_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)

    objects = ReviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("review link")
        verbose_name_plural = _("review links")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.guest or str(self.pk)

    @property
    def token(self) -> str:
        """The last part of the address: signed, so that keys cannot be tried out."""
        return Signer(salt=SALT).sign(f"{self.pk}-{self.secret}").replace(":", ".")

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @classmethod
    def by_token(cls, token: str) -> Self | None:
        """Return the open link of this token; None for one forged, over or revoked."""
        value, _dot, signature = token.rpartition(".")
        try:
            plain = Signer(salt=SALT).unsign(f"{value}:{signature}")
        except BadSignature:
            return None
        pk, _dash, secret = plain.partition("-")
        if not pk.isdecimal():
            return None
        return cls.objects.open().select_related("page__locale").filter(pk=int(pk), secret=secret).first()
