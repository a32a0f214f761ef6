"""An S3 service on loopback, as small as the tests need it: buckets, of which some are public to read by policy."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import sleep
from urllib.parse import parse_qs, unquote, urlsplit


class S3Server(ThreadingHTTPServer):
    """Keeps objects in memory; a request without a signature reads objects of public buckets alone."""

    daemon_threads = True

    def __init__(self, public_buckets: set[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.public_buckets = public_buckets
        self.objects: dict[str, bytes] = {}
        #: Seconds each answer takes, as from a service far away; how many were on their way at once; what is refused.
        self.delay = 0.0
        self.most_at_once = 0
        self.refused: set[str] = set()
        self._on_their_way = 0
        self._counting = Lock()

    @contextmanager
    def on_its_way(self) -> Iterator[None]:
        """Count an answer among those being given while the block lasts."""
        with self._counting:
            self._on_their_way += 1
            self.most_at_once = max(self.most_at_once, self._on_their_way)
        try:
            yield
        finally:
            with self._counting:
                self._on_their_way -= 1

    def keys(self, bucket: str) -> list[str]:
        """Return the names of the objects in ``bucket``."""
        return [name.removeprefix(f"{bucket}/") for name in self.objects if name.startswith(f"{bucket}/")]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: S3Server

    @property
    def name(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/")

    @property
    def is_let_in(self) -> bool:
        is_signed = "Authorization" in self.headers or "X-Amz-Signature" in parse_qs(urlsplit(self.path).query)
        is_reading = self.command in {"GET", "HEAD"}
        if self.name in self.server.refused and not is_reading:
            return False
        return is_signed or (is_reading and self.name.split("/")[0] in self.server.public_buckets)

    def answer(self, status: int, body: bytes = b"") -> None:
        with self.server.on_its_way():
            sleep(self.server.delay)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"0"')
        self.send_header("Last-Modified", "Wed, 25 Nov 2026 10:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self) -> None:
        found = self.server.objects.get(self.name)
        if not self.is_let_in:
            self.answer(403)
        elif found is None:
            self.answer(404)
        else:
            self.answer(200, found)

    do_HEAD = do_GET  # noqa: N815 (the name is not ours)

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self.is_let_in:
            self.answer(403)
            return
        if origin := self.headers.get("x-amz-copy-source"):
            self.copy(unquote(origin).lstrip("/"))
            return
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            body = b"".join(_chunks(body))
        self.server.objects[self.name] = body
        self.answer(200)

    def copy(self, origin: str) -> None:
        """Copy an object of the service within it."""
        if origin not in self.server.objects:
            self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            return
        self.server.objects[self.name] = self.server.objects[origin]
        self.answer(200, b'<CopyObjectResult><ETag>"0"</ETag></CopyObjectResult>')

    def do_DELETE(self) -> None:
        if not self.is_let_in:
            self.answer(403)
            return
        self.server.objects.pop(self.name, None)
        self.answer(204)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def _chunks(body: bytes) -> Iterator[bytes]:
    """Take the chunks out of an upload in pieces: length in hexadecimal, a line end, that many bytes."""
    while body:
        head, _line, body = body.partition(b"\r\n")
        size = int(head.split(b";")[0], 16)
        if size == 0:
            return
        yield body[:size]
        body = body[size + 2 :]


@contextmanager
def running_s3(*public_buckets: str) -> Iterator[S3Server]:
    """Run the service while the block lasts."""
    server = S3Server(set(public_buckets))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
