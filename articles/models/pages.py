"""The article and what hangs on it."""

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.search import index

from articles.models.topics import Topic
from articles.querysets import ArticleManager
from articles.reading import minutes_to_read, photos_in
from articles.related import related_articles
from articles.structured_data import news_article
from core.blocks import StoryBlock
from core.dates import FIRST_YEAR, LAST_YEAR
from core.models import BasePage
from core.photo_desk import PhotoPanel
from core.references import in_reader_language
from core.searchable import Searchable
from core.sharing import share_links
from people.models import Person
from press.models import HasPressPack
from publishing.models import Embargoed


class ArticlePage(HasPressPack, Embargoed, BasePage):
    """A piece of news: headline, lead, photographs, people, quotes."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("What happened, in one or two sentences."))
    published_at = models.DateTimeField(
        _("date and time of publication"),
        default=timezone.now,
        db_index=True,
        help_text=_(
            "Shown to readers; news stand in its order. Before this moment the article is in no list and no feed. "
            "To keep its address closed too, set a schedule beside the page’s status."
        ),
    )
    lead_photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("It opens the article and stands for it in lists and shared links. It may be left out."),
    )
    region = models.ForeignKey(
        "venues.Region",
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where it happened. Leave it empty when it concerns everybody."),
    )
    related_event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("related event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        help_text=_("Its card with date and place stands below the article."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)
    photo_count = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ArticleManager()

    #: What shared links are told this is (Open Graph).
    og_type = "article"

    content_panels: ClassVar[list] = [
        TitleFieldPanel("title", heading=_("Headline"), placeholder=_("Headline")),
        "lead",
        MultiFieldPanel(
            [
                FieldRowPanel(["published_at", "region"]),
                InlinePanel("topics", label=_("Topic"), heading=_("Topics"), max_num=5),
            ],
            heading=_("When, where and what about"),
        ),
        FieldRowPanel(["embargo_until", "has_press_pack"]),
        PhotoPanel("lead_photo"),
        FieldPanel("body"),
        InlinePanel(
            "people",
            label=_("Person"),
            heading=_("People mentioned"),
            help_text=_("They stand beside the article with their positions, and lead to other articles on them."),
        ),
        "related_event",
        InlinePanel(
            "pinned_articles",
            label=_("Article"),
            heading=_("Possibly interesting"),
            help_text=_("Up to three articles of your choice. The site fills the places left with similar ones."),
            max_num=3,
        ),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.SearchField("mentioned_names"),
        index.FilterField("published_at"),
    ]
    fixed = (
        "has_press_pack",
        "published_at",
        "lead_photo",
        "region",
        "related_event",
        "people",
        "topics",
        "pinned_articles",
    )
    original_only = ("embargo_until",)
    parent_page_types: ClassVar[list[str]] = ["articles.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        super().clean()
        if self.published_at and not FIRST_YEAR <= self.published_at.year <= LAST_YEAR:
            raise ValidationError(
                {
                    "published_at": _("Give a year between %(first)d and %(last)d.")
                    % {"first": FIRST_YEAR, "last": LAST_YEAR}
                }
            )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Count the photographs for the lists."""
        self.photo_count = len({*photos_in(self.body), *([self.lead_photo_id] if self.lead_photo_id else [])})
        return super().save(*args, **kwargs)

    def date_by_embargo(self, until: datetime) -> None:
        """Date the article by the minute its embargo ends, unless it is dated later."""
        self.published_at = max(self.published_at, until)

    @classmethod
    def for_serving(cls) -> models.QuerySet[Self]:
        return cls.objects.for_page()

    @cached_property
    def card_topics(self) -> list[Topic]:
        """The topics in the editor's order; known already where the article came for a card or a page."""
        records = self.__dict__.get("topic_records")
        if records is None:
            return [row.topic for row in self.topics.all()]
        return [Topic(**record) for record in records]

    @cached_property
    def mentioned_people(self) -> list[Person]:
        """The people the article speaks of, in the editor's order; known already where it came for a page."""
        records = self.__dict__.get("person_records")
        if records is None:
            return [row.person for row in self.people.all()]
        return [Person(**record) for record in records]

    @property
    def topic_names(self) -> str:
        """The topics by name: ``Диалоги, Образование``."""
        return ", ".join(topic.name for topic in self.card_topics if topic.name)

    @property
    def local_published_at(self) -> datetime:
        """The moment of publication in the site's time zone, to the second: HTML knows no microseconds."""
        return timezone.localtime(self.published_at).replace(microsecond=0)

    @property
    def photos_in_words(self) -> str:
        """How many photographs there are: ``20 фото``; empty where there is none."""
        count = self.photo_count
        return ngettext("%(count)s photo", "%(count)s photos", count) % {"count": count} if count else ""

    @property
    def reading_time(self) -> str:
        """``4 минуты чтения``, ``4 min read``."""
        minutes = minutes_to_read(f"{self.lead} ", self.body)
        return ngettext("%(minutes)s min read", "%(minutes)s min read", minutes) % {"minutes": minutes}

    def mentioned_names(self) -> str:
        """The names of the people mentioned in the article's language, for search."""
        with translation.override(self.language):
            return ", ".join(row.person.display_name for row in self.people.all())

    def searchable(self) -> Searchable:
        """The article for visitors' search: found from its moment of publication on."""
        topics = [row.topic for row in self.topics.all()]
        people = [row.person for row in self.people.all()]
        return replace(
            super().searchable(),
            kind="news",
            names=tuple(name for record in (*people, *topics) for name in (record.name_ru, record.name_en) if name),
            topic_ids=tuple(topic.pk for topic in topics),
            published_at=self.published_at,
            shown_from=self.published_at,
        )

    def structured_data(self, request: HttpRequest) -> list[dict[str, object]]:
        return [news_article(self, request)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Gather what stands around the text."""
        context = super().get_context(request, *args, **kwargs)
        address = request.build_absolute_uri(self.get_url(request) or request.path)
        context |= {
            "related_articles": related_articles(self),
            "related_event": self._event_for_reader(),
            "news_index": self.ancestors_in_trail[-1] if self.ancestors_in_trail else None,
            "share_links": share_links(self.title, address),
        }
        return context

    def keys_beside_body(self) -> dict[type[models.Model], set[int]]:
        return {self._event_model: {self.related_event_id}} if self.related_event_id else {}

    @property
    def _event_model(self) -> type[models.Model]:
        return apps.get_model("events", "EventPage")

    def _event_for_reader(self) -> Page | None:
        """The related event's live page in the reader's language; None where there is none."""
        event = self.references.get(self._event_model, {}).get(self.related_event_id)
        return in_reader_language(event) if isinstance(event, Page) else None


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
