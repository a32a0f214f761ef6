"""A page that nobody outside may see before its minute."""

from datetime import datetime
from typing import Any, Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Revision

from publishing.embargoes import move_group, tell
from publishing.forms import EmbargoedPageForm


class Embargoed(models.Model):
    """Keeps a page and its translations dark until a minute: publishing them earlier only schedules them.

    The embargo is a fact about the whole translation group and no part of a draft. It is kept in the column of
    every page of the group, takes effect when the page is saved, and no older revision brings another one back.
    """

    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_(
            "Until this minute the page, its translations and the files used nowhere else are closed to everybody "
            "outside. Publish as usual: the page will appear by itself."
        ),
    )

    base_form_class = EmbargoedPageForm

    class Meta:
        abstract = True

    @property
    def is_dark(self) -> bool:
        """Whether the embargo still holds."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Read a revision; the embargo is the page's own, whatever the revision says."""
        page = super().with_content_json(content)
        page.embargo_until = self.embargo_until
        return page

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a draft that cannot go live before the embargo ends, and keep the whole group to it."""
        before = type(self)._base_manager.filter(pk=self.pk).values_list("embargo_until", flat=True).first()
        self._hold_back(before)
        revision = super().save_revision(*args, **kwargs)
        move_group(self, self.embargo_until)
        tell(self, before, self.embargo_until)
        return revision

    def _hold_back(self, before: datetime | None) -> None:
        """Put the time of going live at the end of the embargo where it is earlier, or followed the old one."""
        until = self.embargo_until
        if self.go_live_at is not None and self.go_live_at == before != until:
            self.go_live_at = until
        if until is not None and until > timezone.now():
            self.go_live_at = max(self.go_live_at or until, until)
            self.date_by_embargo(until)

    def date_by_embargo(self, until: datetime) -> None:
        """Bring the date shown to readers into line with the end of the embargo; page types that have one do."""

    def copy_for_translation(self, locale: Locale, *args: Any, **kwargs: Any) -> Self:
        """Make a translation that the same embargo holds back."""
        page = super().copy_for_translation(locale, *args, **kwargs)
        now = type(self)._base_manager.filter(pk=self.pk).values_list("embargo_until", flat=True).first()
        page.embargo_until = now
        type(page)._base_manager.filter(pk=page.pk).update(embargo_until=now)
        return page
