"""The files of photographs that only an embargoed page shows are closed until the minute."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage
from core.publication import blockers, warnings
from core.publishing import publish_due
from images.models import Photo
from images.tasks import render_photo
from press.darkness import sweep
from press.packs import build
from tests.articles.factories import make_article, photo_block
from tests.press.test_packs import press_photo
from tests.publishing.drafts import Trees, at, draft_article, in_days

Callbacks = Callable[..., object]

pytestmark = pytest.mark.django_db


def files(photo: Photo) -> list[str]:
    return [f"/media/{source['name']}" for source in Photo.objects.get(pk=photo.pk).sources]


def test_every_file_is_404_before_and_200_after(news: Trees, client: Client, press_client: Client) -> None:
    photo, shown = press_photo(), press_photo("Всем известная")
    make_article(news["ru"], "Открытая", body=[photo_block(shown)]).save()
    for each in (photo, shown):
        render_photo.func(each.pk)
    page = draft_article(news["ru"], "Тайная", body=[photo_block(photo), photo_block(shown)])
    page.embargo_until = until = in_days(2)
    page.save_revision().publish()
    sweep()
    found = files(photo)
    assert len(found) > 2
    assert {client.get(address).status_code for address in found} == {404}
    assert {press_client.get(address).status_code for address in found} == {200}
    assert {client.get(address).status_code for address in files(shown)} == {200}
    with at(until + timedelta(seconds=31)):
        publish_due()
        sweep()
        assert ArticlePage.objects.get(pk=page.pk).live
        assert {client.get(address).status_code for address in found} == {200}


def test_an_embargo_lifted_gives_the_files_back(news: Trees, client: Client) -> None:
    photo = press_photo()
    render_photo.func(photo.pk)
    page = draft_article(news["ru"], "Тайная", body=[photo_block(photo)])
    page.embargo_until = in_days(2)
    page.save_revision()
    sweep()
    page.embargo_until = None
    page.save_revision()
    sweep()
    sweep()
    assert {client.get(address).status_code for address in files(photo)} == {200}


def test_the_files_go_dark_with_the_saving_and_come_back_with_the_minute(
    news: Trees, client: Client, django_capture_on_commit_callbacks: Callbacks
) -> None:
    photo = press_photo()
    render_photo.func(photo.pk)
    page = draft_article(news["ru"], "Тайная", body=[photo_block(photo)])
    page.embargo_until = until = in_days(2)
    found = [*files(photo), reverse("press_photo", args=[photo.pk])]
    names = [source["name"] for source in Photo.objects.get(pk=photo.pk).sources]
    assert {client.get(address).status_code for address in found} == {200}
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
    assert not any(default_storage.exists(name) for name in names)
    assert {client.get(address).status_code for address in found} == {404}
    with at(until):
        assert {client.get(address).status_code for address in found} == {200}


def test_no_cache_keeps_a_dark_file_for_somebody_else(news: Trees, press_client: Client) -> None:
    photo = press_photo()
    render_photo.func(photo.pk)
    Photo.objects.filter(pk=photo.pk).update(embargo_until=in_days(2))  # the files have not been moved yet
    answers = [press_client.get(address) for address in files(photo)]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_files_made_while_the_embargo_holds_are_never_public(news: Trees, client: Client) -> None:
    photo = press_photo()
    page = draft_article(news["ru"], "Тайная", body=[photo_block(photo)])
    page.embargo_until = in_days(2)
    page.save_revision()
    Photo.objects.filter(pk=photo.pk).update(sources=[])
    render_photo.func(photo.pk)
    made = Photo.objects.get(pk=photo.pk).sources
    assert made
    assert not any(default_storage.exists(source["name"]) for source in made)
    assert {client.get(address).status_code for address in files(photo)} == {404}


def test_every_address_of_an_embargoed_article_is_dark_before_and_open_after(
    news: Trees, client: Client, django_capture_on_commit_callbacks: Callbacks
) -> None:
    photo = press_photo("Тайная премьера")
    render_photo.func(photo.pk)
    page = draft_article(
        news["ru"], "Тайная премьера", slug="taynaya", lead_photo=photo, has_press_pack=True, body=[photo_block(photo)]
    )
    page.embargo_until = until = in_days(2)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    url = page.get_url()
    own = [url, f"{url}press-pack/", reverse("press_photo", args=[photo.pk]), *files(photo)]
    lists = ["/ru/", "/ru/novosti/", "/ru/novosti/rss/", "/sitemap.xml", "/sitemap-1.xml", "/ru/poisk/?q=премьера"]
    with at(until - timedelta(seconds=1)):
        publish_due()
        assert {client.get(address).status_code for address in own} == {404}
        assert not any("taynaya" in client.get(address).content.decode() for address in lists)
    with at(until + timedelta(seconds=31)):
        publish_due()
        sweep()
        build(page.translation_key)
        assert {client.get(address).status_code for address in own} == {200}
        assert "taynaya" in client.get("/ru/novosti/").content.decode()
        assert "taynaya" in client.get("/ru/novosti/rss/").content.decode()


def test_a_photograph_readers_know_stays_open_and_the_editor_is_told(
    news: Trees, client: Client, django_capture_on_commit_callbacks: Callbacks
) -> None:
    known, own = press_photo("Известная"), press_photo("Тайная")
    for photo in (known, own):
        render_photo.func(photo.pk)
    make_article(news["ru"], "Открытая", body=[photo_block(known)]).save()
    page = draft_article(news["ru"], "Секрет", lead_photo=known, body=[photo_block(own)])
    page.embargo_until = until = in_days(2)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
    sweep()
    assert {client.get(address).status_code for address in files(known)} == {200}
    assert {client.get(address).status_code for address in files(own)} == {404}
    draft = page.get_latest_revision_as_object()
    told = [problem.name for problem in warnings(draft) if "эмбарго" in problem.message]
    assert told == ["Известная"]
    with at(until + timedelta(minutes=1)):
        assert not any("эмбарго" in problem.message for problem in warnings(draft))


def test_when_the_last_public_page_is_gone_it_follows_the_embargo(news: Trees, client: Client) -> None:
    photo = press_photo()
    render_photo.func(photo.pk)
    shown = make_article(news["ru"], "Открытая", body=[photo_block(photo)])
    shown.save()
    page = draft_article(news["ru"], "Секрет", body=[photo_block(photo)])
    page.embargo_until = until = in_days(2)
    page.save_revision()
    sweep()
    assert {client.get(address).status_code for address in files(photo)} == {200}
    shown.unpublish()
    sweep()
    assert {client.get(address).status_code for address in files(photo)} == {404}
    with at(until + timedelta(seconds=31)):
        sweep()
        assert {client.get(address).status_code for address in files(photo)} == {200}


def test_a_page_that_wants_a_photograph_under_embargo_waits_for_it(news: Trees) -> None:
    photo = press_photo()
    page = draft_article(news["ru"], "Секрет", body=[photo_block(photo)])
    page.embargo_until = in_days(2)
    page.save_revision()
    other = draft_article(news["ru"], "Другая", body=[photo_block(photo)])
    assert any("эмбарго" in problem.message for problem in blockers(other.get_latest_revision_as_object()))


def test_nobody_darkens_by_hand_what_readers_see(news: Trees, editor_client: Client) -> None:
    photo = press_photo()
    make_article(news["ru"], "Открытая", body=[photo_block(photo)]).save()
    until = timezone.localtime(in_days(2)).strftime("%Y-%m-%d %H:%M")
    form = {"title": photo.title, "collection": photo.collection_id, "embargo_until": until, "crops": "{}"}
    answer = editor_client.post(reverse("wagtailimages:edit", args=[photo.pk]), form).content.decode()
    assert "Readers can see this photograph already" in answer
    bulk = reverse("wagtail_bulk_action", args=["images", "photo", "set_facts"])
    answer = editor_client.post(f"{bulk}?id={photo.pk}", {"embargo_until": until}).content.decode()
    assert "Readers can see these photographs already" in answer
    assert Photo.objects.get(pk=photo.pk).embargo_until is None
