"""What each role can do to pages in the admin, told by what has changed afterwards, not by the status of the answer."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, WorkflowState
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from articles.models import ArticlePage
from tests.conftest import Trees
from tests.images.factories import make_photo
from tests.localisation.translating import committed, fill, save_text, submit, translate

pytestmark = pytest.mark.usefixtures("unindexed")


@pytest.fixture
def article(news: Trees) -> ArticlePage:
    """A published Russian article."""
    return news["ru"].add_child(instance=ArticlePage(title="Мосты", slug="mosty", lead="Подробности."))


@pytest.fixture
def english(article: ArticlePage, en: Locale) -> ArticlePage:
    """Its published translation."""
    return translate(article, en, {"title": "Bridges", "lead": "Details."})


def fresh(page: Page) -> Page:
    return type(page).objects.get(pk=page.pk)


def form_of(page: ArticlePage, **changes: str) -> dict[str, str]:
    """Return what the page editor sends."""
    empty = {"-TOTAL_FORMS": "0", "-INITIAL_FORMS": "0", "-MIN_NUM_FORMS": "0", "-MAX_NUM_FORMS": "1000"}
    data = nested_form_data({"body": streamfield([])})
    for formset in ("people", "topics", "pinned_articles", "comments"):
        data |= {f"{formset}{suffix}": value for suffix, value in empty.items()}
    data |= {"title": page.title, "lead": page.lead, "slug": page.slug, "published_at": "2026-11-25 12:00"}
    return {**data, **changes}


def edit(client: Client, page: Page, **changes: str) -> None:
    with committed():
        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **changes))


def post(client: Client, name: str, *args: int, **data: str) -> None:
    with committed():
        client.post(reverse(f"wagtailadmin_pages:{name}", args=args), data)


def bulk(client: Client, action: str, page: Page, **data: str) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    with committed():
        client.post(f"{url}?id={page.pk}&next=/admin/", data)


def program(client: Client, action: str, page: Page, **data: str) -> None:
    """Use the admin's interface for its own scripts."""
    with committed():
        client.post(f"/admin/api/main/pages/{page.pk}/action/{action}/", data)


def latest_title(page: Page) -> str:
    return fresh(page).get_latest_revision_as_object().title


# What nobody but editors may do to a page: name → the attempt


def publish_by_form(client: Client, page: Page, elsewhere: Page) -> None:
    edit(client, page, title="Changed", **{"action-publish": "1"})


def save_draft(client: Client, page: Page, elsewhere: Page) -> None:
    edit(client, page, title="Changed")


def unpublish(client: Client, page: Page, elsewhere: Page) -> None:
    post(client, "unpublish", page.pk)
    bulk(client, "unpublish", page)
    program(client, "unpublish", page)


def delete(client: Client, page: Page, elsewhere: Page) -> None:
    post(client, "delete", page.pk)
    bulk(client, "delete", page)
    program(client, "delete", page)


def move(client: Client, page: Page, elsewhere: Page) -> None:
    post(client, "move_confirm", page.pk, elsewhere.pk)
    bulk(client, "move", page, chooser=str(elsewhere.pk), move_applicable="on")
    program(client, "move", page, destination_page_id=str(elsewhere.pk))


def copy(client: Client, page: Page, elsewhere: Page) -> None:
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk)}
    post(client, "copy", page.pk, **data)
    post(client, "copy", page.pk, **data, publish_copies="on")
    post(client, "copy", page.pk, **{**data, "new_slug": "alias"}, alias="on")
    program(client, "copy", page, slug="copy-2")
    program(client, "create_alias", page, update_slug="alias-2")


def lock(client: Client, page: Page, elsewhere: Page) -> None:
    post(client, "lock", page.pk)


def restrict(client: Client, page: Page, elsewhere: Page) -> None:
    post(client, "set_privacy", page.pk, restriction_type="login")


def revert(client: Client, page: Page, elsewhere: Page) -> None:
    revision = page.revisions.order_by("pk").first()
    if revision:
        program(client, "revert_to_page_revision", page, revision_id=str(revision.pk))


def reorder(client: Client, page: Page, elsewhere: Page) -> None:
    post(client, "set_page_position", page.pk, position="0")


def state(page: Page) -> tuple[object, ...]:
    """Return everything about a page, its siblings and its latest draft that the attempts could change."""
    found = ArticlePage.objects.filter(pk=page.pk).first()
    if found is None:
        return ()
    siblings = list(found.get_siblings().values_list("pk", "path"))
    restricted = PageViewRestriction.objects.filter(page=found).exists()
    return (
        found.title,
        found.live,
        found.locked,
        found.path,
        found.alias_of_id,
        latest_title(found),
        siblings,
        restricted,
    )


GROUPS = {"editor": "Editors", "press": "Press office", "translator": "Translators"}
ATTEMPTS = [publish_by_form, save_draft, unpublish, delete, move, copy, lock, restrict, revert, reorder]
Attempt = Callable[[Client, Page, Page], None]


@pytest.fixture
def elsewhere(news: Trees) -> Page:
    """Another page in the same section, where nothing can be moved to but positions can change."""
    return news["ru"].add_child(instance=ArticlePage(title="Другая", slug="drugaya"))


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_translator_changes_nothing_about_an_original(
    attempt: Attempt,
    article: ArticlePage,
    english: ArticlePage,
    elsewhere: Page,
    news: Trees,
    translator_client: Client,
) -> None:
    elsewhere.save_revision(), article.save_revision()
    before = state(article)
    attempt(translator_client, article, news["ru"])
    attempt(translator_client, elsewhere, news["ru"])
    assert state(article) == before


@pytest.mark.parametrize("attempt", [delete, move, copy, lock, restrict, reorder])
def test_translator_does_no_more_to_a_translation_than_translate(
    attempt: Attempt, article: ArticlePage, english: ArticlePage, news: Trees, translator_client: Client
) -> None:
    news["en"].add_child(instance=ArticlePage(title="Another", slug="another"))
    before = state(english)
    attempt(translator_client, english, news["en"])
    assert state(english) == before


@pytest.mark.parametrize("attempt", [publish_by_form, unpublish, restrict, lock, reorder])
def test_press_office_does_not_touch_what_is_published(
    attempt: Attempt, article: ArticlePage, elsewhere: Page, news: Trees, press_client: Client
) -> None:
    before = state(article)
    attempt(press_client, article, news["ru"])
    after = state(article)
    assert [value for index, value in enumerate(after) if index != 5] == [
        value for index, value in enumerate(before) if index != 5
    ]


def test_press_office_does_not_delete_published_pages(article: ArticlePage, press_client: Client, news: Trees) -> None:
    delete(press_client, article, news["ru"])
    assert Page.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("name", ["delete", "unpublish"])
def test_editor_keeps_the_home_page(name: str, homes: Trees, editor_client: Client) -> None:
    attempts = {"delete": delete, "unpublish": unpublish}
    attempts[name](editor_client, homes["ru"], homes["en"])
    assert Page.objects.get(pk=homes["ru"].pk).live


# What each does all day


def test_senior_translator_translates_and_publishes_in_both_directions(
    article: ArticlePage, news: Trees, en: Locale, ru: Locale, senior_client: Client
) -> None:
    original_in_english = news["en"].add_child(instance=ArticlePage(title="Towns", slug="towns"))
    for page, locale in ((article, en), (original_in_english, ru)):
        translation = submit(page, locale)
        save_text(senior_client, translation, "title", "Text")
        assert StringTranslation.objects.filter(data="Text", locale=locale).exists()
        fill(translation)
        target = translation.get_target_instance()
        edit_url = reverse("wagtailadmin_pages:edit", args=[target.pk])
        with committed():
            senior_client.post(edit_url, {"action": "publish"})
        assert fresh(target).live
        post(senior_client, "unpublish", target.pk)
        assert not fresh(target).live


def test_translator_translates_but_leaves_publishing_to_others(
    article: ArticlePage, en: Locale, translator_client: Client
) -> None:
    translation = submit(article, en)
    fill(translation)
    target = translation.get_target_instance()
    with committed():
        translator_client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"})
    assert not fresh(target).live


def test_translator_cannot_write_texts_of_an_original(
    article: ArticlePage, english: ArticlePage, translator_client: Client
) -> None:
    response = translator_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert response.status_code == 302
    response = translator_client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    assert response.status_code == 200


def test_translator_cannot_create_pages(news: Trees, translator_client: Client) -> None:
    for section in news.values():
        url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", section.pk])
        translator_client.post(url, form_of(ArticlePage(title="New", slug="new", lead=""), **{"action-publish": "1"}))
    assert not ArticlePage.objects.exists()


def test_member_of_both_groups_cannot_publish_originals(
    article: ArticlePage, english: ArticlePage, elsewhere: Page, member: Callable[..., User]
) -> None:
    client = Client()
    client.force_login(member("both", "Press office", "Translators"))
    publish_by_form(client, article, elsewhere)
    assert fresh(article).title == "Мосты"
    unpublish(client, article, elsewhere)
    assert fresh(article).live
    save_draft(client, article, elsewhere)
    assert latest_title(article) == "Changed"


def test_press_office_writes_and_an_editor_publishes(
    news: Trees, press_client: Client, editor_client: Client, editor: User
) -> None:
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", news["ru"].pk])
    draft = ArticlePage(title="Щука и ёж", slug="", lead="Басня.")
    with committed():
        press_client.post(url, form_of(draft, **{"action-submit": "1"}))
    page = ArticlePage.objects.get()
    assert (page.slug, page.live) == ("shchuka-i-ezh", False)
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS

    task_state = page.current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task_state.pk])
    with committed():
        press_client.post(approve, {"comment": ""})
    assert not fresh(page).live
    with committed():
        editor_client.post(approve, {"comment": ""})
    assert fresh(page).live


def test_press_office_edits_pages_of_others(article: ArticlePage, press_client: Client) -> None:
    edit(press_client, article, title="Changed")
    assert latest_title(article) == "Changed"
    assert fresh(article).title == "Мосты"


def test_editor_publishes_and_unpublishes(article: ArticlePage, editor_client: Client) -> None:
    edit(editor_client, article, title="Изменено", **{"action-publish": "1"})
    assert fresh(article).title == "Изменено"
    post(editor_client, "unpublish", article.pk)
    assert not fresh(article).live


def test_page_is_not_copied_into_the_other_language(article: ArticlePage, news: Trees, admin_client: Client) -> None:
    destination = news["en"].pk
    post(admin_client, "copy", article.pk, new_title="Copy", new_slug="copy", new_parent_page=str(destination))
    program(admin_client, "copy", article, destination_page_id=str(destination))
    post(admin_client, "move_confirm", article.pk, destination)
    assert news["en"].get_children().count() == 0


@pytest.mark.parametrize("role", GROUPS)
def test_everybody_finds_their_way_and_chooses(
    role: str, article: ArticlePage, english: ArticlePage, member: Callable[..., User]
) -> None:
    client = Client()
    client.force_login(member(role, GROUPS[role]))
    make_photo()
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[article.get_parent().pk]),
        reverse("wagtailadmin_explore", args=[english.get_parent().pk]),
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_child", args=[article.get_parent().pk]),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtailsnippetchoosers_people_person:choose"),
        reverse("wagtailsnippetchoosers_articles_topic:choose"),
        reverse("wagtail_localize:translations_report"),
        reverse("wagtailadmin_pages:history", args=[english.pk]),
    ]
    assert [address for address in addresses if client.get(address).status_code != 200] == []
    assert "Мосты" in client.get(addresses[2]).content.decode()


def test_translation_record_knows_who_wrote(
    article: ArticlePage, en: Locale, translator: User, translator_client: Client
) -> None:
    translation: Translation = submit(article, en)
    save_text(translator_client, translation, "title", "Bridges")
    assert StringTranslation.objects.get().last_translated_by == translator
