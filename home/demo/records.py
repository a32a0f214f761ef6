"""Demo records that carry both languages: regions, topics, people, organisations, photographs, documents."""

import hashlib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model

from articles.models import Topic
from home.demo.content import DOCUMENTS, LOGOS, PHOTOS, Content, Item
from home.demo.story import Keys
from images.models import CreditLine, Photo
from localisation.models import GlossaryTerm
from people.models import Organisation, Person
from venues.models import Region

FOCUS = 0.2  # share of the shorter side that the focal point's square takes


def load_records(content: Content, keys: Keys) -> None:
    """Make every record that is not there yet; one that is, whoever has edited it since, stays as it is."""
    for number, item in enumerate(content.regions, start=1):
        defaults = {**_bilingual(item, "name"), "time_zone": item["time_zone"], "sort_order": number * 10}
        keys.regions[item["key"]] = Region.objects.get_or_create(slug=item["key"], defaults=defaults)[0].pk
    for number, item in enumerate(content.topics, start=1):
        defaults = {**_bilingual(item, "name"), "sort_order": number * 10}
        keys.topics[item["key"]] = Topic.objects.get_or_create(slug=item["key"], defaults=defaults)[0].pk
    for item in content.credits:
        line, _made = CreditLine.objects.get_or_create(
            name_ru=item["name_ru"],
            name_en=item["name_en"],
            defaults={"is_proposed": item.get("is_proposed", False)},
        )
        keys.credits[item["key"]] = line.pk
    for item in content.organisations:
        logo = _logo(item, keys) if "logo" in item else None
        defaults = {**_bilingual(item, "name"), "url": item["url"], "logo": logo}
        keys.organisations[item["key"]] = _first_or_make(Organisation, item, defaults)
    for item in content.photos:
        keys.photos[item["key"]] = _photo(PHOTOS / f"{item['key']}.jpg", item, keys).pk
    for item in content.people:
        defaults = {**_bilingual(item, "name", "role"), "portrait_id": keys.photos.get(item.get("portrait", ""))}
        keys.people[item["key"]] = _first_or_make(Person, item, defaults)
    for item in content.glossary:
        _term(item)
    for path in sorted(DOCUMENTS.iterdir()):
        keys.documents[path.name] = _document(path, content)


def _bilingual(item: Item, *names: str) -> dict[str, str]:
    return {f"{name}_{language}": item[f"{name}_{language}"] for name in names for language in ("ru", "en")}


def _first_or_make(model: type[Person] | type[Organisation], item: Item, defaults: dict[str, Any]) -> int:
    """Return the key of the record of this name; two of a name are no reason to fail."""
    found = model.objects.filter(name_ru=item["name_ru"]).order_by("pk").first()
    return (found or model.objects.create(**defaults)).pk


def _term(item: Item) -> None:
    """Make a term of the translators' glossary."""
    GlossaryTerm.objects.get_or_create(
        term_ru=item["term_ru"],
        term_en=item["term_en"],
        defaults={
            "note": item.get("note_ru", ""),
            "forbidden_en": "\n".join(item.get("forbidden_en", [])),
            "is_case_sensitive": item.get("is_case_sensitive", False),
        },
    )


def _photo(path: Path, item: Item, keys: Keys) -> Photo:
    """Return the photograph of a file, known again by its bytes whatever its title has become."""
    data = path.read_bytes()
    mark = hashlib.sha1(data, usedforsecurity=False).hexdigest()  # what Wagtail keeps as a file's hash
    found = Photo.objects.filter(file_hash=mark).order_by("pk").first()
    if found is not None:
        return found
    with Image.open(path) as picture:
        width, height = picture.size
    side = round(FOCUS * min(width, height))
    x, y = item["focal_point"]
    return Photo.objects.create(
        title=item["title"],
        file=ContentFile(data, name=path.name),
        file_size=len(data),
        file_hash=mark,
        width=width,
        height=height,
        credit_id=keys.credits.get(item.get("credit", "")),
        focal_point_x=round(x * width),
        focal_point_y=round(y * height),
        focal_point_width=side,
        focal_point_height=side,
        licence=item.get("licence", ""),
        is_for_press=item.get("is_for_press", False),
        rights_note=item.get("rights_note", ""),
        usage_until=rights_end(item),
        crops=item.get("crops", {}),
        **_bilingual(item, "alt", "caption"),
    )


def rights_end(item: Item) -> date | None:
    """Return the last day of a photograph's rights, always a few weeks ahead; None where they have no end."""
    days = item.get("ends_in_days")
    return timezone.localdate() + timedelta(days=days) if days else None


def _logo(item: Item, keys: Keys) -> Photo:
    texts = {f"alt_{language}": item[f"name_{language}"] for language in ("ru", "en")}
    facts = {
        "title": item["name_ru"],
        "credit": "partner",
        "focal_point": [0.5, 0.5],
        "caption_ru": "",
        "caption_en": "",
    }
    return _photo(LOGOS / item["logo"], {**facts, **texts}, keys)


def _document(path: Path, content: Content) -> int:
    """Return the key of a document, known again by its bytes; its title in the library is the Russian one."""
    data = path.read_bytes()
    mark = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    model = get_document_model()
    found = model.objects.filter(file_hash=mark).order_by("pk").first()
    if found is None:
        title = _document_title(path.name, content)
        found = model(title=title, file=ContentFile(data, name=path.name), file_size=len(data), file_hash=mark)
        found.save()
    return found.pk


def _document_title(name: str, content: Content) -> str:
    bodies = [block for page in (*content.pages, *content.articles) for block in page.get("body", [])]
    rows = [row for block in bodies if block["type"] == "documents" for row in block["items"]]
    rows += [
        {"file": block["captions"], "title_ru": f"{block['title_ru']}, субтитры"}
        for block in bodies
        if "captions" in block
    ]
    return next((row["title_ru"] for row in rows if row["file"] == name), name)
