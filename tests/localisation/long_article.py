"""A Russian article of sixty blocks, as the press office writes them."""

import json
from uuid import NAMESPACE_URL, uuid5

from articles.models import ArticleIndexPage, ArticlePage
from images.models import Photo
from tests.articles.factories import make_article, make_photo

Block = dict[str, object]


def block(kind: str, value: object, name: str) -> Block:
    """Return a block whose id is the same in every run."""
    return {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, name))}


def paragraph(number: int) -> Block:
    first = f"В зале № {number} открылась выставка о реке, её <b>берегах</b> и мостах."
    second = f'Подробности — <a href="https://example.org/{number}/">на странице зала</a>, вход свободный.'
    return block("paragraph", f"<p>{first}</p><p>{second}</p>", f"paragraph {number}")


def gallery(number: int, photos: list[Photo]) -> Block:
    items = [
        {
            "type": "item",
            "value": {"photo": photo.pk, "caption": f"Снимок {number}.{place}: вода у причала"},
            "id": str(uuid5(NAMESPACE_URL, f"gallery {number} {place}")),
        }
        for place, photo in enumerate(photos, 1)
    ]
    return block("gallery", {"title": f"Галерея зала {number}", "photos": items}, f"gallery {number}")


def sixty_blocks(photos: list[Photo]) -> list[Block]:
    """Return forty paragraphs, ten headings, five photographs and five galleries."""
    blocks: list[Block] = []
    for number in range(1, 41):
        blocks.append(paragraph(number))
        if number % 4 == 0:
            blocks.append(block("heading", {"text": f"Глава {number}", "level": "2"}, f"heading {number}"))
        if number % 8 == 0:
            value = {"photo": photos[0].pk, "caption": f"Вид на реку {number}", "alt": "", "decorative": False}
            blocks += [block("photo", {**value, "size": "text"}, f"photo {number}"), gallery(number, photos)]
    return blocks


def make_long_article(
    index: ArticleIndexPage,
    number_of_blocks: int = 60,
    title: str = "Река в шестидесяти главах",
    slug: str = "reka",
    lead: str = "Большой рассказ о выставке.",
) -> ArticlePage:
    """Return a live article with that many blocks."""
    photos = [make_photo(), make_photo()]
    return make_article(
        index,
        title,
        slug=slug,
        lead=lead,
        body=sixty_blocks(photos)[:number_of_blocks],
    )


def change_body(page: ArticlePage, change: "object") -> None:
    """Let ``change`` rework the list of raw blocks of a page."""
    raw = json.loads(json.dumps(list(page.body.raw_data)))
    page.body = json.dumps(change(raw))  # type: ignore[operator]


def four_changes(raw: list[dict]) -> list[dict]:
    """Change a sentence of a long article, move a block, delete one, add one."""
    raw[2]["value"] = raw[2]["value"].replace("вход свободный", "вход по билетам")
    raw.insert(0, raw.pop(10))
    del raw[20]
    raw.insert(5, block("heading", {"text": "Новая глава", "level": "2"}, "new"))
    return raw
