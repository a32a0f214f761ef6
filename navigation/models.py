"""The campaign line at the top of every page."""

from datetime import datetime
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin

from core.bilingual import Localized


class AnnouncementQuerySet(models.QuerySet):
    """Announcements by time."""

    def live(self) -> Self:
        """Those that are published: no drafts."""
        return self.filter(live=True)

    def not_over(self, moment: datetime | None = None) -> Self:
        """Those shown now or still to come."""
        moment = moment or timezone.now()
        return self.filter(models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=moment))

    def current(self, moment: datetime | None = None) -> Self:
        """Those to be shown at ``moment``, now by default."""
        moment = moment or timezone.now()
        return self.not_over(moment).filter(models.Q(starts_at__isnull=True) | models.Q(starts_at__lte=moment))


class Announcement(DraftStateMixin, RevisionMixin, ClusterableModel):
    """A line above the header: a campaign, a change of hours, a warning. Shown in the languages it has."""

    title_ru = models.CharField(_("title (Russian)"), max_length=80, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=80, blank=True)
    dates_ru = models.CharField(
        _("dates in words (Russian)"),
        max_length=60,
        blank=True,
        help_text=_("Optional: “26 ноября — 2 декабря”."),
    )
    dates_en = models.CharField(
        _("dates in words (English)"),
        max_length=60,
        blank=True,
        help_text=_("Optional: “26 November – 2 December”."),
    )
    text_ru = models.CharField(_("text (Russian)"), max_length=200, blank=True)
    text_en = models.CharField(_("text (English)"), max_length=200, blank=True)
    link_label_ru = models.CharField(_("link text (Russian)"), max_length=60, blank=True)
    link_label_en = models.CharField(_("link text (English)"), max_length=60, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page it leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    url = models.URLField(_("or an address"), blank=True)
    starts_at = models.DateTimeField(_("shown from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("shown until"), null=True, blank=True)
    regions = ParentalManyToManyField(
        "venues.Region",
        verbose_name=_("regions"),
        blank=True,
        related_name="announcements",
        help_text=_("Choose none to show it everywhere."),
    )

    objects = AnnouncementQuerySet.as_manager()

    title = Localized("title")
    dates = Localized("dates")
    text = Localized("text")
    link_label = Localized("link_label")

    panels: ClassVar[list[FieldPanel | FieldRowPanel | MultiFieldPanel]] = [
        MultiFieldPanel(
            [
                FieldRowPanel(["title_ru", "title_en"]),
                FieldRowPanel(["dates_ru", "dates_en"]),
                FieldRowPanel(["text_ru", "text_en"]),
            ],
            heading=_("What it says"),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["link_label_ru", "link_label_en"]), "page", "url"], heading=_("Where it leads")
        ),
        MultiFieldPanel([FieldRowPanel(["starts_at", "ends_at"]), "regions"], heading=_("When and where")),
    ]

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ("-starts_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True)
                | models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="announcement_ends_after_it_starts",
                violation_error_message=_("The announcement must end after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title or self.title_ru or self.title_en

    def clean(self) -> None:
        if not self.title_ru and not self.title_en:
            raise ValidationError({"title_ru": _("Give the title in at least one language.")})
