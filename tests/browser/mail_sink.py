"""A mail server of the tests' own: takes every letter on the loopback and keeps it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

LINE_END = b"\r\n"


class _Talk(socketserver.StreamRequestHandler):
    """One client's talk, as far as Django's own client leads it (RFC 5321)."""

    server: "MailSink"

    def handle(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline():
            command = line[:4].upper()
            if command == b"DATA":
                self._say("354 go on")
                self._take()
            elif command == b"QUIT":
                self._say("221 bye")
                return
            self._say("250 sink")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b"." + LINE_END, b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.server.letters.append(letter)

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + LINE_END)


class MailSink(socketserver.ThreadingTCPServer):
    """Where the letters arrive, in their order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[EmailMessage] = []

    @property
    def port(self) -> int:
        return self.server_address[1]

    def text_of_last(self) -> str:
        """Return the plain text of the newest letter."""
        body = self.letters[-1].get_body(("plain",))
        return body.get_content().replace("\r\n", "\n") if body else ""


@contextmanager
def mail_sink() -> Iterator[MailSink]:
    """A sink that listens until the end of the block."""
    with MailSink() as sink:
        thread = threading.Thread(target=sink.serve_forever, daemon=True)
        thread.start()
        yield sink
        sink.shutdown()
