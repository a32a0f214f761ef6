"""Changes of dates that wait to be told."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UntoldChange(models.Model):
    """What has become of a date, or of a run, since those who saved its event last heard of it.

    One for each, however often it changes before the letter is written; none where it is as it was.
    ``after`` is empty where the date was taken off the programme.
    """

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="+")
    date_key = models.CharField(max_length=100)
    before = models.JSONField()
    after = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("change not told yet")
        verbose_name_plural = _("changes not told yet")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "date_key"], name="change_of_a_date_is_told_once")
        ]

    def __str__(self) -> str:
        return self.date_key

    @classmethod
    def remember(
        cls,
        event_id: int,
        date_key: str,
        before: Mapping[str, object],
        after: Mapping[str, object],
        *,
        upsets: Callable[[Mapping, Mapping], bool],
    ) -> None:
        """Keep what was first known beside what is so now; forget both where that no longer upsets plans."""
        known = cls.objects.select_for_update().filter(event_id=event_id, date_key=date_key).first()
        waiting = known or cls(event_id=event_id, date_key=date_key, before=dict(before))
        if upsets(waiting.before, after):
            waiting.after, waiting.changed_at = dict(after), timezone.now()
            waiting.save()
        elif waiting.pk:
            waiting.delete()
