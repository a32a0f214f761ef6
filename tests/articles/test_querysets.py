"""Which articles readers find in lists, and what a card costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from tests.articles.factories import (
    gallery_block,
    make_article,
    make_articles,
    make_photo,
    make_topic,
    photo_block,
)
from tests.conftest import Trees


def titles(articles: object) -> list[str]:
    return [article.title for article in articles]


def test_lists_show_live_articles_whose_moment_has_come(news: Trees) -> None:
    make_article(news["ru"], "Живая")
    make_article(news["ru"], "Черновик", live=False)
    make_article(news["ru"], "Завтрашняя", published_at=timezone.now() + timedelta(days=1))
    assert titles(ArticlePage.objects.published()) == ["Живая"]


def test_article_behind_a_password_is_in_no_list(news: Trees) -> None:
    make_article(news["ru"], "Открытая")
    closed = make_article(news["ru"], "Закрытая")
    PageViewRestriction.objects.create(page=closed, restriction_type="password", password="тайна")
    assert titles(ArticlePage.objects.published()) == ["Открытая"]
    PageViewRestriction.objects.create(page=news["ru"], restriction_type="login")
    assert titles(ArticlePage.objects.published()) == []


def test_alias_is_in_no_list(news: Trees) -> None:
    article = make_article(news["ru"], "Первая")
    article.create_alias(parent=news["ru"], update_slug="alias")
    assert titles(ArticlePage.objects.published()) == ["Первая"]


def test_each_language_has_its_own(news: Trees) -> None:
    make_article(news["ru"], "Новость")
    make_article(news["en"], "Story")
    assert titles(ArticlePage.objects.in_language("en")) == ["Story"]


def test_newest_stand_first_and_key_decides_between_equals(news: Trees) -> None:
    moment = datetime(2025, 11, 26, tzinfo=UTC)
    first = make_article(news["ru"], "Первая", published_at=moment)
    second = make_article(news["ru"], "Вторая", published_at=moment)
    newest = make_article(news["ru"], "Новая", published_at=moment + timedelta(minutes=1))
    assert list(ArticlePage.objects.newest_first()) == [newest, second, first]


def test_article_on_two_of_the_topics_comes_once(news: Trees) -> None:
    dialogues, music = make_topic(), make_topic("Музыка", "Music")
    make_article(news["ru"], "Обе", topics=[dialogues, music])
    make_article(news["ru"], "Ни одной")
    assert titles(ArticlePage.objects.about([dialogues, music])) == ["Обе"]


@pytest.mark.parametrize(
    ("moment", "year", "month"),
    [
        (datetime(2025, 10, 31, 21, tzinfo=UTC), 2025, 11),  # midnight in Moscow
        (datetime(2025, 12, 31, 20, 59, tzinfo=UTC), 2025, 12),
        (datetime(2025, 12, 31, 21, tzinfo=UTC), 2026, 1),
        (datetime(2024, 2, 29, 12, tzinfo=UTC), 2024, 2),
    ],
)
def test_months_are_those_of_moscow(news: Trees, moment: datetime, year: int, month: int) -> None:
    article = make_article(news["ru"], published_at=moment)
    assert list(ArticlePage.objects.published_in(year, month)) == [article]
    assert list(ArticlePage.objects.published_in(year)) == [article]
    assert list(ArticlePage.objects.published_in(None, month)) == [article]
    assert not ArticlePage.objects.published_in(year, month % 12 + 1)


def test_cards_cost_one_query_whatever_their_number(
    news: Trees, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_articles(news["ru"], 20, topics=[make_topic()], lead_photo=make_photo())
    _warm = news["ru"].url
    with django_assert_num_queries(1):
        for article in ArticlePage.objects.published().in_language("ru").for_cards():
            assert article.card_topics[0].name == "Диалоги"
            assert article.lead_photo.credit.name == "пресс-служба «Излучины»"
            assert article.url.startswith("/ru/novosti/")


def test_topics_keep_the_editors_order_and_speak_the_readers_language(news: Trees) -> None:
    dialogues, music = make_topic(), make_topic("Музыка", "Music")
    article = make_article(news["ru"], topics=[music, dialogues])
    card = ArticlePage.objects.for_cards().get(pk=article.pk)
    assert [topic.name for topic in card.card_topics] == ["Музыка", "Диалоги"]
    assert [topic.pk for topic in card.card_topics] == [topic.pk for topic in article.card_topics]
    with translation.override("en"):
        assert [topic.name for topic in card.card_topics] == ["Music", "Dialogues"]


def test_photographs_are_counted_once_each_when_an_article_is_saved(news: Trees) -> None:
    lead, one, two, three = (make_photo() for _ in range(4))
    body = [photo_block(one), gallery_block(lead, one, two, three)]
    article = make_article(news["ru"], lead_photo=lead, body=body)
    assert article.photo_count == 4
    assert article.photos_in_words == "4 фото"
    assert list(ArticlePage.objects.with_photos()) == [article]
    article.body, article.lead_photo = "[]", None
    article.save()
    assert ArticlePage.objects.get().photo_count == 0
    assert article.photos_in_words == ""


@pytest.mark.parametrize("body", ['[{"type": "gallery", "value": null}]', '[{"type": "photo", "value": {}}]', "[]"])
def test_odd_bodies_have_no_photographs(news: Trees, body: str) -> None:
    article = make_article(news["ru"])
    article.body = body
    article.save()
    assert article.photo_count == 0
