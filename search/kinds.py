"""The kinds of things that can be found, as tabs of the results and as words beside a result."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its code in addresses, the name of its tab, the word beside one result."""

    code: str
    name: Any
    singular: Any


KINDS = (
    Kind("news", _("News"), pgettext_lazy("search result", "News")),
    Kind("events", _("Events"), pgettext_lazy("search result", "Event")),
    Kind("venues", _("Venues"), pgettext_lazy("search result", "Venue")),
    Kind("people", _("People"), pgettext_lazy("search result", "Person")),
    Kind("documents", _("Documents"), pgettext_lazy("search result", "Document")),
    #: Everything that belongs to none of the others.
    Kind("pages", pgettext_lazy("section of the site", "Pages"), pgettext_lazy("search result", "Page")),
)
BY_CODE = {kind.code: kind for kind in KINDS}
OTHER = BY_CODE["pages"]
