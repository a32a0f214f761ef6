"""The person who signs in: visitors and staff through the same model."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

#: What the user names of visitors begin with; nobody chooses them.
VISITOR = "visitor-"


class User(AbstractUser):
    """Somebody with an account."""

    language = models.CharField(
        _("language of letters"),
        max_length=2,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    wants_notices = models.BooleanField(
        _("write to me when something I saved is moved or cancelled"),
        default=True,
    )
    erasure_asked_at = models.DateTimeField(_("asked to be erased at"), null=True, blank=True, editable=False)

    @property
    def is_team(self) -> bool:
        """Whether this is somebody who may enter the admin, not only a visitor."""
        return self.is_active and (self.is_superuser or self.has_perm("wagtailadmin.access_admin"))

    @property
    def known_as(self) -> str:
        """What the site calls this person: the name they gave, or their address; a visitor's user name says nothing."""
        return self.get_full_name() or self.email or self.get_username()

    @property
    def is_leaving(self) -> bool:
        """Whether the account is out of sight and waits to be erased."""
        return self.erasure_asked_at is not None

    @property
    def erased_at(self) -> datetime | None:
        """The moment from which the account cannot be brought back."""
        if self.erasure_asked_at is None:
            return None
        return self.erasure_asked_at + timedelta(days=settings.ERASURE_DELAY_DAYS)
