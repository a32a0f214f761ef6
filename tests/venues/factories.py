"""Venues with hours, in both languages."""

from core.models import BasePage
from venues.models import Region, VenuePage

DAILY = [["10:00", "20:00"]]
NOT_ON_MONDAYS = [[], *[DAILY] * 6]

Trees = dict[str, BasePage]


def make_region(slug: str = "moscow", name_ru: str = "Москва", name_en: str = "Moscow", **facts: object) -> Region:
    """Save and return a region."""
    return Region.objects.create(slug=slug, name_ru=name_ru, name_en=name_en, **facts)


def make_venue(section: Trees, ru: str = "Большой пролёт", en: str = "The Great Span", **facts: object) -> VenuePage:
    """Save a live venue in both languages, or in Russian alone where ``en`` is empty; return the original."""
    texts = {"ru": {"city": "Москва", "street": "Набережная, 14"}, "en": {"city": "Moscow", "street": "14 Embankment"}}
    slug = facts.pop("slug", f"venue-{VenuePage.objects.count()}")
    facts.setdefault("week", NOT_ON_MONDAYS)
    original = VenuePage(title=ru, slug=slug, locale=section["ru"].locale, **texts["ru"], **facts)
    section["ru"].refresh_from_db()
    section["ru"].add_child(instance=original)
    if en:
        translated = VenuePage(
            title=en,
            slug=slug,
            locale=section["en"].locale,
            translation_key=original.translation_key,
            region=original.region,
            **texts["en"],
        )
        section["en"].refresh_from_db()
        section["en"].add_child(instance=translated)
    return original
