"""What the page form says about embargoes."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.forms import PageForm


class EmbargoedPageForm(PageForm):
    """Refuses an embargo that could not hold, and an earlier end to whoever may not publish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.embargo_before: datetime | None = self.instance.embargo_until

    def clean_embargo_until(self) -> datetime | None:
        until = self.cleaned_data["embargo_until"]
        before = self.embargo_before
        if until == before:
            return until
        now = timezone.now()
        if until is not None and until <= now:
            raise ValidationError(_("This moment has passed. Give one to come, or leave the field empty."))
        if until is not None and Page.objects.filter(translation_key=self.instance.translation_key, live=True).exists():
            raise ValidationError(_("Readers can see this page already, in one language at least. Unpublish it first."))
        is_sooner = before is not None and before > now and (until is None or until < before)
        if is_sooner and not self._may_publish():
            raise ValidationError(_("Only those who may publish this page can lift its embargo or end it sooner."))
        return until

    def _may_publish(self) -> bool:
        user = self.for_user
        return user is None or self.instance.permissions_for_user(user).can_publish()
