"""“Possibly interesting”: what to read after an article."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from articles.models.pages import ArticlePage

#: How many of the newest articles are weighed; older ones come in by a pin, a person or a venue.
NEWEST_WEIGHED = 200
FOR_A_TOPIC, FOR_A_PERSON, FOR_THE_VENUE = 3, 3, 2


def related_articles(article: "ArticlePage", limit: int = 3) -> list["ArticlePage"]:
    """Return up to ``limit`` articles to read after ``article``, as cards, in one query.

    First what an editor pinned, in the editor's order; then those that share most with it: each topic and
    each person counts three, the venue of the related event two; among equals the newest. In the article's
    language, never the article itself, and never fewer than there are others to show.
    """
    pages = type(article).objects
    others = pages.published().in_language(article.language).exclude(translation_key=article.translation_key)
    topics = [topic.pk for topic in article.card_topics]
    people = [person.pk for person in article.mentioned_people]
    same_venue = Q(related_event__venue__in=_venue_of(article)) if article.related_event_id else None

    pins = _rows("PinnedArticle").filter(page_id=article.pk)
    pin = pins.filter(article__translation_key=OuterRef("translation_key")).order_by("sort_order", "pk")
    worth_weighing = (
        Q(pk__in=others.newest_first().values("pk")[:NEWEST_WEIGHED])
        | Q(translation_key__in=pins.values("article__translation_key"))
        | Q(pk__in=_rows("ArticlePerson").filter(person__in=people).values("page"))
        | (same_venue or Q())
    )
    return list(
        others.filter(worth_weighing)
        .for_cards()
        .annotate(
            pin=Subquery(pin.annotate(place=Coalesce("sort_order", 0)).values("place")[:1]),
            score=FOR_A_TOPIC * _shared("ArticleTopic", topic__in=topics)
            + FOR_A_PERSON * _shared("ArticlePerson", person__in=people)
            + _points(FOR_THE_VENUE, same_venue),
        )
        .order_by(F("pin").asc(nulls_last=True), "-score", "-published_at", "-pk")[:limit]
    )


def _venue_of(article: "ArticlePage") -> QuerySet:
    """Return the venue of the article's event as a subquery; of none where the event has none."""
    events = apps.get_model("events", "EventPage")._default_manager.order_by()
    return events.filter(pk=article.related_event_id, venue__isnull=False).values("venue")


def _rows(model: str) -> QuerySet:
    return apps.get_model("articles", model)._default_manager.order_by()


def _shared(model: str, **condition: list[int]) -> Coalesce:
    """Return how many rows of ``model`` an article has among those of ``condition``."""
    rows = _rows(model).filter(page=OuterRef("pk"), **condition).values("page").annotate(count=Count("pk"))
    return Coalesce(Subquery(rows.values("count")), 0)


def _points(points: int, condition: Q | None) -> Case | Value:
    if condition is None:
        return Value(0)
    return Case(When(condition, then=Value(points)), default=Value(0), output_field=IntegerField())
