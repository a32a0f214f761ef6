"""Under which terms a photograph may be shown, and when."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: So long before the end of its rights a photograph warns.
WARNED_BEFORE = timedelta(days=30)


class Licence(models.TextChoices):
    """Where the right to show a photograph comes from."""

    OWN = "own", _("Our own photograph")
    CONTRACT = "contract", _("By contract with the author or an agency")
    EDITORIAL = "editorial", _("For news and reviews only")
    PARTNER = "partner", _("Lent by a partner")
    CC_BY = "cc-by", _("Creative Commons BY")
    CC_BY_SA = "cc-by-sa", _("Creative Commons BY-SA")
    PUBLIC_DOMAIN = "public-domain", _("Public domain")


class RightsState(models.TextChoices):
    """How the rights stand on a day."""

    OPEN = "open", _("may be shown")
    AHEAD = "ahead", _("not yet to be shown")
    ENDING = "ending", _("rights end soon")
    OVER = "over", _("rights are over")


class RightsMixin(models.Model):
    """What we may do with a photograph: licence, first and last day, embargo, download for the press."""

    licence = models.CharField(_("licence"), max_length=20, blank=True, choices=Licence.choices)
    usage_from = models.DateField(_("may be shown from"), null=True, blank=True)
    usage_until = models.DateField(
        _("may be shown until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_(
            "The last day. Thirty days before it pages with this photograph warn; after it they cannot be published."
        ),
    )
    rights_note = models.TextField(
        _("note on the rights"), blank=True, help_text=_("For colleagues only: whom to ask, which contract.")
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Until this moment nobody outside sees the photograph or any file made from it."),
    )
    is_for_press = models.BooleanField(
        _("journalists may download the original"),
        default=False,
        help_text=_("They get the full picture with its credit written in, without position and serial numbers."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.usage_from and self.usage_until and self.usage_until < self.usage_from:
            raise ValidationError({"usage_until": _("The last day lies before the first.")})

    def is_embargoed(self, at: datetime | None = None) -> bool:
        """Whether an embargo of its own keeps it dark at ``at`` (aware; now)."""
        return self.embargo_until is not None and self.embargo_until > (at or timezone.now())

    def rights_on(self, day: date | None = None) -> RightsState:
        """Return how the rights stand on ``day`` (today)."""
        day = day or timezone.localdate()
        if self.usage_from and day < self.usage_from:
            return RightsState.AHEAD
        if self.usage_until and day > self.usage_until:
            return RightsState.OVER
        if self.usage_until and day + WARNED_BEFORE >= self.usage_until:
            return RightsState.ENDING
        return RightsState.OPEN

    @property
    def is_downloadable_by_press(self) -> bool:
        """Whether journalists get the original now; its pages' embargoes are another matter."""
        return (
            self.is_for_press
            and self.credit_id is not None
            and not self.is_embargoed()
            and self.rights_on() in {RightsState.OPEN, RightsState.ENDING}
        )
