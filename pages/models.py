"""Pages that stand by themselves: about, visit, press office, personal data."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.search import index

from accounts.received import Received
from core.blocks import StoryBlock
from core.models import BasePage
from core.photo_desk import PhotoPanel
from core.sharing import share_links
from core.visibility import open_to_all
from publishing.models import Embargoed


class StandardPage(Embargoed, BasePage):
    """A page of text and pictures; it can have pages below it."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the heading."))
    lead_photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list] = [*BasePage.content_panels, "lead", PhotoPanel("lead_photo"), FieldPanel("body")]
    settings_panels: ClassVar[list] = ["embargo_until", *BasePage.settings_panels]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    fixed = ("lead_photo",)
    original_only = ("embargo_until",)
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["pages.StandardPage"]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.select_related("locale", "lead_photo__credit")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["share_links"] = share_links(
            self.title, request.build_absolute_uri(self.get_url(request) or request.path)
        )
        context["children"] = self.get_children().filter(open_to_all()).order_by("path") if self.pk else []
        return context


class Message(Received):
    """What somebody wrote to the centre from the site. Personal data: seen by editors alone, kept for a time."""

    purpose = "feedback"

    class Subject(models.TextChoices):
        """What it is about."""

        VISIT = "visit", _("A visit")
        EVENT = "event", _("An event")
        ACCESS = "access", _("Accessibility")
        SITE = "site", _("A fault of the site")
        OTHER = "other", _("Something else")

    subject = models.CharField(_("subject"), max_length=10, choices=Subject.choices, default=Subject.VISIT)
    name = models.CharField(_("name"), max_length=120)
    text = models.TextField(_("message"), max_length=4000)
    about = models.CharField(_("address of the page"), max_length=500, blank=True)

    class Meta(Received.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.name}: {self.get_subject_display()}"
