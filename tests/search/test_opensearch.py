"""OpenSearch as the engine: the same answers as PostgreSQL's, kept in step, and nobody notices when it is away.

There is no OpenSearch to start here. A stand-in on this machine holds the documents, reads our template and answers
our queries as the reference says it should; what we send is held against recordings.
"""

import json
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from search.engines import engine
from search.engines.base import Narrowing
from search.engines.opensearch import queries
from search.engines.opensearch.documents import parts_of
from search.engines.opensearch.mappings import template
from search.engines.postgresql import PostgreSQLEngine
from search.indexing import index
from search.models import Entry
from search.questions import Question
from search.tasks import catch_up, sweep
from tests.articles.factories import make_article, make_person, make_topic, paragraph
from tests.conftest import Trees
from tests.events.factories import event, occurrence
from tests.search.opensearch_stand_in import OpenSearch, opensearch
from tests.search.test_question_table import TABLE, ours, things  # noqa: F401 (a fixture)
from tests.search.test_search_page import find, indexed, titles

RECORDED = Path(__file__).parent / "recorded"


@pytest.fixture
def stand_in(settings: Settings) -> Iterator[OpenSearch]:
    """An OpenSearch that the settings name."""
    with opensearch() as held:
        settings.SEARCH_URL = held.url
        yield held


@pytest.fixture
def filled(stand_in: OpenSearch, db: None) -> OpenSearch:
    """… with an index behind its alias."""
    engine().rebuild()
    return stand_in


def recorded(name: str, sent: Any) -> Any:
    """Return the recording ``name``; written anew with ``WRITE_RECORDINGS=1``."""
    path = RECORDED / f"{name}.json"
    if os.environ.get("WRITE_RECORDINGS"):
        path.write_text(json.dumps(sent, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_template_is_the_recorded_one() -> None:
    assert template("centre") == recorded("template", template("centre"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "text", "narrowing"),
    [
        ("word", "музеев", Narrowing()),
        ("phrase", '"кот в сапогах" зал', Narrowing(kind="news", topics=(3,))),
        ("narrowed", "boats", Narrowing(years=(2025, 2026), is_coming=True, label="people.person:7")),
    ],
)
def test_questions_are_sent_as_recorded(name: str, text: str, narrowing: Narrowing) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    sent = queries.newest(queries.found(Question.read(text).terms, "ru", narrowing, now), 501)
    assert sent == recorded(name, sent)


@pytest.mark.django_db
def test_a_question_still_being_typed_is_sent_as_recorded() -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    sent = queries.best(queries.titles(Question.read("старая кар").beginning, "ru", now), 100)
    assert sent == recorded("titles", sent)


def test_words_are_read_from_the_vector_with_their_places() -> None:
    vector = "'b':4C,7 'museum':1A,9 'x':1A '~key':1A"
    assert parts_of(vector) == {"title": "museum|x|~key", "names": "", "lead": "b", "body": "b _ museum"}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_question_of_the_table_finds_the_same_as_with_postgresql(
    language: str,
    stand_in: OpenSearch,
    things: dict,  # noqa: F811
) -> None:
    engine().rebuild()
    wrong = [
        f"{question} found {found}, not {expected}"
        for question, expected in TABLE["questions"][language].items()
        if sorted(found := ours(question, language, things[language])) != sorted(expected)
    ]
    assert not wrong, "\n".join(wrong)
    assert "POST /centre/_msearch" in stand_in.paths


def test_weights_freshness_facets_and_counts_are_those_of_postgresql(
    news: Trees, whats_on: Trees, filled: OpenSearch, client: Client
) -> None:
    now = timezone.now()
    topic, person = make_topic(), make_person()
    past, coming = event(whats_on, "Регата", "Regatta"), event(whats_on, "Регата", "Regatta")
    occurrence(past, day=timezone.localdate() - timedelta(days=4000))
    occurrence(coming, day=timezone.localdate() + timedelta(days=3))
    index([past, coming])
    indexed(make_article(news["ru"], "Прочее", body=[paragraph("регата")], published_at=now - timedelta(days=2)))
    indexed(make_article(news["ru"], "Регата вчера", topics=[topic], published_at=now - timedelta(days=1)))
    indexed(make_article(news["ru"], "Регата давно", people=[person], published_at=now - timedelta(days=4000)))
    catch_up()
    html = find(client, "регаты")
    in_order = titles(html)
    assert in_order[0] == "Регата"
    assert in_order.index("Регата вчера") < in_order.index("Регата давно") < in_order.index("Прочее")
    assert html.index(past.slug) > html.index(coming.slug)
    for more in ({}, {"topic": topic.slug}, {"time": "coming"}, {"section": "news"}, {"order": "date"}):
        found = set(titles(find(client, "регата", **more)))
        terms = Question.read("регата").terms
        assert found, more
        assert found <= {match.title for match in Entry.objects.all()}
        assert engine().counts_by_kind(terms, "ru") == PostgreSQLEngine().counts_by_kind(terms, "ru")
        assert engine().count(terms, "ru") == PostgreSQLEngine().count(terms, "ru") == 5
    assert titles(find(client, "регата", topic=topic.slug)) == ["Регата вчера"]
    assert titles(find(client, "регата", time="coming")) == ["Регата"]
    assert titles(find(client, "", person=str(person.pk))) == ["Регата давно"]


def test_suggestions_and_corrections_come_from_opensearch(news: Trees, filled: OpenSearch, client: Client) -> None:
    indexed(make_article(news["ru"], "Паром вернулся к берегу"))
    catch_up()
    filled.asked.clear()
    for typed in ("паро", "gfhj"):
        found = client.get("/ru/poisk/podskazki/", {"q": typed}).json()["suggestions"]
        assert [each["title"] for each in found] == ["Паром вернулся к берегу"], typed
    assert "Показаны результаты по\xa0запросу «вернулся»" in find(client, "вернлся")
    assert set(filled.paths) == {"POST /centre/_msearch"}


def test_what_may_not_be_shown_is_not_even_while_opensearch_still_holds_it(
    news: Trees, filled: OpenSearch, client: Client
) -> None:
    article = indexed(make_article(news["ru"], "Паром вернулся"))
    catch_up()
    assert titles(find(client, "паром")) == ["Паром вернулся"]
    type(article).objects.filter(pk=article.pk).update(live=False)
    assert titles(find(client, "паром")) == []
    assert engine().count(Question.read("паром").terms, "ru") == 0
    assert client.get("/ru/poisk/podskazki/", {"q": "паро"}).json() == {"suggestions": []}


def test_the_index_follows_what_is_published_and_what_goes(news: Trees, filled: OpenSearch, client: Client) -> None:
    article = make_article(news["ru"], "Паром вернулся", live=False)
    article.save_revision().publish()
    assert titles(find(client, "паром")) == ["Паром вернулся"]
    article.title = "Катер вернулся"
    article.save_revision().publish()
    assert titles(find(client, "катер")) == ["Катер вернулся"]
    assert titles(find(client, "паром", exact="1")) == []
    [held] = filled.indexes.values()
    article.delete()
    sweep()
    assert held.documents.keys() == {str(pk) for pk in Entry.objects.values_list("pk", flat=True)}


def test_a_rebuild_interrupts_nothing_and_leaves_one_index(news: Trees, filled: OpenSearch, client: Client) -> None:
    indexed(make_article(news["ru"], "Паром"))
    [before] = filled.indexes
    filled.indexes["centre-logs"] = filled.indexes[before]
    filled.aliases["centre"] = before.replace("20", "19", 1)
    filled.indexes[filled.aliases["centre"]] = filled.indexes.pop(before)
    filled.asked.clear()
    call_command("rebuild_search", verbosity=0)
    assert titles(find(client, "паромы")) == ["Паром"]
    assert filled.indexes.keys() == {"centre-logs", filled.aliases["centre"]}
    assert filled.paths.index("POST /_aliases") < filled.paths.index("POST /centre/_bulk?require_alias=true")


def test_what_is_older_than_what_is_there_changes_nothing(news: Trees, filled: OpenSearch) -> None:
    indexed(make_article(news["ru"], "Паром"))
    catch_up()
    Entry.objects.update(indexed_at=timezone.now() - timedelta(seconds=30))
    catch_up()
    [held] = filled.indexes.values()
    [newer] = [version for version, document, _texts in held.documents.values() if document["kind"] == "news"]
    assert newer > Entry.objects.get(kind="news").indexed_at.timestamp() * 1_000_000


def slow() -> tuple[int, Any]:
    time.sleep(0.3)
    return 200, {}


@pytest.mark.parametrize(
    "instead",
    [
        lambda: (500, {"error": "boom"}),
        lambda: (429, {"error": "too many"}),
        lambda: (401, {"error": "who are you"}),
        lambda: (302, {}),
        lambda: (200, b"<html>"),
        lambda: (200, {"responses": [{"error": {"type": "x"}, "status": 400}]}),
        lambda: (200, {"responses": [{"timed_out": True, "_shards": {"failed": 0}, "hits": {"hits": []}}]}),
        lambda: (200, {"took": 1}),
        lambda: (200, []),
        slow,
    ],
)
def test_when_opensearch_fails_postgresql_answers_and_it_is_left_alone_for_a_while(
    instead: Any, news: Trees, filled: OpenSearch, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.opensearch.client.QUICK", 0.1)
    indexed(make_article(news["ru"], "Паром"))
    filled.instead = instead
    filled.asked.clear()
    assert titles(find(client, "паромы")) == ["Паром"]
    assert client.get("/ru/poisk/podskazki/", {"q": "пар"}).json()["suggestions"]
    assert len(filled.asked) == 1
    monkeypatch.setattr(engine(), "_rests_until", 0.0)
    filled.instead = None
    catch_up()
    assert titles(find(client, "паромы")) == ["Паром"]
    assert len(filled.asked) > 1


def test_an_opensearch_that_is_not_there_stops_neither_visitors_nor_the_worker(
    news: Trees, settings: Settings, client: Client
) -> None:
    settings.SEARCH_URL = "http://127.0.0.1:9/centre"
    article = make_article(news["ru"], "Паром", live=False)
    article.save_revision().publish()
    assert titles(find(client, "паромы")) == ["Паром"]
    with pytest.raises(CommandError, match="OpenSearch"):
        call_command("rebuild_search", verbosity=0)


def test_name_and_password_are_sent_and_stand_in_no_message(
    settings: Settings, stand_in: OpenSearch, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SEARCH_URL = stand_in.url.replace("http://", "http://site:s%40crt@")
    stand_in.instead = lambda: (403, {"error": "no"})
    engine().count(Question.read("паром").terms, "ru")
    assert stand_in.asked[0][3]["authorization"] == "Basic c2l0ZTpzQGNydA=="
    assert "crt" not in caplog.text
    assert "403" in caplog.text


def test_a_search_costs_one_request_and_no_more_queries(
    news: Trees, filled: OpenSearch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    index([make_article(news["ru"], f"Вода {number}") for number in range(20)])
    catch_up()
    filled.asked.clear()
    with django_assert_max_num_queries(1):
        assert len(engine().find(Question.read("вода").terms, "ru", Narrowing()).items) == 20
    assert len(filled.asked) == 1
