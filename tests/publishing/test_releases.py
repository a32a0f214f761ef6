"""A release goes live all or nothing, and says what keeps it back."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from accounts.models import User
from articles.models import ArticlePage
from navigation.models import Announcement
from publishing.blockers import readiness
from publishing.models import Release, ReleaseAnnouncement
from publishing.releasing import publish_due_releases, take_live
from tests.localisation.translating import fill, submit
from tests.publishing.drafts import Trees, at, draft_article, draft_pair, in_days, make_release

pytestmark = pytest.mark.django_db


def live(*pages: Page) -> list[bool]:
    return [Page.objects.get(pk=page.pk).live for page in pages]


def reasons(release: Release, user: User | None = None) -> str:
    return " ".join(blocker.message for part in readiness(release, user) for blocker in part.blockers)


def test_six_pages_go_live_at_once(news: Trees, editor: User, client: Client) -> None:
    pages = [page for name in ("one", "two", "three") for page in draft_pair(news, name)]
    outcome = take_live(make_release(*pages).pk, editor)
    assert outcome.is_published
    assert live(*pages) == [True] * 6
    assert {client.get(page.get_url()).status_code for page in pages} == {200}


def test_with_one_blocked_nothing_is_published(news: Trees, editor: User) -> None:
    pages = [page for name in ("one", "two", "three") for page in draft_pair(news, name)]
    Page.objects.filter(pk=pages[3].pk).update(locked=True)
    release = make_release(*pages)
    outcome = take_live(release.pk, editor)
    assert not outcome.is_published
    assert [part.title for part in outcome.blocked] == [pages[3].title]
    assert live(*pages) == [False] * 6
    Page.objects.filter(pk=pages[3].pk).update(locked=False)
    assert take_live(release.pk, editor).is_published
    assert live(*pages) == [True] * 6


def test_an_error_half_way_publishes_nothing(news: Trees, editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = draft_pair(news, "one")
    publish = Revision.publish

    def fail_for_second(revision: Revision, *args: object, **kwargs: object) -> None:
        publish(revision, *args, **kwargs)
        if revision.object_id == str(pages[1].pk):
            raise RuntimeError("the disk is full")

    monkeypatch.setattr(Revision, "publish", fail_for_second)
    release = make_release(*pages)
    assert "the disk is full" in take_live(release.pk, editor).failure
    assert live(*pages) == [False, False]
    release.refresh_from_db()
    assert "the disk is full" in release.failure
    assert not release.is_published


def test_published_twice_it_changes_nothing(news: Trees, editor: User) -> None:
    pages = draft_pair(news, "one")
    release = make_release(*pages)
    take_live(release.pk, editor)
    before = Revision.objects.count(), Release.objects.get().published_at
    assert take_live(release.pk, editor).is_published
    assert (Revision.objects.count(), Release.objects.get().published_at) == before


def test_its_announcement_goes_live_with_it(news: Trees, editor: User, client: Client) -> None:
    item = Announcement(title_ru="Причал открыт", title_en="The pier is open", live=False)
    item.save()
    item.save_revision()
    release = make_release(*draft_pair(news, "pier"))
    ReleaseAnnouncement.objects.create(release=release, announcement=item, sort_order=0)
    assert "Причал открыт" not in client.get("/ru/").content.decode()
    assert take_live(release.pk, editor).is_published
    assert Announcement.objects.get().live


def test_a_gap_in_a_translation_blocks_it_and_its_own_original_does_not(news: Trees, editor: User, en: object) -> None:
    page = draft_article(news["ru"], "Новость", lead="О новом.")
    translation = submit(page, en)
    english = ArticlePage.objects.get(translation_key=page.translation_key, locale=en)
    release = make_release(english, page)
    assert "переведены ещё" in reasons(release)
    fill(translation)
    assert reasons(release) == ""
    assert take_live(release.pk, editor).is_published
    assert live(page, english) == [True, True]
    assert ArticlePage.objects.get(pk=english.pk).lead != "О новом."


def test_a_translation_without_its_original_is_held_back(news: Trees, en: object) -> None:
    page = draft_article(news["ru"], "Новость")
    fill(submit(page, en))
    english = ArticlePage.objects.get(translation_key=page.translation_key, locale=en)
    assert "оригинал" in reasons(make_release(english)).lower()


def test_an_embargo_that_outlasts_the_release_holds_it(news: Trees, editor: User) -> None:
    page = draft_article(news["ru"], "Секрет")
    page.embargo_until = in_days(3)
    page.save_revision()
    release = make_release(page, goes_live_at=in_days(2))
    assert "эмбарго" in reasons(release)
    release.goes_live_at = page.embargo_until
    assert reasons(release) == ""
    assert not take_live(release.pk, editor).is_published


def test_a_confirmed_release_goes_live_at_its_time(news: Trees, editor: User) -> None:
    pages = draft_pair(news, "one")
    release = make_release(*pages, goes_live_at=in_days(1))
    with at(in_days(2)):
        publish_due_releases()
        assert live(*pages) == [False, False]
        Release.objects.filter(pk=release.pk).update(confirmed_by=editor)
        publish_due_releases()
    assert live(*pages) == [True, True]


def test_an_embargoed_release_is_public_at_the_minute(news: Trees, editor: User, client: Client) -> None:
    pages = draft_pair(news, "one")
    pages[0].embargo_until = moment = in_days(1)
    pages[0].save_revision()
    make_release(*pages, goes_live_at=moment, confirmed_by=editor)
    publish_due_releases()
    assert {client.get(page.get_url()).status_code for page in pages} == {404}
    with at(moment):
        publish_due_releases()
    assert {client.get(page.get_url()).status_code for page in pages} == {200}


def test_whoever_may_not_publish_a_page_may_not_release_it(news: Trees, press: User) -> None:
    release = make_release(draft_article(news["ru"], "Новость"))
    assert not take_live(release.pk, press).is_published


def form_of(title: str, *pages: Page, goes_live_at: str = "", existing: Release | None = None) -> dict[str, str]:
    """Return the release's form as the browser sends it."""
    rows = list(existing.pages.all()) if existing else []
    form = {"title": title, "goes_live_at": goes_live_at, "note": ""}
    form |= {"announcements-TOTAL_FORMS": "0", "announcements-INITIAL_FORMS": "0"}
    form |= {"pages-TOTAL_FORMS": str(len(pages)), "pages-INITIAL_FORMS": str(len(rows))}
    for number, page in enumerate(pages):
        form |= {f"pages-{number}-page": str(page.pk), f"pages-{number}-ORDER": str(number)}
    for number, row in enumerate(rows):
        form[f"pages-{number}-id"] = str(row.pk)
    return form


def test_the_press_office_prepares_and_editors_publish(
    news: Trees, press_client: Client, editor_client: Client, translator_client: Client
) -> None:
    pages = draft_pair(news, "one")
    translator_client.post(reverse("releases:add"), form_of("Открытие", *pages))
    assert not Release.objects.exists()
    answer = press_client.post(reverse("releases:add"), form_of("Открытие", *pages), follow=True).content.decode()
    release = Release.objects.get()
    assert pages[0].title in answer
    assert reverse("releases:publish", args=[release.pk]) not in answer
    press_client.post(reverse("releases:publish", args=[release.pk]))
    assert live(*pages) == [False, False]
    assert "Yes, publish all" in editor_client.get(reverse("releases:publish", args=[release.pk])).content.decode()
    answer = editor_client.post(reverse("releases:publish", args=[release.pk]), follow=True).content.decode()
    assert "is live" in answer
    assert live(*pages) == [True, True]


def test_changing_a_confirmed_release_asks_for_a_new_confirmation(
    news: Trees, press_client: Client, editor_client: Client
) -> None:
    page = draft_article(news["ru"], "Новость")
    release = make_release(page, goes_live_at=in_days(2))
    press_client.post(reverse("releases:confirm", args=[release.pk]))
    release.refresh_from_db()
    assert not release.is_confirmed
    editor_client.post(reverse("releases:confirm", args=[release.pk]))
    release.refresh_from_db()
    assert release.is_confirmed
    moment = timezone.localtime(release.goes_live_at).strftime("%Y-%m-%d %H:%M")
    press_client.post(
        reverse("releases:edit", args=[release.pk]), form_of("Другое имя", page, goes_live_at=moment, existing=release)
    )
    release.refresh_from_db()
    assert release.title == "Другое имя"
    assert not release.is_confirmed


@pytest.mark.parametrize("name", ["index", "add"])
def test_screens_open(editor_client: Client, news: Trees, name: str) -> None:
    make_release(*draft_pair(news, "one"))
    assert editor_client.get(reverse(f"releases:{name}")).status_code == 200
