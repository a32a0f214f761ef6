"""A translation with gaps never reaches visitors, whichever way somebody tries to publish it."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from articles.models import ArticlePage
from tests.conftest import Trees
from tests.localisation.translating import committed, fill, publish, result_of, submit, translate

pytestmark = pytest.mark.usefixtures("unindexed")

RUSSIAN = "Мосты разводят ночью"


@pytest.fixture
def article(news: Trees) -> ArticlePage:
    """A published Russian article with two texts."""
    return news["ru"].add_child(instance=ArticlePage(title=RUSSIAN, slug="mosty", lead="Подробности о мостах."))


@pytest.fixture
def half(article: ArticlePage, en: Locale) -> Translation:
    """Its translation, with the lead missing."""
    translation = submit(article, en)
    fill(translation, {"title": "Bridges open at night"}, leave_out="lead")
    return translation


def english(article: ArticlePage, en: Locale) -> ArticlePage:
    return result_of(article, en)


def test_submitting_creates_a_draft_only(article: ArticlePage, en: Locale) -> None:
    submit(article, en)
    assert not english(article, en).live


def test_editor_cannot_publish_gaps_in_the_translation_editor(
    half: Translation, article: ArticlePage, en: Locale, editor_client: Client
) -> None:
    page = english(article, en)
    with committed():
        response = editor_client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True
        )
    assert not english(article, en).live
    assert "1 text is not translated yet" in response.content.decode()


def test_code_cannot_publish_gaps(half: Translation, article: ArticlePage, en: Locale) -> None:
    with pytest.raises(ValidationError), committed():
        half.save_target(publish=True)
    assert not english(article, en).live


def test_revision_with_gaps_cannot_be_published(half: Translation, article: ArticlePage, en: Locale) -> None:
    page = english(article, en)
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()
    assert not english(article, en).live


def test_bulk_publishing_refuses_gaps(
    half: Translation, article: ArticlePage, en: Locale, editor_client: Client
) -> None:
    page = english(article, en)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}&next=/admin/"
    with committed():
        response = editor_client.post(url, follow=True)
    assert not english(article, en).live
    assert "1 text is not translated yet" in response.content.decode()


def test_bulk_publishing_refuses_gaps_below_a_section(
    half: Translation, article: ArticlePage, en: Locale, news: Trees, editor_client: Client
) -> None:
    section = news["en"]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={section.pk}&next=/admin/"
    with committed():
        editor_client.post(url, {"include_descendants": "on"})
    assert not english(article, en).live


def test_admin_interface_for_programs_refuses_gaps(
    half: Translation, article: ArticlePage, en: Locale, editor_client: Client
) -> None:
    page = english(article, en)
    response = editor_client.post(f"/admin/api/main/pages/{page.pk}/action/publish/")
    assert response.status_code == 400
    assert not english(article, en).live


def test_scheduled_publishing_refuses_gaps(half: Translation, article: ArticlePage, en: Locale) -> None:
    page = english(article, en)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timezone.timedelta(minutes=1)
    revision.save()
    with suppress(ValidationError):
        call_command("publish_scheduled")
    assert not english(article, en).live


def test_updating_view_publishes_only_what_is_complete(
    half: Translation, article: ArticlePage, en: Locale, editor_client: Client
) -> None:
    url = reverse("wagtail_localize:update_translations", args=[half.source_id])
    with committed():
        response = editor_client.post(url, {"publish_translations": "on"}, follow=True)
    assert not english(article, en).live
    assert "1 text is not translated yet" in response.content.decode()


def test_blank_translation_is_a_gap(article: ArticlePage, en: Locale) -> None:
    translation = submit(article, en)
    fill(translation)
    StringTranslation.objects.filter(context__path="lead").update(data="  ")
    with pytest.raises(ValidationError):
        translation.save_target(publish=True)


def test_translation_waits_for_its_original(news: Trees, en: Locale) -> None:
    draft = news["ru"].add_child(instance=ArticlePage(title=RUSSIAN, slug="mosty", live=False))
    translation = submit(draft, en)
    fill(translation)
    with override("en"), pytest.raises(ValidationError, match="original is not published"):
        translation.save_target(publish=True)
    publish(draft)
    with committed():
        translation.save_target(publish=True)
    assert english(draft, en).live


def test_complete_translation_is_published(article: ArticlePage, en: Locale) -> None:
    page = translate(article, en, {"title": "Bridges open at night", "lead": "More about bridges."})
    assert page.live
    assert page.title == "Bridges open at night"
    assert page.slug == "bridges-open-at-night"
    assert page.url == "/en/news/bridges-open-at-night/"


def test_draft_has_the_address_of_its_translated_title(article: ArticlePage, en: Locale) -> None:
    translation = Translation.objects.create(
        source=TranslationSource.get_or_create_from_instance(article)[0], target_locale=en
    )
    fill(translation, {"title": "Bridges open at night"})
    translation.save_target(publish=False)
    english(article, en).get_latest_revision().publish()
    assert english(article, en).url == "/en/news/bridges-open-at-night/"


def test_address_stays_when_the_title_changes_after_publication(article: ArticlePage, en: Locale) -> None:
    translate(article, en, {"title": "Bridges open at night"})
    page = translate(article, en, {"title": "Bridges at night"})
    assert (page.title, page.slug) == ("Bridges at night", "bridges-open-at-night")


def test_english_page_translated_into_russian_gets_a_russian_address(news: Trees, ru: Locale) -> None:
    page = news["en"].add_child(instance=ArticlePage(title="A pike and a hedgehog", slug="pike"))
    assert translate(page, ru, {"title": "Щука и ёж"}).url == "/ru/novosti/shchuka-i-ezh/"


def test_half_translated_change_leaves_the_live_page_as_it_is(article: ArticlePage, en: Locale) -> None:
    translate(article, en, {"lead": "More about bridges."})
    changed = "Подробности изменились."
    publish(article, lambda page: setattr(page, "lead", changed))
    translation = Translation.objects.get(target_locale=en)
    with pytest.raises(ValidationError):
        translation.save_target(publish=True)
    with pytest.raises(ValidationError):
        translation.save_target(publish=False)
    page = english(article, en)
    assert page.live
    assert page.lead == "More about bridges."


def test_editor_offers_each_person_their_button_and_no_alias(
    half: Translation, article: ArticlePage, en: Locale, senior_client: Client, translator_client: Client
) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[english(article, en).pk])
    seniors = senior_client.get(url).content.decode()
    assert 'value="publish"' in seniors
    translators = translator_client.get(url).content.decode()
    assert 'value="hand_in"' in translators
    assert 'value="publish"' not in translators
    for html in (seniors, translators):
        assert "alias" not in html
        assert reverse("wagtailadmin_pages:delete", args=[english(article, en).pk]) not in html
