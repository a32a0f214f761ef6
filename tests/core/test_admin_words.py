"""The admin's lists say something where they are empty, and nothing in the other language."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.users.models import UserProfile

from accounts.models import User
from tests.articles.factories import make_article
from tests.conftest import Trees

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "english", "russian"),
    [
        ("accreditation:index", "No requests yet. They come from events", "Заявок пока нет. Они приходят со страниц"),
        ("feedback_messages:index", "No messages yet. They come from the form", "Сообщений пока нет. Они приходят"),
        ("searched_for", "Nobody has searched yet.", "Пока никто ничего не искал."),
    ],
)
def test_an_empty_list_says_where_things_come_from(
    editor: User, editor_client: Client, name: str, english: str, russian: str
) -> None:
    assert english in editor_client.get(reverse(name)).content.decode()
    UserProfile.objects.filter(user=editor).update(preferred_language="ru")
    html = editor_client.get(reverse(name)).content.decode()
    assert russian in html
    assert english not in html


@pytest.mark.parametrize(
    ("language", "own", "other"), [("ru", "Излучина", "Izluchina"), ("en", "Izluchina", "Излучина")]
)
def test_the_house_is_named_in_the_language_of_the_admin(
    site: Site, editor: User, editor_client: Client, language: str, own: str, other: str
) -> None:
    site.site_name = other
    site.save()
    UserProfile.objects.filter(user=editor).update(preferred_language=language)
    html = editor_client.get(reverse("wagtailadmin_home")).content.decode()
    heading = html[html.index("<h1") : html.index("</h1>")]
    title = html[html.index("<title>") : html.index("</title>")]
    assert own in heading and own in title
    assert other not in heading + title


def test_a_page_that_nobody_published_by_hand_was_published_by_the_system(
    news: Trees, editor: User, editor_client: Client
) -> None:
    make_article(news["ru"], "Вечер у воды").save_revision().publish()
    UserProfile.objects.filter(user=editor).update(preferred_language="ru")
    rows = editor_client.get(reverse("wagtailadmin_reports:aging_pages")).content.decode().split("<tbody>")[1]
    assert "система" in rows
    assert "None" not in rows


def test_the_history_of_the_site_speaks_russian_of_what_is_planned(
    news: Trees, editor: User, editor_client: Client
) -> None:
    article = make_article(news["ru"], "Вечер у воды", live=False)
    article.go_live_at = article.published_at.replace(year=article.published_at.year + 9)
    article.save_revision().publish(user=editor)
    UserProfile.objects.filter(user=editor).update(preferred_language="ru")
    html = editor_client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "публикация назначена" in html
    assert "scheduled for" not in html


def test_time_zones_to_choose_from_are_those_that_a_browser_can_name() -> None:
    assert {"UTC", "Europe/Moscow", "Asia/Vladivostok"} <= set(settings.WAGTAIL_USER_TIME_ZONES)
    assert not {"localtime", "Factory"} & set(settings.WAGTAIL_USER_TIME_ZONES)
