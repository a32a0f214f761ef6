"""Where the feeds of a list are had; what stands in them is made with ``core.feeds``."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class SyndicatedMixin(RoutablePageMixin):
    """A list that can be read in a feed reader: ``rss/`` and ``atom/`` below its own address."""

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The list as RSS, narrowed by the filters of the address."""
        return self.feed_response(request, is_atom=False)

    @path("atom/", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        """The same as Atom."""
        return self.feed_response(request, is_atom=True)

    def feed_response(self, request: HttpRequest, *, is_atom: bool) -> HttpResponse:
        """Answer with the feed; page types say what is in it."""
        raise NotImplementedError
