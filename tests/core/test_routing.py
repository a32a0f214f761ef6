"""From an address to a page."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def test_an_address_of_a_thousand_parts_asks_the_database_no_long_question(site: Any, client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(f"/ru/{'a/' * 1500}").status_code == 404
    assert max(len(query["sql"]) for query in asked.captured_queries) < 20_000
