"""The newest articles as RSS 2.0 with Media RSS, a photograph and its credit for each, or as Atom."""

import mimetypes
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Enclosure
from django.utils.xmlutils import SimplerXMLGenerator

from articles.filters import NewsFilters
from core.feeds import AtomFeed, RssFeed, answer, feed_head, printable
from navigation.frame import frame_for

if TYPE_CHECKING:
    from articles.models.index import ArticleIndexPage
    from articles.models.pages import ArticlePage

LENGTH = 20
#: The widest photograph that a feed reader is given.
WIDEST = 1600


class NewsFeed(RssFeed):
    """RSS 2.0; the photograph of an item comes with its size, description and credit (Media RSS 1.5)."""

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


def feed_response(request: HttpRequest, index: "ArticleIndexPage", *, is_atom: bool) -> HttpResponse:
    """Answer with the feed of ``index``'s language, narrowed by the filters of the address as the list is."""
    from articles.models.pages import ArticlePage
    from articles.models.topics import Topic

    filters = NewsFilters.read(
        request.GET, list(Topic.objects.all()) if request.GET else (), frame_for(request).regions
    )
    published = ArticlePage.objects.published().in_language(index.language)
    articles = filters.apply(published).for_cards().newest_first()[:LENGTH]
    return answer(request, _feed(request, index, list(articles), filters, is_atom=is_atom))


def _feed(
    request: HttpRequest,
    index: "ArticleIndexPage",
    articles: list["ArticlePage"],
    filters: NewsFilters,
    *,
    is_atom: bool,
) -> NewsFeed | AtomFeed:
    kind = AtomFeed if is_atom else NewsFeed
    feed = feed_head(kind, request, index, frame_for(request).settings, filters.in_words, filters.as_query)
    for article in articles:
        changed_at = max(filter(None, [article.published_at, article.last_published_at]))
        photo = _photo(request, article)
        feed.add_item(
            title=printable(article.title),
            link=request.build_absolute_uri(article.get_url(request)),
            description=printable(article.summary_text),
            pubdate=article.local_published_at,
            updateddate=changed_at,
            unique_id=f"urn:uuid:{article.translation_key}:{index.language}",
            unique_id_is_permalink=False,
            categories=tuple(printable(topic.name) for topic in article.card_topics if topic.name),
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
        "alt": printable(photo.alt),
        "credit": printable(photo.credit.name) if photo.credit else "",
    }
