"""The chooser of pages opens where the pages of the language at hand are, and finds those first."""

import json
import re
from itertools import chain
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.admin.views.chooser import BrowseView, PageChooserTable, SearchView, page_models_from_string
from wagtail.models import Locale, Page

#: The editor of a page, and the form of a new one below another.
_EDITING = re.compile(r"/pages/(?P<page>\d{1,18})/|/pages/add/\w+/\w+/(?P<parent>\d{1,18})/")
ROOT_DEPTH = 1
PER_PAGE = 25


class SameLanguageFirst(BrowseView):
    """Start in the tree of the page that is being edited; say where another language begins.

    Asked for venues from an English page, the chooser shows the English venues, those worked on last first.
    Pages of the other language stay within reach through the chooser's own switch.
    """

    def get_object_list(self) -> Any:
        """Return what stands below the page at hand: as in the tree for links, latest first for one type of page."""
        pages = super().get_object_list()
        return pages if self.desired_classes == (Page,) else pages.order_by("-latest_revision_created_at", "-pk")

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        locale = locale_at_hand(request)
        if parent_page_id is None:
            parent_page_id = start_of(locale_asked_for(request) or locale, request.GET.get("page_type", ""))
        response = super().get(request, parent_page_id) if parent_page_id else super().get(request)
        shown = self.parent_page.locale if self.parent_page.depth > ROOT_DEPTH else None
        if locale is None or shown is None or shown == locale:
            return response
        return with_warning(response, locale, shown)


class SameLanguageFound(SearchView):
    """List what is found in the language of the page that is being edited before what is found in the other."""

    def get(self, request: HttpRequest) -> HttpResponse:
        response = super().get(request)
        locale = locale_at_hand(request)
        form = response.context_data["searchform"]
        if locale is None or not form.is_valid() or not form.cleaned_data["q"]:
            return response
        found = matches(request, response.context_data["page_type_string"])
        words = form.cleaned_data["q"]
        own = found.filter(locale=locale).specific().autocomplete(words)
        others = found.exclude(locale=locale).specific().autocomplete(words)
        pages = Paginator(InTurn(own, others), PER_PAGE).get_page(request.GET.get("p"))
        for page in pages:
            page.can_choose, page.is_parent_page = True, False
        response.context_data |= {
            "pages": pages,
            "table": PageChooserTable(self.columns, pages, show_locale_labels=True),
            "wanted": locale,
            "has_others": any(page.locale_id != locale.pk for page in pages),
        }
        response.template_name = "localisation/found_pages.html"
        return response


class InTurn:
    """Two lists of results as one, of which a paginator takes a part."""

    def __init__(self, first: Any, second: Any) -> None:
        self.first, self.second = first, second
        self.border = first.count()

    def count(self) -> int:
        return self.border + self.second.count()

    def __getitem__(self, part: slice) -> list[Page]:
        start, stop = part.start, part.stop
        first = self.first[start:stop] if start < self.border else []
        second = self.second[max(start - self.border, 0) : stop - self.border] if stop > self.border else []
        return list(chain(first, second))


def matches(request: HttpRequest, page_type: str) -> Any:
    """Return the pages of a type that may be chosen, as Wagtail's own search does."""
    pages = Page.objects.select_related("locale").exclude(depth=ROOT_DEPTH)
    for hook in hooks.get_hooks("construct_page_chooser_queryset"):
        pages = hook(pages, request)
    return pages.type(*page_models_from_string(page_type))


def locale_at_hand(request: HttpRequest) -> Locale | None:
    """Return the language of the page from whose form the chooser was opened; None from anywhere else."""
    found = _EDITING.search(request.headers.get("Referer", ""))
    if found is None:
        return None
    pages = Page.objects.filter(pk=int(found["page"] or found["parent"]))
    return Locale.objects.filter(pk__in=pages.values("locale")).first()


def locale_asked_for(request: HttpRequest) -> Locale | None:
    """Return the language named in the address: the form's own at first, then the one switched to."""
    return Locale.objects.filter(language_code=request.GET.get("locale", "")).first()


def start_of(locale: Locale | None, page_type: str) -> int | None:
    """Return the page of ``locale`` below which all pages of a type stand; its home page for any type."""
    if locale is None:
        return None
    try:
        models = page_models_from_string(page_type) if page_type else (Page,)
    except (ValueError, LookupError):
        return None  # the chooser answers that itself
    pages = Page.objects.filter(locale=locale, depth__gt=ROOT_DEPTH)
    if models == (Page,):
        return pages.order_by("depth", "path").values_list("pk", flat=True).first()
    found = pages.type(*models).first_common_ancestor(include_self=False)
    return found.pk if found is not None and found.depth > ROOT_DEPTH else None


def with_warning(response: Any, wanted: Locale, shown: Locale) -> Any:
    """Return the chooser with a sentence above its list: these pages are of another language than yours."""
    payload = json.loads(response.content)
    note = render_to_string("localisation/other_language.html", {"wanted": wanted, "shown": shown})
    payload["html"] = note + payload.get("html", "")
    response.content = json.dumps(payload)
    return response
