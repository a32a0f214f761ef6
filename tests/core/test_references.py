"""What a body points to: how often the database is asked, and what a reader of each language gets."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage
from core.blocks.prose import expand
from core.references import in_reader_language, load_references
from tests.core.stories import (
    Tree,
    block,
    item,
    make_document,
    make_organisation,
    make_person,
    make_photo,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return Tree()


def loaded(page: ArticlePage) -> ArticlePage:
    """Return the page as a visitor's request reads it."""
    page = ArticlePage.objects.get(pk=page.pk)
    load_references(page)
    return page


def large_body(tree: Tree, count: int) -> str:
    """Return a body that points ``count`` times to each kind of thing."""
    blocks: list[dict[str, Any]] = []
    for number in range(count):
        photo, person = make_photo(number), make_person(number)
        linked, event, document = tree.article(), tree.event(), make_document(f"d{number}")
        blocks += [
            block("photo", {"photo": photo.pk, "caption": "", "alt": "", "decorative": False, "size": "text"}),
            block("gallery", {"title": "", "photos": [item({"photo": photo.pk, "caption": ""})]}),
            block("quote", {"text": "т", "person": person.pk, "name": "", "role": "", "is_pull": False}),
            block("people", {"title": "", "people": [item(person.pk)]}),
            block("partners", {"title": "", "organisations": [item(make_organisation(number).pk)]}),
            block("documents", {"title": "", "items": [item({"document": document.pk, "title": "д"})]}),
            block("call_to_action", {"text": "", "label": "л", "page": linked.pk, "url": ""}),
            block("event_card", event.pk),
            block("article_card", linked.pk),
            block(
                "paragraph",
                f'<p><a linktype="page" id="{event.pk}">и</a> <a linktype="document" id="{document.pk}">д</a></p>',
            ),
        ]
    return json.dumps(blocks)


def queries_of_a_body(tree: Tree, count: int) -> list[str]:
    """Return the queries that a visitor's request makes for a body of ``count`` blocks of each kind."""
    page = ArticlePage.objects.get(pk=tree.article(body=large_body(tree, count)).pk)
    with translation.override("ru"), CaptureQueriesContext(connection) as captured:
        load_references(page)
        rendered = str(page.body)
    assert rendered.count("Марина Кольцова") == 3 * count  # quoted, named, offered to follow
    assert rendered.count("evc river") == count
    return [query["sql"] for query in captured]


def test_queries_are_equal_for_one_block_of_each_kind_and_for_twenty(tree: Tree) -> None:
    queries_of_a_body(tree, 1)  # fills what is kept between requests
    assert len(queries_of_a_body(tree, 1)) == len(queries_of_a_body(tree, 20))


@pytest.mark.parametrize("table", ["images_photo", "people_person", "people_organisation", "wagtaildocs_document"])
def test_a_body_asks_once_for_each_model(tree: Tree, table: str) -> None:
    queries = queries_of_a_body(tree, 5)
    assert len([sql for sql in queries if f'FROM "{table}"' in sql]) == 1


def test_card_is_the_live_translation_in_the_reader_s_language(tree: Tree) -> None:
    linked = tree.article("Куда ведёт ссылка")
    linked_en = tree.translated(linked, tree.news_en, "Where the link leads", "where")
    page = loaded(tree.article(body=json.dumps([block("article_card", linked.pk)])))
    with translation.override("en"):
        card = in_reader_language(page.body[0].value)
        assert card == linked_en
        assert card.original.pk == linked.pk
    with translation.override("ru"):
        assert in_reader_language(page.body[0].value) == linked


@pytest.mark.parametrize("trouble", ["missing", "draft", "alias", "private", "deleted"])
def test_card_without_a_live_translation_shows_nothing(tree: Tree, trouble: str) -> None:
    linked = tree.article("Куда ведёт ссылка")
    if trouble == "draft":
        tree.translated(linked, tree.news_en, "Where the link leads", "where")
        ArticlePage.objects.filter(slug="where").update(live=False)
    elif trouble == "alias":
        tree.translated(linked, tree.news_en, "Куда ведёт ссылка", "where", alias_of=linked)
    elif trouble == "private":
        page_en = tree.translated(linked, tree.news_en, "Куда ведёт ссылка", "where")
        PageViewRestriction.objects.create(page=page_en, restriction_type=PageViewRestriction.LOGIN)
    body = json.dumps([block("article_card", linked.pk), block("event_card", 999_999)])
    page = tree.article(body=body)
    if trouble == "deleted":
        linked.delete()
    page = loaded(page)
    with translation.override("en"):
        rendered = str(page.body)
    assert "Куда" not in rendered
    assert "<a" not in rendered


def test_the_translation_s_facts_are_read_from_the_first_page(tree: Tree) -> None:
    event = tree.event()
    event_en = tree.translated(event, tree.events_en, "Waterfront Towns", "towns", age_mark="0+")
    page = loaded(tree.article(body=json.dumps([block("event_card", event.pk)])))
    with translation.override("en"):
        card = in_reader_language(page.body[0].value)
    assert card.pk == event_en.pk
    assert card.original.age_mark == "12+"


def test_link_in_the_text_leads_to_the_reader_s_language(tree: Tree) -> None:
    linked = tree.article("Куда ведёт ссылка", slug="kuda")
    source = f'<p><a linktype="page" id="{linked.pk}">дальше</a></p>'
    with translation.override("en"):
        assert expand(source) == '<p><a href="/ru/novosti/kuda/" hreflang="ru"><span lang="ru">дальше</span></a></p>'
        tree.translated(linked, tree.news_en, "Where the link leads", "where")
        assert expand(source) == '<p><a href="/en/news/where/"><span lang="ru">дальше</span></a></p>'


def test_link_to_what_is_gone_becomes_plain_text(tree: Tree) -> None:
    linked = tree.article()
    source = f'<p><a linktype="page" id="{linked.pk}">дальше</a> <a linktype="document" id="9999">файл</a></p>'
    Page.objects.filter(pk=linked.pk).update(live=False)
    with translation.override("en"):
        assert expand(source) == '<p><span lang="ru">дальше файл</span></p>'


def test_body_of_a_draft_is_loaded_from_what_the_form_sent(tree: Tree) -> None:
    photo = make_photo()
    page = tree.article()
    page.body = [("photo", {"photo": photo, "caption": "", "alt": "", "decorative": False, "size": "text"})]
    load_references(page)
    assert page.body[0].value["photo"] == photo


@pytest.mark.parametrize("junk", [{"type": "unknown", "value": 1}, {"type": "event_card", "value": None}])
def test_unknown_and_empty_blocks_are_passed_over(tree: Tree, junk: dict[str, Any]) -> None:
    page = loaded(tree.article(body=json.dumps([{**junk, "id": "x"}, block("paragraph", "<p>а</p>")])))
    assert "<p>а</p>" in str(page.body)
