"""Articles in the Wagtail admin: the form, its messages, the list."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import ArticlePage, Topic
from tests.articles.factories import make_article, make_articles, make_photo, make_topic
from tests.conftest import Trees


def form_data(**fields: Any) -> dict[str, str]:
    """Return what the form of an article posts."""
    data = {
        "title": "Заголовок",
        "slug": "zagolovok",
        "lead": "",
        "published_at": "2025-11-26 12:00",
        "body": streamfield([]),
        "topics": inline_formset([]),
        "people": inline_formset([]),
        "pinned_articles": inline_formset([]),
        "comments": inline_formset([]),
        **fields,
    }
    return nested_form_data(data)


def create(client: Client, news: Trees, **fields: Any) -> Any:
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", news["ru"].pk])
    return client.post(address, form_data(**fields))


def test_form_opens_with_the_moment_filled_in(news: Trees, admin_client: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", news["ru"].pk])
    html = admin_client.get(address).content.decode()
    assert "Possibly interesting" in html
    assert f'value="{datetime.now(tz=UTC).year}-' in html


def test_article_is_created_with_topics(news: Trees, admin_client: Client) -> None:
    topic = make_topic()
    response = create(admin_client, news, topics=inline_formset([{"topic": str(topic.pk)}]))
    assert response.status_code == 302
    article = ArticlePage.objects.get()
    assert article.slug == "zagolovok"
    assert article.local_published_at.hour == 12


def test_a_headline_used_before_gets_an_address_of_its_own(news: Trees, admin_client: Client) -> None:
    for slug in ("zagolovok", "zagolovok", ""):
        assert create(admin_client, news, slug=slug).status_code == 302
    pages = list(ArticlePage.objects.order_by("pk"))
    assert [page.slug for page in pages] == ["zagolovok", "zagolovok-1", "zagolovok-2"]
    edit = reverse("wagtailadmin_pages:edit", args=[pages[1].pk])
    assert admin_client.post(edit, form_data(slug="zagolovok")).status_code == 302  # the form has not seen its number
    assert pages[1].get_latest_revision_as_object().slug == "zagolovok-1"


def test_an_address_that_somebody_chose_is_refused_where_it_is_taken(news: Trees, admin_client: Client) -> None:
    make_article(news["ru"], "Дом у воды", slug="voda")
    response = create(admin_client, news, slug="voda")
    assert response.status_code == 200
    assert "already in use" in response.content.decode()


def test_an_article_to_come_names_its_hour_and_one_that_is_out_its_age(news: Trees, admin_client: Client) -> None:
    now = timezone.now()
    make_article(news["ru"], "Завтра", published_at=datetime(now.year + 1, 3, 8, 7, 30, tzinfo=UTC))
    make_article(news["ru"], "Вчера", published_at=now - timedelta(hours=30))
    html = admin_client.get(reverse("news:index")).content.decode()
    assert f"8 March {now.year + 1}, " in html
    assert "1 day ago" in html.replace("\xa0", " ")


def test_headline_of_three_hundred_characters_gets_a_clear_message(news: Trees, admin_client: Client) -> None:
    response = create(admin_client, news, title="Щ" * 300, lead="Этот текст не пропал")
    assert response.status_code == 200
    html = response.content.decode()
    assert "at most 255 characters (it has 300)" in html
    assert "Этот текст не пропал" in html
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("moment", ["0001-01-01 00:00", "9999-12-31 23:59", "завтра", "2025-02-30 12:00"])
def test_impossible_moment_gets_a_message(news: Trees, admin_client: Client, moment: str) -> None:
    response = create(admin_client, news, published_at=moment)
    assert response.status_code == 200
    assert not ArticlePage.objects.exists()


def test_year_outside_the_century_is_refused(news: Trees) -> None:
    article = make_article(news["ru"])
    article.published_at = datetime(1889, 1, 1, tzinfo=UTC)
    with pytest.raises(ValidationError, match="1990"):
        article.full_clean()


def test_list_of_news_is_filtered_by_topic_year_status_and_language(news: Trees, admin_client: Client) -> None:
    topic = make_topic()
    make_article(news["ru"], "С темой", topics=[topic], lead_photo=make_photo())
    make_article(news["ru"], "Старая", published_at=datetime(2023, 5, 1, tzinfo=UTC))
    make_article(news["ru"], "Черновик", live=False)
    make_article(news["en"], "Storyline")

    def shown(query: str) -> set[str]:
        html = admin_client.get(reverse("news:index") + query).content.decode()
        return {title for title in ("С темой", "Старая", "Черновик", "Storyline") if title in html}

    assert shown("") == {"С темой", "Старая", "Черновик", "Storyline"}
    assert shown(f"?topic={topic.pk}") == {"С темой"}
    assert shown("?year=2023") == {"Старая"}
    assert shown("?status=draft") == {"Черновик"}
    assert shown(f"?language={news['en'].locale_id}") == {"Storyline"}


@pytest.mark.parametrize(
    "query", ["?topic=x&year=abc&status=1&language=0", "?q=вода&year=2025&topic=1", "?ordering=photo_count", "?p=999"]
)
def test_odd_questions_to_the_list_are_answered(news: Trees, admin_client: Client, query: str) -> None:
    make_articles(news["ru"], 2)
    make_topic()
    assert admin_client.get(reverse("news:index") + query, follow=True).status_code in {200, 404}


def test_topics_of_the_whole_list_cost_one_query(news: Trees, admin_client: Client) -> None:
    make_articles(news["ru"], 12, topics=[make_topic()])
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(reverse("news:index"))
    assert sum("articles_articletopic" in query["sql"] for query in queries.captured_queries) == 1


def test_a_topic_whose_address_is_taken_is_told_so(admin_client: Client) -> None:
    Topic.objects.create(name_ru="Кафе", name_en="Cafe")
    form = {"name_ru": "Кафе!", "name_en": "Café", "slug": "", "sort_order": "100"}
    page = admin_client.post(reverse(Topic.snippet_viewset.get_url_name("add")), form)
    assert page.status_code == 200
    assert not Topic.objects.filter(name_ru="Кафе!").exists()
    admin_client.post(reverse(Topic.snippet_viewset.get_url_name("add")), {**form, "slug": "cafe-2"})
    assert Topic.objects.get(name_ru="Кафе!").slug == "cafe-2"
