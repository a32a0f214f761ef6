"""Feeds: RSS 2.0 and Atom (RFC 4287) of any list, cheap to ask again."""

import hashlib
import re
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date

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


def answer(request: HttpRequest, feed: Dated) -> HttpResponse:
    """Answer with ``feed``, or 304 where the reader has it already."""
    text = feed.writeString("utf-8")
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    modified = feed.latest_post_date()
    response = HttpResponse(text, content_type=feed.content_type)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    seconds = int(modified.timestamp())
    return get_conditional_response(request, etag=etag, last_modified=seconds, response=response) or response


def printable(text: str) -> str:
    """Return ``text`` without what XML cannot hold."""
    return UNPRINTABLE.sub("", text or "")
