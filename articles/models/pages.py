"""The article and what hangs on it."""

from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index

from core.blocks import StoryBlock
from core.models import BasePage


class ArticlePage(BasePage):
    """A piece of news: headline, lead, photographs, people, quotes."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("What happened, in one or two sentences."))
    published_at = models.DateTimeField(
        _("date and time of publication"),
        default=timezone.now,
        db_index=True,
        help_text=_("Shown to readers; news stand in its order."),
    )
    lead_photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    region = models.ForeignKey(
        "venues.Region",
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    related_event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("related event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)
    photo_count = models.PositiveSmallIntegerField(default=0, editable=False)

    content_panels: ClassVar[list] = [
        FieldPanel("title", heading=_("Headline"), classname="title"),
        "lead",
        "lead_photo",
        FieldPanel("body"),
        InlinePanel("people", label=_("Person"), heading=_("People mentioned")),
        "related_event",
        InlinePanel("pinned_articles", label=_("Article"), heading=_("Possibly interesting"), max_num=3),
    ]
    promote_panels: ClassVar[list] = [
        MultiFieldPanel(
            ["published_at", "region", InlinePanel("topics", label=_("Topic"), heading=_("Topics"))],
            heading=_("Where and when it stands"),
        ),
        *BasePage.promote_panels,
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("published_at"),
    ]
    fixed = ("published_at", "lead_photo", "region", "related_event", "people", "topics", "pinned_articles")
    parent_page_types: ClassVar[list[str]] = ["articles.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.select_related("locale", "lead_photo__credit", "region")


class ArticleTopic(Orderable):
    """A topic of an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey("articles.Topic", verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list] = ["topic"]


class ArticlePerson(Orderable):
    """A person an article speaks of."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(
        "people.Person", verbose_name=_("person"), on_delete=models.CASCADE, related_name="article_mentions"
    )

    panels: ClassVar[list] = ["person"]


class PinnedArticle(Orderable):
    """An article that an editor put under “possibly interesting”."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="pinned_articles")
    article = models.ForeignKey(ArticlePage, verbose_name=_("article"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list] = [PageChooserPanel("article", "articles.ArticlePage")]
