"""The sitemap: every public page of both languages with its other language beside it (sitemaps.org 0.9)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from core.landings import landings
from core.visibility import open_to_all

#: Addresses in one file; the standard allows 50,000.
PART = 20_000
X_DEFAULT = "ru"
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class Entry:
    """A page of the sitemap: its address, when it last changed, and all languages it has."""

    url: str
    changed_at: datetime | None
    alternates: dict[str, str]


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Send the sitemap, or, for a site too large for one file, the index of its parts."""
    entries = list(public_entries(request))
    if len(entries) <= PART:
        return _xml(render(entries))
    parts = -(-len(entries) // PART)
    locations = (request.build_absolute_uri(f"/sitemap-{number}.xml") for number in range(1, parts + 1))
    body = "".join(f"<sitemap><loc>{escape(location)}</loc></sitemap>\n" for location in locations)
    return _xml(f"{DECLARATION}{INDEX}{body}</sitemapindex>\n")


@require_safe
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """Send one file of a sitemap in several; raises ``Http404`` beyond the last."""
    entries = list(public_entries(request))[(part - 1) * PART : part * PART] if 0 < part < 10_000 else []
    if not entries:
        raise Http404
    return _xml(render(entries))


def public_entries(request: HttpRequest) -> Iterator[Entry]:
    """Yield every live, public page that is no alias, in one query whatever their number; then what has no page."""
    site = Site.find_for_request(request)
    homes = {
        root.language_code: root.root_path for root in Site.get_site_root_paths() if site and root.site_id == site.pk
    }
    origin = request.build_absolute_uri("/").rstrip("/")
    rows = (
        Page.objects.filter(open_to_all())
        .order_by("path")
        .values_list("url_path", "locale__language_code", "translation_key", "last_published_at")
    )
    pages: list[tuple[str, str, str, datetime | None]] = []
    groups: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for url_path, language, key, changed_at in rows:
        root = homes.get(language)
        if root is None or not url_path.startswith(root):
            continue
        url = f"{origin}/{language}/{url_path[len(root) :]}"
        groups[key][language] = url
        pages.append((key, language, url, changed_at))
    for key, _language, url, changed_at in pages:
        yield Entry(url, changed_at, groups[key])
    for paths in landings():
        urls = {language: f"{origin}{path}" for language, path in paths.items()}
        yield from (Entry(url, None, urls) for url in urls.values())


def render(entries: list[Entry]) -> str:
    """Return the XML of one file."""
    return f"{DECLARATION}{URLSET}{''.join(map(_element, entries))}</urlset>\n"


def _element(entry: Entry) -> str:
    changed = f"<lastmod>{entry.changed_at.isoformat(timespec='seconds')}</lastmod>" if entry.changed_at else ""
    return f"<url><loc>{escape(entry.url)}</loc>{changed}{_alternates(entry.alternates)}</url>\n"


def _alternates(alternates: dict[str, str]) -> str:
    """Return the links to all languages of a page, itself included; none where it has one language only."""
    if len(alternates) < 2:
        return ""
    links = sorted(alternates.items())
    if X_DEFAULT in alternates:
        links.append(("x-default", alternates[X_DEFAULT]))
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(url)}"/>' for language, url in links
    )


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml; charset=utf-8", headers={"Cache-Control": "max-age=600"})
