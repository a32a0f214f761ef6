"""Keeps OpenSearch in step with the entries: by itself minute by minute, anew by command."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from search.batches import batches
from search.engines.base import EngineError
from search.engines.opensearch import documents
from search.engines.opensearch.client import PATIENT, Client
from search.engines.opensearch.mappings import template
from search.models import Entry

BATCH = 100
_SWEPT = 5_000
#: A batch of entries is written down some moments after it was made: what is older by this much is sent once more.
OVERLAP = timedelta(minutes=2)
_CONFLICT = 409


class Keeper:
    """Writes to the index behind the alias, and puts another in its place."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.alias = client.alias

    def catch_up(self) -> int:
        """Send what was indexed since the newest entry that is there, in that order; return how many were sent.

        What fails is sent the next time, because nothing newer gets there before it.
        """
        request = {"size": 0, "aggs": {"newest": {"max": {"field": "indexed_at"}}}}
        answer = self.client.send("POST", f"/{self.alias}/_search", request)
        try:
            milliseconds = answer["aggregations"]["newest"]["value"]
        except (KeyError, TypeError) as error:
            raise EngineError(f"The answer is not what it should be: {str(answer)[:300]}") from error
        changed = Entry.objects.all()
        if milliseconds is not None:
            changed = changed.filter(indexed_at__gte=datetime.fromtimestamp(milliseconds / 1000, UTC) - OVERLAP)
        return self._put(self.alias, changed.order_by("indexed_at", "pk"))

    def rebuild(self) -> int:
        """Fill a new index with all entries, then let the alias lead there and delete the older ones."""
        started_at = timezone.now()
        name = f"{self.alias}-{started_at:%Y%m%d%H%M%S}"
        self.client.send("PUT", f"/_index_template/{self.alias}", template(self.alias), PATIENT)
        self.client.send("PUT", f"/{name}", {}, PATIENT)
        count = self._put(name, Entry.objects.order_by("pk"))
        self._lead_to(name)
        self._put(self.alias, Entry.objects.filter(indexed_at__gte=started_at - OVERLAP).order_by("pk"))
        return count

    def sweep(self) -> int:
        """Delete the documents whose entries are gone; return how many there were."""
        gone: list[int] = []
        last = -1
        while keys := self._keys_after(last):
            there = set(Entry.objects.filter(pk__in=keys).values_list("pk", flat=True))
            gone += [key for key in keys if key not in there]
            last = keys[-1]
        for start in range(0, len(gone), _SWEPT):
            self._bulk(self.alias, [{"delete": {"_id": str(key)}} for key in gone[start : start + _SWEPT]])
        return len(gone)

    def _keys_after(self, last: int) -> list[int]:
        request = {"size": _SWEPT, "_source": False, "sort": [{"key": "asc"}], "search_after": [last]}
        answer = self.client.send("POST", f"/{self.alias}/_search", request, PATIENT)
        return [int(hit["_id"]) for hit in answer["hits"]["hits"]]

    def _lead_to(self, name: str) -> None:
        indexes = self.client.send("GET", f"/{self.alias}-*/_alias", seconds=PATIENT)
        ours = re.compile(rf"{re.escape(self.alias)}-\d{{14}}")
        older = [other for other in indexes if ours.fullmatch(other) and other != name]
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self.alias}}]
        actions += [{"remove_index": {"index": other}} for other in older]
        self.client.send("POST", f"/{name}/_refresh", seconds=PATIENT)
        self.client.send("POST", "/_aliases", {"actions": actions}, PATIENT)

    def _put(self, index: str, entries: QuerySet[Entry]) -> int:
        count = 0
        for batch in batches(entries.only(*documents.FIELDS).iterator(BATCH), BATCH):
            self._bulk(index, documents.put(batch))
            count += len(batch)
        return count

    def _bulk(self, index: str, lines: Sequence[dict[str, Any]]) -> None:
        """Send ``lines``; what is older than what is there and what is gone already is no fault."""
        alias_only = "?require_alias=true" if index == self.alias else ""
        answer = self.client.send_lines(f"/{index}/_bulk{alias_only}", lines, PATIENT)
        for item in answer["items"] if answer.get("errors") else ():
            [result] = item.values()
            if result.get("error") and result["status"] != _CONFLICT:
                raise EngineError(f"An entry was refused: {str(result)[:300]}")
