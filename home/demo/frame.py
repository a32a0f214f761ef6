"""What stands around demo pages: main venues, announcements, featured results, the settings of the centre."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Site

from core.models import SiteSettings
from home.demo.content import Item
from home.demo.loading import Loading
from home.demo.story import StoryWriter
from home.demo.words import Words
from navigation.models import Announcement
from search.models import FeaturedResult
from venues.models import Region

SETTINGS_TEXTS = ("name", "descriptor", "description", "credit_name", "legal")
SETTINGS_FACTS = ("phone", "email", "vk_url", "telegram_url", "rutube_url")


def load_frame(loading: Loading) -> None:
    """Make what is missing; announcements and settings that are there stay as they are."""
    for item in loading.content.regions:
        venue = loading.keys.pages[f"venue/{item['main_venue']}"]
        Region.objects.filter(pk=loading.keys.regions[item["key"]], main_venue=None).update(main_venue=venue)
    for item in loading.content.announcements:
        _announce(loading, item)
    for item in loading.content.featured:
        _feature(loading, item)
    _settle(loading, loading.content.settings)


def _announce(loading: Loading, item: Item) -> None:
    texts = {
        f"{name}_{language}": item[f"{name}_{language}"]
        for name in ("title", "text", "link_label")
        for language in ("ru", "en")
    }
    if Announcement.objects.filter(title_ru=texts["title_ru"]).exists():
        return
    target = f"event/{item['event']}" if "event" in item else f"page/{item['page']}"
    announcement = Announcement(
        page_id=loading.keys.pages[target],
        starts_at=_midnight(loading, item["from_days"]),
        ends_at=_midnight(loading, item["to_days"]),
        **texts,
    )
    announcement.save()
    announcement.regions.set([loading.keys.regions[key] for key in item.get("regions", [])])
    announcement.save()


def _feature(loading: Loading, item: Item) -> None:
    """Put a page above the results of some questions, unless it stands above others."""
    page_id = loading.keys.pages[f"page/{item['page']}"]
    if not FeaturedResult.objects.filter(page=page_id).exists():
        questions = {name: "\n".join(item[name]) for name in ("questions_ru", "questions_en")}
        FeaturedResult.objects.create(page_id=page_id, **questions)


def _midnight(loading: Loading, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(loading.today + timedelta(days=days), time()))


def _settle(loading: Loading, item: Item) -> None:
    """Fill the settings of the site, once: a footer says that somebody has been here."""
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if settings.footer or settings.main_venue_id:
        return
    for name in SETTINGS_TEXTS:
        for language in ("ru", "en"):
            setattr(settings, f"{name}_{language}", item[f"{name}_{language}"])
    for name in SETTINGS_FACTS:
        setattr(settings, name, item[name])
    settings.main_venue_id = loading.keys.pages[f"venue/{item['main_venue']}"]
    settings.tickets_page_id = loading.keys.pages[f"page/{item['tickets_page']}"]
    settings.footer = _footer(loading, item)
    settings.save()


def _footer(loading: Loading, item: Item) -> str:
    writer = StoryWriter("settings", "ru", loading.keys, Words(), loading.with_dates)
    columns = []
    for column in item["footer"]:
        links = [
            {
                "label_ru": link["label_ru"],
                "label_en": link["label_en"],
                "page": loading.keys.pages[f"page/{link['page']}"],
                "url": "",
            }
            for link in column["links"]
        ]
        items = writer.items(links, column["label_en"])
        columns.append(("column", {"label_ru": column["label_ru"], "label_en": column["label_en"], "links": items}))
    return writer.stream(columns, "footer")
