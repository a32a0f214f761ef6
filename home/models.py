"""The home page: what is on, what is new, where to go."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string

from core.models import BasePage
from core.photo_desk import PhotoPanel
from home.blocks import HomeSectionsBlock
from home.sections import HomeListings
from home.structured_data import centre


class HomePage(BasePage):
    """The first page of one language."""

    lead = models.TextField(
        _("description"),
        blank=True,
        help_text=_("What the centre is, in one or two sentences, for search engines."),
    )
    hero_title = models.CharField(_("title over the photograph"), max_length=80, blank=True)
    hero_lead = models.CharField(_("line under the title"), max_length=200, blank=True)
    hero_photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photograph"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event it leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its dates, age mark and ticket link stand beside the title."),
    )
    sections = StreamField(HomeSectionsBlock(), verbose_name=_("sections"), blank=True)

    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        "lead",
        MultiFieldPanel(["hero_title", "hero_lead", PhotoPanel("hero_photo"), "hero_event"], heading=_("First screen")),
        FieldPanel("sections"),
    ]
    fixed = ("hero_photo", "hero_event")
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "articles.ArticleIndexPage",
        "events.EventIndexPage",
        "venues.VenueIndexPage",
        "pages.StandardPage",
    ]
    max_count_per_parent = 2

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.select_related("locale", "hero_photo__credit", "hero_event__venue")

    @property
    def share_photo(self) -> models.Model | None:
        return self.hero_photo

    def structured_data(self, request: HttpRequest) -> list[dict[str, object]]:
        """The centre itself and its site."""
        return centre(request, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        listings = HomeListings(request, self.language)
        context["hero_event"] = listings.hero(self.hero_event)
        context["week"] = listings.week()
        context["sections"] = listings.sections(self.sections)
        return context
