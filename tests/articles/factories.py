"""Articles for tests: minimal, valid, live."""

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from articles.models import ArticleIndexPage, ArticlePage, ArticlePerson, ArticleTopic, Topic
from images.models import CreditLine, Photo
from people.models import Person

MORNING = datetime(2025, 11, 26, 9, tzinfo=UTC)
_numbers = count(1)


def make_article(index: ArticleIndexPage, title: str = "Дом у воды", **fields: Any) -> ArticlePage:
    """Return a live article below ``index``; ``topics`` and ``people`` are lists, ``body`` a list of blocks."""
    topics, people, body = fields.pop("topics", []), fields.pop("people", []), fields.pop("body", [])
    fields = {"slug": f"article-{next(_numbers)}", "published_at": MORNING, "locale": index.locale, **fields}
    index.refresh_from_db()
    article = index.add_child(instance=ArticlePage(title=title, body=json.dumps(body), **fields))
    for order, topic in enumerate(topics):
        ArticleTopic.objects.create(page=article, topic=topic, sort_order=order)
    for order, person in enumerate(people):
        ArticlePerson.objects.create(page=article, person=person, sort_order=order)
    return ArticlePage.objects.get(pk=article.pk)


def make_articles(index: ArticleIndexPage, number: int, **fields: Any) -> list[ArticlePage]:
    """Return ``number`` articles, each a minute older than the one before."""
    return [
        make_article(index, f"Новость {place}", published_at=MORNING - timedelta(minutes=place), **fields)
        for place in range(number)
    ]


def make_topic(name_ru: str = "Диалоги", name_en: str = "Dialogues") -> Topic:
    return Topic.objects.get_or_create(name_ru=name_ru, name_en=name_en)[0]


def make_person(name_ru: str = "Марина Кольцова", name_en: str = "Marina Koltsova") -> Person:
    return Person.objects.create(name_ru=name_ru, name_en=name_en, role_ru="библиотекарь", role_en="librarian")


def make_photo(**fields: Any) -> Photo:
    """Return a photograph with texts in both languages; its files are only named, not made."""
    number = next(_numbers)
    credit = CreditLine.objects.get_or_create(name_ru="пресс-служба «Излучины»", name_en="Izluchina Press Office")[0]
    defaults: dict[str, Any] = {
        "title": f"photo {number}",
        "alt_ru": "Мост у воды",
        "alt_en": "A bridge by the water",
        "caption_ru": "Набережная утром",
        "caption_en": "The embankment in the morning",
        "credit": credit,
        "sources": [
            {"width": width, "height": width * 2 // 3, "format": kind, "name": f"made/none-{number}-{width}.{kind}"}
            for width in (480, 960, 1600, 2400)
            for kind in ("avif", "jpeg")
        ],
    }
    photo = Photo(file=f"{number}.jpg", width=3000, height=2000, **{**defaults, **fields})
    return Photo.objects.bulk_create([photo])[0]


def block(kind: str, value: Any) -> dict[str, Any]:
    """Return a block as a body stores it."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def photo_block(photo: Photo) -> dict[str, Any]:
    return block("photo", {"photo": photo.pk, "caption": "", "alt": "", "decorative": False, "size": "text"})


def gallery_block(*photos: Photo) -> dict[str, Any]:
    items = [{"type": "item", "value": {"photo": photo.pk, "caption": ""}, "id": str(uuid4())} for photo in photos]
    return block("gallery", {"title": "", "photos": items})


def paragraph(text: str = "Вода поднялась к утру.") -> dict[str, Any]:
    return block("paragraph", f"<p>{text}</p>")
