"""The newest articles as RSS 2.0 with Media RSS: a photograph and its credit for each."""

import hashlib
import mimetypes
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.http import http_date
from django.utils.xmlutils import SimplerXMLGenerator

from navigation.frame import frame_for

if TYPE_CHECKING:
    from articles.models.index import ArticleIndexPage
    from articles.models.pages import ArticlePage

LENGTH = 20
MAX_AGE = 300
#: Stands for the moment of a feed that never had anything in it.
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
#: The widest photograph that a feed reader is given.
WIDEST = 1600
#: What XML 1.0 (§2.2) cannot hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class NewsFeed(Rss201rev2Feed):
    """RSS 2.0; the photograph of an item comes with its size, description and credit (Media RSS 1.5)."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:media": "http://search.yahoo.com/mrss/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        photo = item["photo"]
        if photo is None:
            return
        handler.startElement("media:content", photo["file"])
        if photo["alt"]:
            handler.addQuickElement("media:description", photo["alt"], {"type": "plain"})
        if photo["credit"]:
            handler.addQuickElement("media:credit", photo["credit"], {"role": "photographer"})
        handler.endElement("media:content")

    def latest_post_date(self) -> datetime:
        """The moment the newest item came, or the feed's own; never now, which would be new at every visit."""
        return max([item["updateddate"] for item in self.items], default=self.feed["changed_at"])


def feed_response(request: HttpRequest, index: "ArticleIndexPage") -> HttpResponse:
    """Answer with the feed of ``index``'s language, or 304 where the reader has it already."""
    from articles.models.pages import ArticlePage

    articles = ArticlePage.objects.published().in_language(index.language).for_cards().newest_first()[:LENGTH]
    feed = _feed(request, index, list(articles))
    text = feed.writeString("utf-8")
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    modified = feed.latest_post_date()
    response = HttpResponse(text, content_type=feed.content_type)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    seconds = int(modified.timestamp())
    return get_conditional_response(request, etag=etag, last_modified=seconds, response=response) or response


def _feed(request: HttpRequest, index: "ArticleIndexPage", articles: list["ArticlePage"]) -> NewsFeed:
    settings = frame_for(request).settings
    address = request.build_absolute_uri(index.get_url(request))
    feed = NewsFeed(
        title=_clean(f"{index.title} — {settings.name}"),
        link=address,
        description=_clean(index.lead or settings.description or settings.descriptor),
        language=index.language,
        author_name=None,
        feed_url=f"{address}rss/",
        ttl=MAX_AGE // 60,
        changed_at=index.last_published_at or BEFORE_ALL,
    )
    for article in articles:
        changed_at = max(filter(None, [article.published_at, article.last_published_at]))
        photo = _photo(request, article)
        feed.add_item(
            title=_clean(article.title),
            link=request.build_absolute_uri(article.get_url(request)),
            description=_clean(article.summary_text),
            pubdate=article.local_published_at,
            updateddate=changed_at,
            unique_id=f"urn:uuid:{article.translation_key}:{index.language}",
            unique_id_is_permalink=False,
            categories=tuple(_clean(topic.name) for topic in article.card_topics if topic.name),
            enclosures=[Enclosure(photo["file"]["url"], "0", photo["file"]["type"])] if photo else [],
            photo=photo,
        )
    return feed


def _photo(request: HttpRequest, article: "ArticlePage") -> dict[str, Any] | None:
    """Return what the feed says of the lead photo: its file's attributes, description and credit."""
    photo = article.lead_photo
    if photo is None:
        return None
    files = [
        file
        for file in photo.sources
        if file["format"] == "jpeg" and not file.get("purpose") and file["width"] <= WIDEST
    ]
    if not files:
        return None
    file = max(files, key=lambda item: item["width"])
    return {
        "file": {
            "url": request.build_absolute_uri(default_storage.url(file["name"])),
            "type": mimetypes.types_map[".jpeg"],
            "medium": "image",
            "width": str(file["width"]),
            "height": str(file["height"]),
        },
        "alt": _clean(photo.alt),
        "credit": _clean(photo.credit.name) if photo.credit else "",
    }


def _clean(text: str) -> str:
    return UNPRINTABLE.sub("", text or "")
