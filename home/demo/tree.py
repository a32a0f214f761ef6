"""The tree of demo pages: an empty page for each, in its first language, so that pages can refer to each other."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from articles.models import ArticleIndexPage, ArticlePage
from core.models import BasePage
from events.models import EventIndexPage, EventPage
from home.demo import dates
from home.demo.content import Item, source_language
from home.demo.loading import Loading, NewPage, translation_key
from home.foundation import be_root
from home.models import HomePage
from pages.models import StandardPage
from venues.models import VenueIndexPage, VenuePage

SECTIONS: dict[str, type[BasePage]] = {
    "home": HomePage,
    "article_index": ArticleIndexPage,
    "event_index": EventIndexPage,
    "venue_index": VenueIndexPage,
}
MODELS: dict[str, type[BasePage]] = {
    "venue": VenuePage,
    "event": EventPage,
    "article": ArticlePage,
    "page": StandardPage,
}
PARENTS = {"venue": VenueIndexPage, "event": EventIndexPage, "article": ArticleIndexPage, "page": HomePage}


def make_sections(loading: Loading) -> list[NewPage]:
    """Return the home page and the indexes that are not there yet, and make the home page the site's root."""
    made = []
    for item in loading.content.pages:
        model = SECTIONS.get(item["type"])
        if model is None:
            continue
        known = model.objects.filter(locale=loading.locales[item["source"]]).order_by("pk").first()
        if known is None:
            parent = Page.get_first_root_node() if model is HomePage else section(loading, HomePage, item["source"])
            known = _add(loading, "page", item, model, parent)
            made.append(NewPage("page", item, known))
        loading.keys.pages[f"page/{item['key']}"] = known.pk
    be_root(HomePage.objects.get(pk=loading.keys.pages["page/home"]))
    return made


def make_pages(loading: Loading, kind: str, items: list[Item], language: str) -> list[NewPage]:
    """Return the pages of ``kind`` first written in ``language`` that are not there yet, empty."""
    made = []
    for item in items:
        if source_language(item) != language or item.get("type") in SECTIONS:
            continue
        known = Page.objects.filter(translation_key=translation_key(kind, item["key"])).order_by("pk").first()
        if known is None:
            known = _add(loading, kind, item, MODELS[kind], section(loading, PARENTS[kind], language))
            made.append(NewPage(kind, item, known))
        loading.keys.pages[f"{kind}/{item['key']}"] = known.pk
    return made


def section(loading: Loading, model: type[BasePage], language: str) -> BasePage:
    """Return the section of a language; raises ``DoesNotExist`` where it is not translated yet."""
    return model.objects.filter(locale=loading.locales[language]).earliest("pk")


def _add(loading: Loading, kind: str, item: Item, model: type[BasePage], parent: Page) -> BasePage:
    language = source_language(item)
    page = model(
        title=item.get(f"title_{language}") or item[f"headline_{language}"],
        slug=item[f"slug_{language}"],
        locale=loading.locales[language],
        translation_key=translation_key(kind, item["key"]),
        show_in_menus=item.get("in_menu", False),
        live=False,
        **_facts(loading, kind, item),
    )
    return parent.add_child(instance=page)


def _facts(loading: Loading, kind: str, item: Item) -> dict[str, Any]:
    """Return what is no text and refers to no page."""
    if kind == "venue":
        return _venue_facts(loading, item)
    if kind == "event":
        return _event_facts(loading, item)
    if kind == "article":
        return {
            "published_at": published_at(loading, item),
            "region_id": loading.keys.regions.get(item.get("region", "")),
        }
    return {}


def _venue_facts(loading: Loading, item: Item) -> dict[str, Any]:
    first, last, reason = dates.closure(item, loading.today) or (None, None, {"ru": "", "en": ""})
    same = ("postal_code", "phone", "email", "facilities")
    return {
        **{name: item[name] for name in same},
        **{name: Decimal(str(item[name])) for name in ("latitude", "longitude")},
        "region_id": loading.keys.regions[item["region"]],
        "time_zone": loading.schedules[item["key"]].time_zone,
        "week": [dates.pairs(day) for day in item["week"]],
        "last_admission_minutes": item.get("last_admission_minutes"),
        "closed_from": first,
        "closed_until": last,
        "closure_reason_ru": reason["ru"],
        "closure_reason_en": reason["en"],
    }


def _event_facts(loading: Loading, item: Item) -> dict[str, Any]:
    first, last = dates.run(item, loading.today) or (None, None)
    prices = item.get("price", [])
    return {
        "kind": item["kind"],
        "age_mark": item["age"],
        "run_starts_on": first,
        "run_ends_on": last,
        "booking": item.get("booking", "open"),
        "booking_url": item.get("booking_url", ""),
        "is_free": item.get("is_free", False),
        "price_from": min(prices, default=None),
        "price_to": max(prices, default=None),
        "price_note_ru": item.get("price_note_ru", ""),
        "price_note_en": item.get("price_note_en", ""),
        "has_pushkin_card": item.get("pushkin_card", False),
        "languages": item["languages"],
        "access_services": item["access"],
    }


def published_at(loading: Loading, item: Item) -> datetime:
    """Return the moment an article came out, by the site's clock; never one still to come."""
    rule = item["published"]
    day = loading.first_day(rule["event"]) if "event" in rule else loading.today - timedelta(days=rule["days_ago"])
    moment = timezone.make_aware(datetime.combine(day, time.fromisoformat(rule["time"])))
    return min(moment, timezone.now())
