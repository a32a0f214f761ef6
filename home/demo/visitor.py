"""A visitor of the demonstration, with things saved and a topic followed."""

from django.conf import settings

from accounts.demo import ensure_demo_visitor
from accounts.following import find_followed, follow, subscription_of
from accounts.models import SavedItem
from accounts.saving import save
from articles.models import ArticlePage, Topic
from events.models import EventPage
from venues.models import VenuePage


def load_visitor() -> None:
    """Create the visitor and, the first time, fill her list; where demo users are off there is none."""
    if not settings.DEMO_USERS:
        return
    visitor = ensure_demo_visitor()
    if SavedItem.objects.filter(user=visitor).exists():
        return
    for model, number in ((VenuePage, 1), (ArticlePage, 3), (EventPage, 6)):
        pages = model.objects.live().filter(locale__language_code="ru").order_by("pk")
        save(visitor, list(pages.values_list("translation_key", flat=True)[:number]))
    topic = Topic.objects.exclude(name_ru="").order_by("pk").first()
    thing = find_followed("articles.Topic", str(topic.pk), "ru") if topic else None
    if thing:
        follow(subscription_of(visitor), thing)
