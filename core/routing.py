"""From an address to a page in two queries, whatever the depth."""

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_routed_page

from core.bilingual import current_language

#: Pages cannot lie deeper than Wagtail's tree: its paths have 255 letters, four a level. A longer address is nobody's.
DEEPEST = 63


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at ``path`` below the home page of the active language.

    Wagtail looks a page up level by level; this finds it at once and hands the result to Wagtail's own
    view, so that privacy, hooks and preview work as ever. Raises ``Http404``.
    """
    components = [component for component in path.split("/") if component]
    request._wagtail_route_for_request = find_route(request, components)  # the name Wagtail caches it under
    return serve_routed_page(request, path)


def find_route(request: HttpRequest, components: list[str]) -> RouteResult | None:
    """Return the live page that ``components`` lead to, or None.

    The deepest page whose path begins the address is asked to route what remains of it, so that pages
    with addresses of their own (feeds, calendars) answer them.
    """
    root_path = home_url_path(Site.find_for_request(request), current_language())
    if root_path is None or len(components) > DEEPEST:
        return None
    paths = [root_path]
    for component in components:
        paths.append(f"{paths[-1]}{component}/")
    trail = list(Page.objects.filter(url_path__in=paths).select_related("locale").order_by("depth"))
    if not trail or trail[0].url_path != root_path:
        return None
    found = trail[-1]
    page_type = found.specific_class
    if page_type is None or found.alias_of_id or found.locale.language_code != current_language():
        return None  # a copy of another page, or one that strayed into the other language's tree
    page = for_serving(page_type).select_related("social_image").get(pk=found.pk)
    page.trail = trail[:-1]
    try:
        return page.route(request, components[len(trail) - 1 :])
    except Http404:
        return None


def home_url_path(site: Site | None, language: str) -> str | None:
    """Return the ``url_path`` of the site's home page in ``language`` from Wagtail's cache of root paths."""
    for root in Site.get_site_root_paths():
        if site is not None and root.site_id == site.pk and root.language_code == language:
            return root.root_path
    return None


def for_serving(page_type: type[Page]) -> models.QuerySet:
    """Return the pages of a type with what their templates print; of Wagtail's own type, just the pages."""
    return getattr(page_type, "for_serving", page_type.objects.all)()
