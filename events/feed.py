"""What is newly announced on the programme, as RSS 2.0 or Atom, narrowed by the filters of the address."""

from django.http import HttpRequest, HttpResponse

from core.feeds import BEFORE_ALL, AtomFeed, RssFeed, answer, feed_head, printable
from events.listing import Listed
from events.models import EventIndexPage
from events.whats_on import WhatsOn
from navigation.frame import frame_for

LENGTH = 30
#: Dates ahead that are looked through for events.
LOOKED_THROUGH = 300


def feed_response(request: HttpRequest, index: EventIndexPage, *, is_atom: bool) -> HttpResponse:
    """Answer with the events ahead and the exhibitions that run, what was announced last first."""
    whats_on = WhatsOn(index, request.GET)
    chosen = ", ".join(chip.label for chip in whats_on.chips)
    kind = AtomFeed if is_atom else RssFeed
    feed = feed_head(kind, request, index, frame_for(request).settings, chosen, whats_on.canonical_query)
    for item in _newly_announced(whats_on):
        announced = item.event.first_published_at or BEFORE_ALL
        words = [item.dates, item.time, item.place_name, item.price]
        feed.add_item(
            title=printable(item.title),
            link=request.build_absolute_uri(item.url),
            description=printable(". ".join(filter(None, [", ".join(filter(None, words)), item.lead]))),
            pubdate=announced,
            updateddate=max(announced, item.event.last_published_at or announced),
            unique_id=f"urn:uuid:{item.event.translation_key}:{index.language}",
            unique_id_is_permalink=False,
            categories=(printable(item.kind),),
        )
    return answer(request, feed)


def _newly_announced(whats_on: WhatsOn) -> list[Listed]:
    """Each event once, with its next date."""
    rows = [*whats_on.exhibitions, *whats_on.programme.rows(whats_on.selection, LOOKED_THROUGH)]
    once: dict[int, Listed] = {}
    for row in rows:
        once.setdefault(row.event.pk, row)
    return sorted(once.values(), key=lambda row: row.event.first_published_at or BEFORE_ALL, reverse=True)[:LENGTH]
