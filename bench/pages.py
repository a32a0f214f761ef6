"""What a visitor's page costs the server: queries and time, for every kind of page of the demo site."""

from collections.abc import Iterator

from django.core.management import call_command
from django.test import Client
from django.utils import translation
from wagtail.models import Page

from bench.measuring import Row, median, queries

#: Page types a visitor reads, with one word for each.
KINDS = {
    "home.HomePage": "home",
    "articles.ArticleIndexPage": "news",
    "articles.ArticlePage": "article",
    "events.EventIndexPage": "what’s on",
    "events.EventPage": "event",
    "venues.VenueIndexPage": "venues",
    "venues.VenuePage": "venue",
    "pages.StandardPage": "standard page",
}


def measure() -> Iterator[Row]:
    """Yield queries and median milliseconds of one page of each kind, Russian, with warm caches of the process."""
    call_command("load_demo", verbosity=0)
    translation.activate("ru")
    client = Client()
    for label, kind in KINDS.items():
        address = _address_of(label)
        yield Row(f"{kind}: queries", queries(lambda address=address: client.get(address)), "queries", aim="at most 12")
        yield Row(f"{kind}: median", median(lambda address=address: client.get(address)), "ms")


def _address_of(label: str) -> str:
    app, model = label.split(".")
    page = (
        Page.objects.live()
        .filter(content_type__app_label=app, content_type__model=model.lower(), locale__language_code="ru")
        .order_by("pk")
        .first()
    )
    if page is None:
        raise LookupError(f"The demo site has no {label}.")
    return page.get_url()
