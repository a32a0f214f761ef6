"""Checks before publishing: what blocks is refused on every way, what does not is said."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core import publication
from core.publication import Problem, as_message, blockers, problems_of, register_check, warnings
from core.publishing import publish_due
from home.models import HomePage
from pages.models import StandardPage


@pytest.fixture(autouse=True)
def check(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A check that minds the word “uncredited” and warns of “nearly”."""
    monkeypatch.setattr(publication, "_checks", [])

    @register_check
    def words(page: Page, at: datetime) -> Iterable[Problem]:
        if "nearly" in page.title:
            yield Problem("Nearly over.", is_blocking=False)
        if "uncredited" in page.title:
            yield Problem("Name the photographer of <b>.", url="/admin/images/1/")

    return iter(())


def draft(home: HomePage, title: str, **fields: object) -> StandardPage:
    page = home.add_child(
        instance=StandardPage(title=title, slug=title.split()[0], locale=home.locale, live=False, **fields)
    )
    page.save_revision()
    return page


def posted(page: StandardPage, **fields: str) -> dict[str, str]:
    data = {"title": page.title, "slug": page.slug, "lead": "", "body": streamfield([]), "comments": {}}
    form = nested_form_data({**data, "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}})
    return {key.replace("comments-", "comments-"): str(value) for key, value in form.items()} | fields


def said(response: object) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_what_blocks_comes_first_and_warnings_apart(ru_home: HomePage) -> None:
    page = draft(ru_home, "nearly uncredited")
    assert [problem.is_blocking for problem in problems_of(page)] == [True, False]
    assert [problem.message for problem in blockers(page)] == ["Name the photographer of <b>."]
    assert [problem.message for problem in warnings(page)] == ["Nearly over."]


def test_many_of_one_kind_are_told_in_one_line_each_with_its_link() -> None:
    names = ("<bridge>", "river")
    same = [Problem(f"{name} is bare.", f"/{number}/", kind="Bare:", name=name) for number, name in enumerate(names)]
    text = as_message("To do:", [same[0], Problem("Another thing."), same[1]])
    assert text.count("<li>") == 2
    assert 'Bare (2): <a href="/0/">&lt;bridge&gt;</a>; <a href="/1/">river</a>' in text
    assert "&lt;bridge&gt; is bare." in as_message("To do:", same[:1])


def test_a_check_is_asked_about_the_moment_the_page_goes_public(ru_home: HomePage) -> None:
    moments: list[datetime] = []

    @register_check
    def note(page: Page, at: datetime) -> Iterable[Problem]:
        moments.append(at)
        return []

    tomorrow = timezone.now() + timedelta(days=1)
    problems_of(draft(ru_home, "later", go_live_at=tomorrow))
    assert moments == [tomorrow]


def test_publishing_in_the_editor_keeps_the_draft_and_says_what_to_mend(
    ru_home: HomePage, admin_client: Client
) -> None:
    page = draft(ru_home, "first")
    fields = posted(page, **{"title": "uncredited", "action-publish": "yes"})
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)
    assert response.status_code == 302, response.context["form"].errors
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().title == "uncredited"
    assert "&lt;b&gt;" in said(response)
    assert 'href="/admin/images/1/"' in said(response)


def test_saving_a_draft_tells_what_stands_in_the_way(ru_home: HomePage, admin_client: Client) -> None:
    page = draft(ru_home, "first")
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, title="uncredited"))
    assert "Name the photographer" in said(response)


def test_what_only_warns_is_published_and_said(ru_home: HomePage, admin_client: Client) -> None:
    page = draft(ru_home, "first")
    response = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, **{"title": "nearly", "action-publish": "yes"})
    )
    page.refresh_from_db()
    assert page.live
    assert "Nearly over." in said(response)


def test_what_waits_for_its_time_is_not_said_to_be_published(ru_home: HomePage, admin_client: Client) -> None:
    page = draft(ru_home, "first")
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    fields = {"title": "nearly", "go_live_at": tomorrow, "action-publish": "yes"}
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, **fields))
    page.refresh_from_db()
    assert not page.live
    assert "Запланировано, но" in said(response) or "Scheduled, but" in said(response)


def test_bulk_publication_publishes_none_while_one_is_not_in_order(ru_home: HomePage, admin_client: Client) -> None:
    pages = [draft(ru_home, "sound"), draft(ru_home, "uncredited")]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    keys = "&".join(f"id={page.pk}" for page in pages)
    response = admin_client.post(f"{address}?{keys}", {"include_descendants": ""})
    assert response.status_code == 302
    assert not Page.objects.filter(pk__in=[page.pk for page in pages], live=True).exists()
    assert "Name the photographer" in said(response)


def test_approving_in_a_workflow_is_refused_in_words(ru_home: HomePage, admin_client: Client, press: object) -> None:
    page = draft(ru_home, "uncredited")
    state = page.get_workflow().start(page, press).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = admin_client.post(address, {"comment": ""})
    assert response.status_code == 302
    state.refresh_from_db()
    page.refresh_from_db()
    assert (page.live, state.status) == (False, "in_progress")
    assert "Name the photographer" in said(response)


def test_scheduled_publication_leaves_it_a_draft(ru_home: HomePage, caplog: pytest.LogCaptureFixture) -> None:
    page = draft(ru_home, "uncredited")
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    assert publish_due().failed == 1
    page.refresh_from_db()
    assert not page.live


def test_code_that_publishes_is_refused_too(ru_home: HomePage) -> None:
    page = draft(ru_home, "uncredited")
    with pytest.raises(ValidationError, match="photographer"):
        page.get_latest_revision().publish()
