"""Many pages to be submitted, or read anew, one after the other in the background."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page


class Batch(models.Model):
    """A selection of pages somebody has sent to the background worker."""

    class Action(models.TextChoices):
        SUBMIT = "submit", _("Start translations")
        RESYNC = "resync", _("Read originals anew")
        RELATED = "related", _("Start translations of related pages")

    action = models.CharField(max_length=10, choices=Action.choices)
    target_locale = models.ForeignKey(Locale, null=True, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    #: The translated page that refers to the others, of a batch that nobody asked for.
    cause = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("background work on translations")
        verbose_name_plural = _("background work on translations")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_action_display()} № {self.pk}"

    def counts(self) -> dict[str, int]:
        """Return how many pages wait, are done and could not be done, by the names of the states."""
        rows = self.items.values_list("state").annotate(models.Count("pk")).order_by()
        return {state.value: 0 for state in BatchItem.State} | dict(rows)


class BatchItem(models.Model):
    """One page of a batch and one language it goes into; done once, in a transaction of its own."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        FAILED = "failed", _("Not done")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    target_locale = models.ForeignKey(Locale, null=True, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("page of a batch")
        verbose_name_plural = _("pages of a batch")
        ordering = ("position", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["batch", "page", "target_locale"], nulls_distinct=False, name="page_once_a_batch"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["batch", "state", "position"], name="batch_next")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.page_id}"
