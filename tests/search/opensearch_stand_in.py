"""An OpenSearch on this machine for the tests: keeps indexes in memory, answers in the shapes of the real one."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from tests.search.opensearch_query import Index

Answer = tuple[int, Any]


@dataclass
class OpenSearch:
    """What the stand-in holds, what it was asked, and what it says instead where a test wants it to fail."""

    url: str = ""
    indexes: dict[str, Index] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    template: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str, Any, dict[str, str]]] = field(default_factory=list)
    instead: Callable[[], Answer] | None = None

    @property
    def paths(self) -> list[str]:
        return [f"{method} {path}" for method, path, _body, _headers in self.asked]

    def answer(self, method: str, path: str, body: Any) -> Answer:
        """Return status and body of the answer to one request."""
        if self.instead:
            return self.instead()
        parts = path.strip("/").split("/")
        if parts[0] == "_index_template":
            self.template = body
            return 200, {"acknowledged": True}
        if parts[0] == "_aliases":
            return self._actions(body["actions"])
        if method == "PUT":
            assert any(fnmatch(parts[0], pattern) for pattern in self.template["index_patterns"])
            self.indexes[parts[0]] = Index(self.template)
            return 200, {"acknowledged": True, "index": parts[0]}
        if method == "GET":
            return 200, {name: {"aliases": {}} for name in self.indexes if fnmatch(name, parts[0])}
        index = self.indexes.get(self.aliases.get(parts[0], parts[0]))
        if index is None:
            return 404, {"error": {"type": "index_not_found_exception"}, "status": 404}
        return 200, getattr(self, parts[1])(index, body)

    def _actions(self, actions: list[dict[str, Any]]) -> Answer:
        for action in actions:
            [(name, what)] = action.items()
            if name == "add":
                self.aliases[what["alias"]] = what["index"]
            else:
                del self.indexes[what["index"]]
        return 200, {"acknowledged": True}

    def _refresh(self, index: Index, body: Any) -> dict[str, Any]:
        return {"_shards": {"total": 1, "successful": 1, "failed": 0}}

    def _bulk(self, index: Index, lines: list[dict[str, Any]]) -> dict[str, Any]:
        items = []
        rest = iter(lines)
        for line in rest:
            [(action, what)] = line.items()
            if action == "delete":
                index.documents.pop(what["_id"], None)
                items.append({"delete": {"_id": what["_id"], "status": 200}})
            elif index.put(what["_id"], what["version"], next(rest)):
                items.append({"index": {"_id": what["_id"], "status": 201}})
            else:
                error = {"type": "version_conflict_engine_exception"}
                items.append({"index": {"_id": what["_id"], "status": 409, "error": error}})
        return {"took": 1, "errors": any("error" in next(iter(item.values())) for item in items), "items": items}

    def _msearch(self, index: Index, lines: list[dict[str, Any]]) -> dict[str, Any]:
        return {"took": 1, "responses": [self._search(index, request) for request in lines[1::2]]}

    def _search(self, index: Index, request: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = {"took": 1, "timed_out": False, "_shards": {"total": 1, "successful": 1, "failed": 0}}
        if "aggs" in request:
            moments = [
                datetime.fromisoformat(document["indexed_at"]) for _, document, _ in index.documents.values()
            ]  # fmt: skip
            newest = max(moments).timestamp() * 1000 if moments else None
            return {**answer, "aggregations": {"newest": {"value": newest}}}
        hits = [{"_index": "centre", "_id": key, "_score": score} for key, score in index.search(request)]
        return {**answer, "hits": {"max_score": None, "hits": hits}}


@contextmanager
def opensearch() -> Iterator[OpenSearch]:
    """Run a stand-in on a free port of this machine."""
    held = OpenSearch()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            if self.headers.get("Content-Type") == "application/x-ndjson":
                body = [json.loads(line) for line in text.splitlines()]
            else:
                body = json.loads(text) if text else None
            path = urlsplit(self.path).path
            held.asked.append((self.command, self.path, body, dict(self.headers)))
            status, answer = held.answer(self.command, path, body)
            data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            with suppress(BrokenPipeError):  # whoever asked has waited long enough
                self.wfile.write(data)

        do_GET = do_POST = do_PUT = answer  # noqa: N815

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    held.url = f"http://127.0.0.1:{server.server_port}/centre"
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
