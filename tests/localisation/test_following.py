"""What happens to an original reaches its translations."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from articles.models import ArticleIndexPage, ArticlePage, ArticleTopic, Topic
from core.completeness import missing_texts
from tests.conftest import Trees
from tests.localisation.translating import committed, publish, result_of, translate

pytestmark = pytest.mark.usefixtures("unindexed")


@pytest.fixture
def article(news: Trees) -> ArticlePage:
    """A published Russian article."""
    return news["ru"].add_child(instance=ArticlePage(title="Мосты", slug="mosty", lead="Подробности."))


@pytest.fixture
def translated(article: ArticlePage, en: Locale) -> ArticlePage:
    """Its published translation."""
    return translate(article, en, {"title": "Bridges", "lead": "Details."})


def post(client: Client, name: str, page: Page, **data: str) -> None:
    with committed():
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), data, follow=True)


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_republished_original_marks_its_translation_out_of_date(article: ArticlePage, translated: ArticlePage) -> None:
    translation = Translation.objects.get()
    assert missing_texts(translation) == 0
    publish(article, lambda page: setattr(page, "lead", "Новые подробности."))
    assert missing_texts(translation) == 1
    assert ArticlePage.objects.get(pk=translated.pk).lead == "Details."


def test_new_facts_without_new_texts_reach_the_live_translation(article: ArticlePage, translated: ArticlePage) -> None:
    topic = Topic.objects.create(name_ru="Мосты", name_en="Bridges")
    publish(article, lambda page: page.topics.add(ArticleTopic(topic=topic)))
    page = ArticlePage.objects.get(pk=translated.pk)
    assert [row.topic for row in page.topics.all()] == [topic]
    assert (page.title, page.lead) == ("Bridges", "Details.")


def test_facts_removed_from_the_original_leave_the_translation(article: ArticlePage, en: Locale) -> None:
    topic = Topic.objects.create(name_ru="Мосты", name_en="Bridges")
    publish(article, lambda page: page.topics.add(ArticleTopic(topic=topic)))
    translated = translate(article, en)
    assert translated.topics.count() == 1
    publish(article, lambda page: page.topics.clear())
    assert ArticlePage.objects.get(pk=translated.pk).topics.count() == 0


def test_texts_somebody_is_working_on_are_not_published_behind_their_back(
    article: ArticlePage, translated: ArticlePage
) -> None:
    begun = StringTranslation.objects.get(context__path="lead")
    begun.data = "Details, half rewritten"
    begun.save()
    topic = Topic.objects.create(name_ru="Мосты", name_en="Bridges")
    publish(article, lambda page: page.topics.add(ArticleTopic(topic=topic)))
    assert ArticlePage.objects.get(pk=translated.pk).lead == "Details."


def test_unpublishing_the_original_unpublishes_its_translation(
    article: ArticlePage, translated: ArticlePage, editor_client: Client
) -> None:
    post(editor_client, "unpublish", article)
    assert not is_live(article)
    assert not is_live(translated)


def test_expired_original_takes_its_translation_along(article: ArticlePage, translated: ArticlePage) -> None:
    article.unpublish(set_expired=True)
    assert not is_live(translated)


def test_bulk_unpublishing_reaches_translations(
    article: ArticlePage, translated: ArticlePage, editor_client: Client
) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={article.pk}&next=/admin/"
    editor_client.post(url)
    assert not is_live(translated)


def test_unpublishing_a_translation_leaves_its_original(
    article: ArticlePage, translated: ArticlePage, senior_client: Client
) -> None:
    post(senior_client, "unpublish", translated)
    assert not is_live(translated)
    assert is_live(article)


def test_deleting_the_original_deletes_its_translation(
    article: ArticlePage, translated: ArticlePage, editor_client: Client
) -> None:
    post(editor_client, "delete", article)
    assert not Page.objects.filter(pk__in=[article.pk, translated.pk]).exists()


def test_bulk_deleting_reaches_translations(
    article: ArticlePage, translated: ArticlePage, editor_client: Client
) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={article.pk}&next=/admin/"
    editor_client.post(url)
    assert not Page.objects.filter(pk__in=[article.pk, translated.pk]).exists()


def test_deleting_a_translation_leaves_its_original(
    article: ArticlePage, translated: ArticlePage, editor_client: Client
) -> None:
    post(editor_client, "delete", translated)
    assert Page.objects.filter(pk=article.pk).exists()
    assert not Page.objects.filter(pk=translated.pk).exists()


def test_tree_is_sound_after_deleting_a_translated_section(homes: Trees, en: Locale, admin_client: Client) -> None:
    section = homes["ru"].add_child(instance=ArticleIndexPage(title="Новости", slug="novosti"))
    translate(section, en, {"title": "News"})
    article = section.add_child(instance=ArticlePage(title="Мосты", slug="mosty"))
    translate(article, en)
    section.specific.delete()
    assert not Page.objects.filter(depth__gt=2).exists()
    assert all(not problems for problems in Page.find_problems())


def test_moving_the_original_moves_its_translation(
    article: ArticlePage, translated: ArticlePage, homes: Trees, en: Locale, admin_client: Client
) -> None:
    ArticleIndexPage.max_count_per_parent, before = 2, ArticleIndexPage.max_count_per_parent
    try:
        archive = homes["ru"].add_child(instance=ArticleIndexPage(title="Архив", slug="arkhiv"))
        english_archive = translate(archive, en, {"title": "Archive"})
        article.refresh_from_db()
        article.move(archive, pos="last-child")
    finally:
        ArticleIndexPage.max_count_per_parent = before
    assert result_of(article, en).get_parent().pk == english_archive.pk
    assert all(not problems for problems in Page.find_problems())


def test_rights_on_the_translation_are_needed_to_delete_its_original(
    article: ArticlePage, translated: ArticlePage, homes: Trees, editor: User, editor_client: Client
) -> None:
    editor.groups.get().page_permissions.filter(page=homes["en"]).delete()
    post(editor_client, "delete", article)
    post(editor_client, "unpublish", article)
    assert is_live(article)
    assert is_live(translated)
