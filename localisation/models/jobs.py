"""A job: one page, record or photograph to be put into one language. A row of the board."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation


class JobQuerySet(models.QuerySet):
    """Jobs by what is to be done with them."""

    def open(self) -> Self:
        """Jobs with something left to do before visitors can read them."""
        return self.exclude(state__in=[TranslationJob.State.LIVE, TranslationJob.State.NOT_NEEDED])

    def overdue(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def for_desk(self) -> Self:
        """Load what a list of jobs shows, in one query."""
        return self.select_related("assignee", "source_locale", "target_locale", "section", "content_type", "page")


class TranslationJob(models.Model):
    """A row of the board: what is to be translated, into which language, how far it is and who does it.

    Everything the board filters and sorts by stands in the row itself, so that the board costs the same for
    five pages and for five thousand. Counts are words and characters of the original's texts.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("Page")
        RECORD = "record", _("Record")
        PHOTO = "photo", _("Photograph")

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        ASSIGNED = "assigned", _("Assigned")
        IN_PROGRESS = "in_progress", _("In progress")
        REVIEW = "review", _("Ready for review")
        APPROVED = "approved", _("Approved")
        LIVE = "live", _("Live")
        OUT_OF_DATE = "out_of_date", _("Out of date")
        NOT_NEEDED = "not_needed", _("Not to be translated")

    class Priority(models.IntegerChoices):
        LOW = 1, _("Low")
        NORMAL = 2, _("Normal")
        HIGH = 3, _("High")
        URGENT = 4, _("Urgent")

    # What, and into which language
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="translation_jobs")
    translation = models.OneToOneField(Translation, null=True, on_delete=models.SET_NULL, related_name="job")
    source_locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("translated from")
    )
    target_locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("translated into")
    )
    title = models.CharField(_("title"), max_length=255)
    type_name = models.CharField(max_length=80, blank=True)
    section = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("section"))

    # Who, until when
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translation_jobs",
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority.choices, default=Priority.NORMAL)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    #: The page because of which this one was submitted by itself; once is enough, see batches/related.py.
    related_to = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    skip_reason = models.CharField(_("why it is not to be translated"), max_length=240, blank=True)

    # How far
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.NOT_STARTED)
    words_total = models.PositiveIntegerField(_("words"), default=0)
    words_done = models.PositiveIntegerField(_("words translated"), default=0)
    words_changed = models.PositiveIntegerField(_("words changed since"), default=0)
    characters = models.PositiveIntegerField(_("characters"), default=0)
    is_live = models.BooleanField(default=False)
    has_unpublished_texts = models.BooleanField(default=False)
    goes_live_with_original = models.BooleanField(_("goes live together with its original"), default=False)
    reads_draft = models.BooleanField(_("is made from a draft of its original"), default=False)
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    #: Of a record: what each text was translated from, as digests of both languages; see jobs/records.py.
    digests = models.JSONField(default=dict)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation job")
        verbose_name_plural = _("translation jobs")
        ordering = ("-priority", models.F("due_on").asc(nulls_last=True), "-changed_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["content_type", "object_id", "target_locale"], name="one_job_a_language"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "target_locale"], name="job_state"),
            models.Index(fields=["assignee", "state"], name="job_assignee"),
            models.Index(fields=["section", "state"], name="job_section"),
            models.Index(
                models.F("priority").desc(),
                models.F("due_on").asc(nulls_last=True),
                models.F("changed_at").desc(),
                "id",
                name="job_order",
            ),
        ]
        permissions: ClassVar[list[tuple[str, str]]] = [("assign_translationjob", "Can assign translation jobs")]

    def __str__(self) -> str:
        return f"{self.title} → {self.target_locale.language_code}"

    @property
    def type_label(self) -> str:
        """What kind of page or record it is, in the reader's language."""
        content_type = self.page.cached_content_type if self.page else self.content_type
        model = content_type.model_class()
        return str(model._meta.verbose_name) if model else self.type_name

    @property
    def words_left(self) -> int:
        return max(self.words_total - self.words_done, 0)

    @property
    def percent(self) -> int:
        """How much is translated, 0 to 100; 100 only when nothing is left."""
        return self.words_done * 100 // self.words_total if self.words_total else 0

    @property
    def is_complete(self) -> bool:
        return self.words_total > 0 and self.words_done >= self.words_total

    @property
    def is_overdue(self) -> bool:
        done = (self.State.LIVE, self.State.NOT_NEEDED, self.State.APPROVED, self.State.REVIEW)
        return bool(self.due_on and self.due_on < timezone.localdate() and self.state not in done)

    def settle(self) -> None:
        """Set the state, and take back what was said of texts that are no longer whole. Does not save."""
        if not self.is_complete:
            self.handed_in_at = self.approved_at = None
        self.words_changed = self.words_left if self.is_live and not self.reads_draft else 0
        self.state = self._found_state()

    def _found_state(self) -> "TranslationJob.State":
        if self.skip_reason:
            return self.State.NOT_NEEDED
        if self.is_live and self.is_complete and not (self.has_unpublished_texts or self.reads_draft):
            return self.State.LIVE
        if self.approved_at:
            return self.State.APPROVED
        if self.handed_in_at:
            return self.State.REVIEW
        if self.is_live and not self.is_complete and not self.reads_draft:
            return self.State.OUT_OF_DATE
        if self.words_done:
            return self.State.IN_PROGRESS
        return self.State.ASSIGNED if self.assignee_id else self.State.NOT_STARTED
