"""What the admin's first page offers each of those who work here."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from accounts.models import User
from accounts.roles import WORKFLOW
from events.models import EventPage
from pages.models import Message
from press.models import AccreditationRequest
from publishing.models import Release
from tests.articles.factories import make_article
from tests.conftest import Trees
from tests.events.factories import event, occurrence
from tests.images.factories import make_photo

pytestmark = pytest.mark.django_db


def first_page(client: Client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def event_on(section: Trees, title: str, days: int) -> EventPage:
    """Return an event without a photograph, late in the evening of the day so many days from today."""
    page = event(section, ru=title)
    occurrence(page, timezone.localdate() + timedelta(days=days), "23:59", "")
    return page


@pytest.mark.parametrize(("language", "section", "words"), [("en", "en", "New article"), ("ru", "ru", "Новая статья")])
def test_the_press_office_begins_in_the_section_of_its_own_language(
    news: Trees, whats_on: Trees, press: User, press_client: Client, language: str, section: str, words: str
) -> None:
    press.wagtail_userprofile.preferred_language = language
    press.wagtail_userprofile.save()
    html = first_page(press_client)
    assert words in html
    assert reverse("wagtailadmin_pages:add", args=["articles", "articlepage", news[section].pk]) in html
    assert reverse("wagtailadmin_pages:add", args=["events", "eventpage", whats_on[section].pk]) in html
    assert reverse("article_word_import", args=[news[section].pk]) in html
    assert reverse("wagtailimages:add_multiple") in html


def test_translators_are_offered_nothing_they_may_not_do(
    news: Trees, whats_on: Trees, translator_client: Client
) -> None:
    make_photo(credit=None)
    html = first_page(translator_client)
    for name in ("wagtailimages:add_multiple", "releases:add", "uncredited_photos", "event_dates:missing"):
        assert reverse(name) not in html
    assert "articlepage" not in html


def test_today_is_shown_whole_and_the_week_by_what_changes_on_the_site(whats_on: Trees, press_client: Client) -> None:
    today, later = event_on(whats_on, "Сегодняшний", 0), event_on(whats_on, "Завтрашний", 3)
    Release.objects.create(title="Открытие причала", goes_live_at=timezone.now() + timedelta(days=3))
    Release.objects.create(title="Через месяц", goes_live_at=timezone.now() + timedelta(days=30))
    html = first_page(press_client)
    ahead = html[html.index("Today and this week") : html.index("Waits for a hand")]
    assert today.title in ahead
    assert later.title not in ahead
    assert "Открытие причала" in ahead
    assert "Через месяц" not in ahead


def test_what_an_editor_is_asked_to_check_stands_above_the_week(
    news: Trees, whats_on: Trees, press: User, editor_client: Client
) -> None:
    article = make_article(news["ru"], "Вечер у воды", live=False)
    article.save_revision()
    Workflow.objects.get(name=WORKFLOW).start(article, press)
    event_on(whats_on, "Сегодняшний", 0)
    html = first_page(editor_client)
    assert html.index("Awaiting your review") < html.index("Today and this week")


def test_what_waits_is_counted_with_the_way_there(whats_on: Trees, press_client: Client) -> None:
    for number in range(2):
        make_photo(f"No credit {number}", credit=None)
    make_photo("Ending", usage_until=timezone.localdate())
    event_on(whats_on, "Без фотографии", 1)
    AccreditationRequest.objects.create(name="Инна Серова", outlet="Река", email="inna@example.org", language="ru")
    html = first_page(press_client)
    assert "2 photographs have no credit" in html
    assert "The rights to 1 photograph end soon" in html
    assert "1 event lacks" in html
    assert "1 journalist asked" in html
    for name in ("uncredited_photos", "ending_rights", "event_dates:missing", "accreditation:index"):
        assert press_client.get(reverse(name)).status_code == 200
        assert reverse(name) in html


def test_letters_of_visitors_are_for_those_who_may_read_them(
    site: object, editor_client: Client, press_client: Client
) -> None:
    Message.objects.create(name="Олег", email="oleg@example.org", text="Когда откроют лифт?", language="ru")
    assert "1 message from visitors" in first_page(editor_client)
    assert "message from visitors" not in first_page(press_client)


def test_nothing_waits_where_all_is_well(site: object, editor_client: Client) -> None:
    html = first_page(editor_client)
    assert "Waits for a hand" not in html
    assert "Today and this week" not in html


def test_the_page_costs_the_same_however_much_there_is(
    whats_on: Trees, press_client: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(15):
        event_on(whats_on, f"Событие {number}", 0)
        Release.objects.create(
            title=f"Выпуск {number}", goes_live_at=timezone.now() + timedelta(days=1, minutes=number)
        )
    first_page(press_client)
    with django_assert_max_num_queries(60):
        html = first_page(press_client)
    assert html.count("<time datetime") == 12
