"""A release: pages and announcements that go before readers together or not at all."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel, PageChooserPanel
from wagtail.models import Orderable, Page


class ReleaseQuerySet(models.QuerySet):
    """Releases by state."""

    def waiting(self) -> Self:
        """Those not out yet."""
        return self.filter(published_at=None)

    def due(self) -> Self:
        """Those whose time, confirmed by somebody who may publish, has come."""
        return self.waiting().filter(goes_live_at__lte=timezone.now(), confirmed_by__isnull=False)


class Release(ClusterableModel):
    """A set of pages in both languages, and announcements, that goes live all or nothing."""

    title = models.CharField(
        _("name"), max_length=160, help_text=_("For the press office’s own eyes: “Opening of the pier, 26 November”.")
    )
    goes_live_at = models.DateTimeField(
        _("goes live at"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Empty: somebody presses “Publish now”. With a time, an editor confirms it on the release’s page."),
    )
    note = models.TextField(_("note"), blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(_("went live at"), null=True, editable=False)
    failed_at = models.DateTimeField(_("was held up at"), null=True, editable=False)
    failure = models.TextField(editable=False, blank=True)

    objects = ReleaseQuerySet.as_manager()

    panels: ClassVar[list] = [
        "title",
        "goes_live_at",
        MultipleChooserPanel(
            "pages",
            chooser_field_name="page",
            heading=_("Pages"),
            label=_("Page"),
            help_text=_("Both languages of an article or an event are two pages: add each."),
        ),
        MultipleChooserPanel(
            "announcements", chooser_field_name="announcement", heading=_("Announcements"), label=_("Announcement")
        ),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ("-published_at", "goes_live_at", "-pk")
        permissions: ClassVar[list[tuple[str, str]]] = [("publish_release", _("Can publish releases"))]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        is_new_time = not self.pk or not Release.objects.filter(pk=self.pk, goes_live_at=self.goes_live_at).exists()
        if self.goes_live_at and is_new_time and self.goes_live_at <= timezone.now():
            raise ValidationError(
                {"goes_live_at": _("This moment has passed. Give one to come, or leave the field empty.")}
            )

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_confirmed(self) -> bool:
        """Whether it goes live by itself at its time."""
        return bool(self.goes_live_at and self.confirmed_by_id and not self.is_published)

    @property
    def state(self) -> str:
        """Where the release is, in a word or two."""
        if self.is_published:
            return str(_("Live"))
        if self.failed_at:
            return str(_("Held up"))
        if self.is_confirmed:
            return str(_("Scheduled"))
        return str(_("Waits for an editor")) if self.goes_live_at else str(_("In preparation"))


class ReleasePage(Orderable):
    """A page of a release."""

    release = ParentalKey(Release, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="releases")

    panels: ClassVar[list] = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["release", "page"],
                name="page_once_in_a_release",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("This page is in the release already."),
            )
        ]


class ReleaseAnnouncement(Orderable):
    """An announcement of a release: its draft is published with the pages."""

    release = ParentalKey(Release, on_delete=models.CASCADE, related_name="announcements")
    announcement = models.ForeignKey(
        "navigation.Announcement", verbose_name=_("announcement"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar[list] = ["announcement"]
