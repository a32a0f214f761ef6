"""The translators' editor: rights, locks, texts that do not fit, files of every kind."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from accounts.models import User
from articles.models import ArticlePage
from tests.conftest import Trees
from tests.localisation.translating import committed, fill, result_of, save_text, submit, translate

pytestmark = pytest.mark.usefixtures("unindexed")


@pytest.fixture
def article(news: Trees) -> ArticlePage:
    """A published Russian article."""
    return news["ru"].add_child(
        instance=ArticlePage(title="Мосты", slug="mosty", lead="Подробности. <sup>2</sup>", seo_title="Мосты города")
    )


@pytest.fixture
def translation(article: ArticlePage, en: Locale) -> Translation:
    """Its translation, submitted and empty."""
    return submit(article, en)


def page_of(translation: Translation) -> Page:
    return translation.get_target_instance()


def lock(page: Page, user: User) -> None:
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user)


def test_translator_saves_a_text(translation: Translation, translator_client: Client) -> None:
    assert save_text(translator_client, translation, "title", "Bridges") == 200
    assert StringTranslation.objects.get(context__path="title").data == "Bridges"


def test_too_long_title_is_kept_and_marked(translation: Translation, translator_client: Client) -> None:
    assert save_text(translator_client, translation, "title", "x" * 300) == 200
    saved = StringTranslation.objects.get(context__path="title")
    assert saved.data == "x" * 300
    assert "255" in saved.get_error()
    assert save_text(translator_client, translation, "title", "Bridges") == 200
    assert StringTranslation.objects.get(context__path="title").get_error() is None


@pytest.mark.parametrize("name", ["edit_string_translation", "edit_override"])
def test_texts_are_saved_in_one_way_alone(name: str, translation: Translation, translator_client: Client) -> None:
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    url = reverse(f"wagtail_localize:{name}", args=[translation.pk, segment.pk])
    response = translator_client.put(url, "value=Bridges", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 410
    assert not StringTranslation.objects.exists()


def test_locked_page_is_neither_translated_nor_published(
    translation: Translation, editor: User, translator_client: Client
) -> None:
    fill(translation)
    page = page_of(translation)
    lock(page, editor)
    assert save_text(translator_client, translation, "title", "Changed") == 423
    with committed():
        translator_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})
    page.refresh_from_db()
    assert not page.live
    assert StringTranslation.objects.get(context__path="title").data != "Changed"


def test_superscript_does_not_split_a_sentence(news: Trees, en: Locale) -> None:
    body = [{"type": "paragraph", "value": "<p>Площадь 200 м<sup>2</sup> и CO<sub>2</sub> <s>нет</s>.</p>"}]
    article = news["ru"].add_child(instance=ArticlePage(title="Зал", slug="zal", body=body))
    texts = [
        segment.string.data
        for segment in StringSegment.objects.filter(source=submit(article, en).source, context__path__startswith="body")
    ]
    assert texts == ["Площадь 200 м<sup>2</sup> и CO<sub>2</sub> <s>нет</s>."]


def test_section_is_translated_before_its_pages(homes: Trees, en: Locale, translator_client: Client) -> None:
    from articles.models import ArticleIndexPage

    section = homes["ru"].add_child(instance=ArticleIndexPage(title="Новости", slug="novosti"))
    article = section.add_child(instance=ArticlePage(title="Мосты", slug="mosty"))
    url = reverse("wagtail_localize:submit_page_translation", args=[article.pk])
    response = translator_client.post(url, {"locales": [en.pk]}, follow=True)
    assert "Translate the page above it, “Новости”, first." in response.content.decode()
    assert not Page.objects.filter(translation_key=article.translation_key, locale=en).exists()
    assert not Page.objects.filter(translation_key=section.translation_key, locale=en).exists()


def test_translator_submits_a_page_and_gets_to_its_editor(
    article: ArticlePage, en: Locale, translator_client: Client
) -> None:
    url = reverse("wagtail_localize:submit_page_translation", args=[article.pk])
    with committed():
        response = translator_client.post(url, {"locales": [en.pk]})
    page = result_of(article, en)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert translator_client.get(response["Location"]).status_code == 200


def test_press_office_cannot_submit_translations(article: ArticlePage, en: Locale, press_client: Client) -> None:
    url = reverse("wagtail_localize:submit_page_translation", args=[article.pk])
    press_client.post(url, {"locales": [en.pk]})
    assert not Page.objects.filter(translation_key=article.translation_key, locale=en).exists()


def test_right_to_submit_alone_is_not_enough(
    article: ArticlePage, en: Locale, homes: Trees, translator: User, translator_client: Client
) -> None:
    translator.groups.get().page_permissions.filter(page=homes["en"]).delete()
    url = reverse("wagtail_localize:submit_page_translation", args=[article.pk])
    translator_client.post(url, {"locales": [en.pk]})
    assert not Page.objects.filter(translation_key=article.translation_key, locale=en).exists()


def test_reading_an_original_anew_needs_a_right_on_one_of_its_pages(
    translation: Translation, translator: User, translator_client: Client
) -> None:
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    read_at = translation.source.last_updated_at
    translator.groups.get().page_permissions.all().delete()
    translator_client.post(url)
    translation.source.refresh_from_db()
    assert translation.source.last_updated_at == read_at


def test_stopping_needs_all_texts_and_the_right_to_make_pages(
    translation: Translation, translator_client: Client, editor_client: Client
) -> None:
    url = reverse("wagtail_localize:stop_translation", args=[translation.pk])

    def is_enabled() -> bool:
        translation.refresh_from_db()
        return translation.enabled

    editor_client.post(url)
    assert is_enabled()
    fill(translation)
    translator_client.post(url)
    assert is_enabled()
    editor_client.post(url)
    assert not is_enabled()


def test_page_is_never_turned_into_an_alias(article: ArticlePage, en: Locale, editor_client: Client) -> None:
    page = translate(article, en)
    editor_client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    editor_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"localize-convert-to-alias": "1"})
    page.refresh_from_db()
    assert page.alias_of_id is None
