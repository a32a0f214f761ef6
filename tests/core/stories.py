"""A small site in both languages and a body with every block, for tests of the body."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page

from articles.models import ArticleIndexPage, ArticlePage
from events.models import EventIndexPage, EventPage
from home.models import HomePage
from images.models import CreditLine, Photo
from people.models import Organisation, Person

RUTUBE = "https://rutube.ru/video/0123456789abcdef0123456789abcdef/"


class Tree:
    """Both home pages, the news and what's on of the Russian one."""

    def __init__(self) -> None:
        self.ru, self.en = (Locale.objects.get(language_code=code) for code in ("ru", "en"))
        self.home, self.home_en = (HomePage.objects.get(locale=locale) for locale in (self.ru, self.en))
        self.news = self.add(self.home, ArticleIndexPage, title="Новости", slug="novosti")
        self.news_en = self.translated(self.news, self.home_en, "News", "news")
        self.events = self.add(self.home, EventIndexPage, title="Афиша", slug="afisha")
        self.events_en = self.translated(self.events, self.home_en, "What’s on", "whats-on")

    def add(self, parent: Page, model: type[Page], **fields: Any) -> Page:
        """Add a live page below ``parent``, in its language."""
        fields.setdefault("locale", parent.locale)
        return parent.add_child(instance=model(live=True, **fields))

    def translated(self, page: Page, parent: Page, title: str, slug: str, **fields: Any) -> Page:
        """Add a live page that is the translation of ``page``."""
        return self.add(parent, type(page), title=title, slug=slug, translation_key=page.translation_key, **fields)

    def article(self, title: str = "Дом у воды", **fields: Any) -> ArticlePage:
        fields.setdefault("slug", f"article-{uuid4().hex[:8]}")
        fields.setdefault("published_at", datetime(2025, 11, 26, tzinfo=UTC))
        return self.add(self.news, ArticlePage, title=title, **fields)

    def event(self, title: str = "Город у воды", **fields: Any) -> EventPage:
        fields.setdefault("slug", f"event-{uuid4().hex[:8]}")
        return self.add(self.events, EventPage, title=title, age_mark="12+", **fields)


def make_photo(number: int = 1, **fields: Any) -> Photo:
    """Return a photograph with texts in both languages; its files are only named, not made."""
    credit, _created = CreditLine.objects.get_or_create(name_ru="пресс-служба", name_en="Press Office")
    defaults: dict[str, Any] = {
        "title": f"photo {number}",
        "alt_ru": f"Мост {number}",
        "alt_en": f"Bridge {number}",
        "caption_ru": f"Подпись {number}",
        "caption_en": f"Caption {number}",
        "credit": credit,
        "sources": [{"width": 960, "height": 640, "format": "jpeg", "name": f"p{number}.jpg"}],
    }
    photo = Photo(file=f"p{number}.jpg", width=1600, height=1067, **{**defaults, **fields})
    return Photo.objects.bulk_create([photo])[0]


def make_person(number: int = 1) -> Person:
    return Person.objects.create(
        name_ru=f"Марина Кольцова {number}",
        name_en=f"Marina Koltsova {number}",
        role_ru="библиотекарь",
        role_en="librarian",
    )


def make_organisation(number: int = 1) -> Organisation:
    return Organisation.objects.create(
        name_ru=f"Библиотека {number}", name_en=f"Library {number}", url="https://example.org/"
    )


def make_document(title: str = "rules") -> Any:
    return get_document_model().objects.create(title=title, file=ContentFile(b"text", name=f"{title}.txt"), file_size=4)


def item(value: Any) -> dict[str, Any]:
    """Return an item of a list block as it is stored."""
    return {"type": "item", "value": value, "id": str(uuid4())}


def block(kind: str, value: Any) -> dict[str, Any]:
    """Return a block of a stream as it is stored."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def programme_day(title: str = "День первый") -> dict[str, Any]:
    return {
        "date": "2025-12-05",
        "title": title,
        "items": [
            item(
                {
                    "start": "10:00:00",
                    "end": "11:30:00",
                    "title": "Зачем городу вторая набережная",
                    "speakers": "Пётр Назаров",
                    "place": "Зал диалогов",
                    "is_break": False,
                }
            ),
            item({"start": "11:30:00", "end": None, "title": "Кофе", "speakers": "", "place": "", "is_break": True}),
        ],
    }


def whole_body(tree: Tree) -> list[dict[str, Any]]:
    """Return raw data of a body in Russian with every block there is."""
    photo, person, organisation, document = make_photo(), make_person(), make_organisation(), make_document()
    linked = tree.article("Куда ведёт ссылка")
    return [
        block(
            "paragraph",
            f"<p>Первый абзац с <b>важным</b> словом и H<sub>2</sub>O.</p>"
            f'<p>Второй, <a linktype="page" id="{linked.pk}">со ссылкой</a> и '
            f'<a linktype="document" id="{document.pk}">файлом</a>.</p>'
            "<ul><li>Пункт списка</li></ul>",
        ),
        block("heading", {"text": "Зал над водой", "level": "2"}),
        block(
            "quote",
            {
                "text": "Читальня никуда не торопит.",
                "person": person.pk,
                "name": "",
                "role": "куратор",
                "is_pull": True,
            },
        ),
        block(
            "factbox",
            {
                "title": "В цифрах",
                "text": "<p>Сколько чего.</p>",
                "figures": [item({"figure": "42 тыс.", "text": "библиотек"})],
            },
        ),
        block(
            "table",
            {
                "caption": "Билеты",
                "columns": [
                    {"type": "row_heading", "heading": "Билет"},
                    {"type": "number", "heading": "Цена, ₽"},
                    {"type": "text", "heading": "Часы"},
                ],
                "rows": [
                    {"values": ["Полный", "1500.00", "10:00–20:00"]},
                    {"values": ["Студенческий", "300", "Полный"]},
                ],
            },
        ),
        block(
            "photo",
            {"photo": photo.pk, "caption": "Своя подпись", "alt": "Своё описание", "decorative": False, "size": "wide"},
        ),
        block(
            "gallery",
            {
                "title": "Вечер на набережной",
                "photos": [item({"photo": photo.pk, "caption": f"Снимок номер {n}"}) for n in range(8)],
            },
        ),
        block("video", {"url": RUTUBE, "title": "Вечер у реки", "poster": photo.pk}),
        block("people", {"title": "Кто говорил", "people": [item(person.pk)]}),
        block("partners", {"title": "Партнёры", "organisations": [item(organisation.pk)]}),
        block("documents", {"title": "Документы", "items": [item({"document": document.pk, "title": "Правила"})]}),
        block(
            "call_to_action", {"text": "Приходите со своей рекой.", "label": "Записаться", "page": linked.pk, "url": ""}
        ),
        block("event_card", tree.event().pk),
        block("article_card", linked.pk),
        block("programme", {"title": "Что когда", "days": [item(programme_day())]}),
    ]
