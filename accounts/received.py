"""What people send from forms of the site without an account: kept with their consent, for a time."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.consent import current_document, record_consent
from accounts.models import User
from accounts.visitors import confirmed_addresses


class ReceivedQuerySet(models.QuerySet):
    """Things that were sent."""

    def sent_by(self, user: User) -> Self:
        """What came from an address that ``user`` has confirmed."""
        return self.alias(address=Lower("email")).filter(address__in=confirmed_addresses(user))

    def older_than(self, age: timedelta) -> Self:
        """What was received longer ago than ``age``."""
        return self.filter(created_at__lt=timezone.now() - age)


class Received(models.Model):
    """Something that somebody sent, with an address to answer to. Personal data."""

    #: What people agreed to, in a word.
    purpose: ClassVar[str]

    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=8)
    consent_version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("received at"), auto_now_add=True, db_index=True)

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-created_at", "-pk")

    def keep(self, language: str) -> None:
        """Save it, as sent in ``language``, with the consent that was given."""
        document = current_document()
        self.language = language
        self.consent_version = document.version if document else 0
        self.save()
        record_consent(self.purpose, language, email=self.email)
