"""What templates of other rooms may ask of the programme."""

from dataclasses import dataclass

from django import template
from wagtail.models import Page

from core.bilingual import current_language
from events.listing import Listed, Programme
from events.selection import Days, Selection

register = template.Library()

ROWS = 6


@dataclass(frozen=True)
class VenueProgramme:
    """What is on at one venue, and the address of all of it."""

    items: tuple[Listed, ...] = ()
    url: str = ""
    #: The venue's dates to subscribe to.
    calendar_url: str = ""
    #: What is newly announced there, as RSS and as Atom.
    feed_url: str = ""
    atom_url: str = ""


@register.simple_tag
def events_at(page: Page) -> VenueProgramme:
    """Return running exhibitions and the next dates at a venue, by its page in any language; two queries."""
    programme = Programme(current_language())
    place = programme.directory.of(page.pk)
    if place is None:
        return VenueProgramme()
    here = Selection(Days(programme.today), places=(place,))
    items = (*programme.exhibitions(here)[:2], *programme.rows(here, ROWS))[:ROWS]
    url = programme.index_url
    if not url or not place.slug:
        return VenueProgramme(items, url)
    query = f"?venue={place.slug}"
    below = (f"{url}{name}{query}" for name in ("", "calendar.ics", "rss/", "atom/"))
    return VenueProgramme(items, *below)
