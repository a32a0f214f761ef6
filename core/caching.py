"""Which answers a shared cache may keep: pages that are the same for everybody who has not signed in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from core.middleware import language_from_path

#: Seconds a proxy hands a page out before it asks again; what an embargo holds back is seen within a minute.
FRESH = 30
#: Seconds a proxy may hand out the old page while it fetches the new one, and while the site is away.
WHILE_REVALIDATING, WHILE_AWAY = 30, 24 * 60 * 60
POLICY = (
    f"public, max-age=0, s-maxage={FRESH}, stale-while-revalidate={WHILE_REVALIDATING}, stale-if-error={WHILE_AWAY}"
)


class SharedCacheMiddleware:
    """Tells proxies which pages they may keep, and everybody which they may not (RFC 9111 §5.2).

    A page may be kept where nobody is signed in, no cookie is set and the view has not said otherwise. It
    still varies with the preferences kept in cookies (region, view), so ``Vary`` names them; the browser's
    own copy is always asked about again, since a preference may have changed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if language_from_path(request.path_info) is None or response.has_header("Cache-Control"):
            return response
        if is_same_for_everybody(request, response):
            response["Cache-Control"] = POLICY
            patch_vary_headers(response, ("Cookie",))
        else:
            response["Cache-Control"] = "private, no-cache"
        return response


def keep_file(request: HttpRequest, response: HttpResponseBase, seconds: int) -> None:
    """Let a client keep a file for ``seconds``, and a proxy too unless it may be only for whoever is signed in."""
    scope = "public" if is_same_for_everybody(request, response) else "private"
    response["Cache-Control"] = f"{scope}, max-age={seconds}"


def is_same_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this answer holds nothing of the person who asked, beyond the preferences in their cookies."""
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and not response.cookies
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )
