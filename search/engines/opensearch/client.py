"""JSON over HTTP to one OpenSearch address, with connections that are kept and times that are short."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

import urllib3

from search.engines.base import EngineError

#: Seconds a visitor waits at most, and a rebuild.
QUICK, PATIENT = 2.0, 60.0
_CONNECTIONS = 16


class Client:
    """Sends requests to the OpenSearch that ``url`` names: ``https://user:password@host:9200/alias``."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        self.address = f"{parts.scheme}://{parts.hostname}{port}"
        self.alias = parts.path.strip("/") or "centre"
        self.headers = {"Accept": "application/json"}
        if parts.username:
            name_and_password = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self.headers |= urllib3.make_headers(basic_auth=name_and_password)
        self.pool = urllib3.PoolManager(maxsize=_CONNECTIONS, retries=False)

    def send(self, method: str, path: str, body: dict[str, Any] | None = None, seconds: float | None = None) -> Any:
        """Send one request and return the answer; raise ``EngineError`` for all that is not an answer."""
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        return self._send(method, path, data, "application/json", seconds)

    def send_lines(self, path: str, lines: Sequence[dict[str, Any]], seconds: float | None = None) -> Any:
        """Post ``lines``, one JSON object each, and return the answer."""
        data = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()
        return self._send("POST", path, data, "application/x-ndjson", seconds)

    def _send(self, method: str, path: str, data: bytes | None, content_type: str, seconds: float | None) -> Any:
        try:
            response = self.pool.request(
                method,
                f"{self.address}{path}",
                body=data,
                headers={**self.headers, "Content-Type": content_type},
                timeout=seconds or QUICK,
                redirect=False,
            )
            text = response.data
        except urllib3.exceptions.HTTPError as error:
            raise EngineError(f"{method} {path}: {type(error).__name__}") from error
        if response.status >= 300:
            raise EngineError(f"{method} {path}: {response.status} {text[:300].decode(errors='replace')}")
        try:
            return json.loads(text)
        except ValueError as error:
            raise EngineError(f"{method} {path}: the answer is no JSON") from error
