"""“Possibly interesting”: each rule by itself."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from articles import related
from articles.models import ArticlePage, PinnedArticle
from articles.related import related_articles
from tests.articles.factories import MORNING, make_article, make_articles, make_person, make_topic
from tests.conftest import Trees

pytestmark = pytest.mark.usefixtures("unindexed")


def titles_after(article: ArticlePage, limit: int = 3) -> list[str]:
    return [other.title for other in related_articles(ArticlePage.for_serving().get(pk=article.pk), limit)]


def test_pinned_articles_come_first_in_the_editors_order(news: Trees) -> None:
    topic = make_topic()
    article = make_article(news["ru"], topics=[topic])
    make_article(news["ru"], "Похожая", topics=[topic])
    old, older = (
        make_article(news["ru"], title, published_at=MORNING - timedelta(days=400)) for title in ("Старая", "Древняя")
    )
    for order, pinned in enumerate([older, old]):
        PinnedArticle.objects.create(page=article, article=pinned, sort_order=order)
    assert titles_after(article) == ["Древняя", "Старая", "Похожая"]


def test_pinned_article_is_shown_in_the_readers_language(news: Trees) -> None:
    story, pinned = make_article(news["en"], "Story"), make_article(news["ru"], "Прикреплённая")
    make_article(news["en"], "Pinned", translation_key=pinned.translation_key, published_at=MORNING - timedelta(days=9))
    make_article(news["en"], "Newer")
    PinnedArticle.objects.create(page=story, article=pinned)
    assert titles_after(story) == ["Pinned", "Newer"]


def test_pinned_article_that_is_not_live_or_not_translated_is_left_out(news: Trees) -> None:
    story = make_article(news["en"], "Story")
    PinnedArticle.objects.create(page=story, article=make_article(news["ru"], "Только по-русски"))
    PinnedArticle.objects.create(page=story, article=make_article(news["en"], "Draft", live=False))
    make_article(news["en"], "Live")
    assert titles_after(story) == ["Live"]


def test_shared_topics_weigh_by_number(news: Trees) -> None:
    dialogues, music = make_topic(), make_topic("Музыка", "Music")
    article = make_article(news["ru"], topics=[dialogues, music])
    make_article(news["ru"], "Ничего общего", published_at=MORNING + timedelta(hours=3))
    make_article(news["ru"], "Одна тема", topics=[music], published_at=MORNING + timedelta(hours=2))
    make_article(news["ru"], "Две темы", topics=[music, dialogues])
    assert titles_after(article) == ["Две темы", "Одна тема", "Ничего общего"]


def test_shared_people_weigh(news: Trees) -> None:
    person = make_person()
    article = make_article(news["ru"], people=[person])
    make_article(news["ru"], "Чужая", published_at=MORNING + timedelta(hours=1))
    make_article(news["ru"], "О том же человеке", people=[make_person("Иван Реут", "Ivan Reut"), person])
    assert titles_after(article) == ["О том же человеке", "Чужая"]


def test_same_venue_weighs(news: Trees, whats_on: Trees, venue_section: Trees) -> None:
    from events.models import EventPage
    from venues.models import VenuePage

    venue = venue_section["ru"].add_child(instance=VenuePage(title="Зал", slug="zal", locale=news["ru"].locale))
    one, two, elsewhere = (
        whats_on["ru"].add_child(
            instance=EventPage(title=slug, slug=slug, age_mark="12+", venue=place, locale=news["ru"].locale)
        )
        for slug, place in (("one", venue), ("two", venue), ("elsewhere", None))
    )
    article = make_article(news["ru"], related_event=one)
    make_article(news["ru"], "В другом месте", related_event=elsewhere, published_at=MORNING + timedelta(hours=1))
    make_article(news["ru"], "В том же зале", related_event=two)
    assert titles_after(article) == ["В том же зале", "В другом месте"]
    homeless = make_article(news["ru"], "Без площадки", related_event=elsewhere)
    assert titles_after(homeless)[0] == "В другом месте"


def test_newest_fill_what_is_left(news: Trees) -> None:
    first, *_others = make_articles(news["ru"], 6)
    assert titles_after(first) == ["Новость 1", "Новость 2", "Новость 3"]


def test_article_never_recommends_itself_its_translation_or_another_language(news: Trees) -> None:
    article = make_article(news["ru"], "Единственная")
    make_article(news["en"], "The only one", translation_key=article.translation_key)
    make_article(news["en"], "Another")
    PinnedArticle.objects.create(page=article, article=article)
    assert titles_after(article) == []


def test_old_article_on_a_shared_person_is_found_among_many(news: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related, "NEWEST_WEIGHED", 3)
    person = make_person()
    article = make_article(news["ru"], "Новая", people=[person], published_at=MORNING + timedelta(hours=1))
    make_articles(news["ru"], 6)
    make_article(news["ru"], "Давняя", people=[person], published_at=MORNING - timedelta(days=900))
    assert titles_after(article) == ["Давняя", "Новость 0", "Новость 1"]


def test_it_costs_one_query(news: Trees, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    topic, person = make_topic(), make_person()
    first, *_others = make_articles(news["ru"], 5, topics=[topic], people=[person])
    article = ArticlePage.for_serving().get(pk=first.pk)
    assert article.language == "ru"
    with django_assert_num_queries(1):
        found = related_articles(article)
        assert [other.card_topics[0].pk for other in found] == [topic.pk] * 3
