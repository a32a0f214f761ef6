"""What's on."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin

from core.models import BasePage


class EventIndexPage(RoutablePageMixin, BasePage):
    """What's on: the days ahead, filters, running exhibitions."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the heading."))

    content_panels: ClassVar[list] = [*BasePage.content_panels, "lead"]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    max_count_per_parent = 1
    show_in_menus_default = True

    class Meta:
        verbose_name = _("what’s on")
        verbose_name_plural = _("what’s on")

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.select_related("locale")
