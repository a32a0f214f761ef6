"""The venues, what has opened last first, as RSS 2.0 or Atom."""

from typing import TYPE_CHECKING

from django.db.models import F
from django.http import HttpRequest, HttpResponse

from core.feeds import BEFORE_ALL, AtomFeed, RssFeed, answer, feed_head, printable
from navigation.frame import frame_for

if TYPE_CHECKING:
    from venues.models import VenueIndexPage

LENGTH = 30


def feed_response(request: HttpRequest, index: "VenueIndexPage", *, is_atom: bool) -> HttpResponse:
    """Answer with the feed of the venues that ``index`` lists; what is on at each is the programme's to tell."""
    from venues.models import VenuePage

    feed = feed_head(AtomFeed if is_atom else RssFeed, request, index, frame_for(request).settings, "", "")
    venues = VenuePage.objects.live().public().child_of(index).select_related("locale")
    for venue in venues.order_by(F("first_published_at").desc(nulls_last=True), "-pk")[:LENGTH]:
        opened = venue.first_published_at or BEFORE_ALL
        address = ", ".join(filter(None, (venue.city, venue.street)))
        feed.add_item(
            title=printable(venue.title),
            link=request.build_absolute_uri(venue.get_url(request)),
            description=printable(". ".join(filter(None, (venue.lead.rstrip("."), address)))),
            pubdate=opened,
            updateddate=max(opened, venue.last_published_at or opened),
            unique_id=f"urn:uuid:{venue.translation_key}:{index.language}",
            unique_id_is_permalink=False,
        )
    return answer(request, feed)
