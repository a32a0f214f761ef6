"""Pages and feeds go out compressed where the site answers by itself, with no proxy before it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

#: What is text and long; photographs, archives and fonts are compressed already.
COMPRESSIBLE = (
    "text/html",
    "text/plain",
    "text/calendar",
    "application/xml",
    "application/json",
    "application/rss+xml",
    "application/atom+xml",
)


class PageCompressionMiddleware(GZipMiddleware):
    """Gzip for whole answers of text (RFC 9110 §8.4.1.3), of random length against guessing (BREACH).

    Answers that are streamed, files among them, pass as they are: their length stands in their heading. A
    proxy that keeps pages asks for them uncompressed and compresses for itself.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed where it is text and the browser takes gzip."""
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in COMPRESSIBLE:
            return response
        return super().process_response(request, response)
