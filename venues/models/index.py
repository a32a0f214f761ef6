"""The page of all venues."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from core.models import BasePage
from core.photo_desk import PhotoPanel
from core.syndication import SyndicatedMixin
from venues.feed import feed_response


class VenueIndexPage(SyndicatedMixin, BasePage):
    """All venues, by region, and their feed."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the heading."))
    lead_photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels: ClassVar[list] = [*BasePage.content_panels, "lead", PhotoPanel("lead_photo")]
    fixed = ("lead_photo",)
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["venues.VenuePage"]
    max_count_per_parent = 1
    show_in_menus_default = True

    class Meta:
        verbose_name = _("venues")
        verbose_name_plural = _("venues")

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.select_related("locale", "lead_photo__credit")

    def feed_response(self, request: HttpRequest, *, is_atom: bool) -> HttpResponse:
        """Answer with the venues of this language."""
        return feed_response(request, self, is_atom=is_atom)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from venues.directory import Directory
        from venues.overview import grouped_by_region

        moment = timezone.now()
        groups = grouped_by_region(Directory.current(), moment, self.language)
        return {**super().get_context(request, *args, **kwargs), "groups": groups}
