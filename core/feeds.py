"""Feeds: RSS 2.0 and Atom (RFC 4287) of any list, cheap to ask again."""

import hashlib
import re
from datetime import UTC, datetime
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date

from core.caching import keep_file
from core.models import BasePage, SiteSettings

MAX_AGE = 300
#: Stands for the moment of a feed that never had anything in it.
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
#: What XML 1.0 (§2.2) cannot hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Dated(SyndicationFeed):
    """A feed that keeps its moment: of the newest item, or its own ``changed_at``, never now."""

    def latest_post_date(self) -> datetime:
        """The moment the newest item came; now would be new at every visit."""
        return max([item["updateddate"] for item in self.items], default=self.feed["changed_at"])


class RssFeed(Dated, Rss201rev2Feed):
    """RSS 2.0."""

    content_type = "application/rss+xml; charset=utf-8"


class AtomFeed(Dated, Atom1Feed):
    """Atom."""

    content_type = "application/atom+xml; charset=utf-8"


Feed = TypeVar("Feed", bound=Dated)


def feed_head(
    feed_type: type[Feed], request: HttpRequest, listing: BasePage, settings: SiteSettings, chosen: str, query: str
) -> Feed:
    """Return a feed without items: the name of ``listing`` and its addresses.

    ``chosen`` says in words, and ``query`` as the address has it, what the list is narrowed down to; both may be empty.
    """
    is_atom = issubclass(feed_type, AtomFeed)
    address = request.build_absolute_uri(listing.get_url(request))
    query = f"?{query}" if query else ""
    name = f"{listing.title}: {chosen}" if chosen else listing.title
    return feed_type(
        title=printable(f"{name} — {settings.name}"),
        link=f"{address}{query}",
        description=printable(getattr(listing, "lead", "") or settings.description or settings.descriptor),
        language=listing.language,
        author_name=settings.name if is_atom else None,
        feed_url=f"{address}{'atom' if is_atom else 'rss'}/{query}",
        ttl=MAX_AGE // 60,
        changed_at=listing.last_published_at or BEFORE_ALL,
    )


def answer(request: HttpRequest, feed: Dated) -> HttpResponse:
    """Answer with ``feed``, or 304 where the reader has it already."""
    text = feed.writeString("utf-8")
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    modified = feed.latest_post_date()
    response = HttpResponse(text, content_type=feed.content_type)
    keep_file(request, response, MAX_AGE)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    seconds = int(modified.timestamp())
    return get_conditional_response(request, etag=etag, last_modified=seconds, response=response) or response


def printable(text: str) -> str:
    """Return ``text`` without what XML cannot hold."""
    return UNPRINTABLE.sub("", text or "")
