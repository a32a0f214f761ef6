"""What was asked of the machine translator."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation

#: A run that has done nothing for so long is given up: its worker is gone.
PATIENCE = timedelta(minutes=10)


class MachineRun(models.Model):
    """The untranslated texts of one translation, sent to the machine translator in the background."""

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Not done")

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="machine_runs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    progressed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("machine translation of a page")
        verbose_name_plural = _("machine translations of pages")
        ordering = ("-created_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["translation"], condition=models.Q(state="running"), name="one_machine_run_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.done}/{self.total}"

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def is_stuck(self) -> bool:
        """Whether nothing has come of it for so long that somebody may ask again."""
        return self.is_running and self.progressed_at < timezone.now() - PATIENCE
