"""Many photographs dropped at once, and many changed at once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage
from images.metadata import iim
from images.models import CreditLine, Photo
from tests.conftest import Trees
from tests.images.factories import make_credit, make_photo
from tests.images.hostile import iptc_jpeg, scene_jpeg

DROP = "wagtailimages:add_multiple"


def drop(client: Client, content: bytes, name: str = "DSC_1.jpg", **batch: object) -> dict:
    fields = {f"batch-{key}": value for key, value in batch.items()}
    response = client.post(reverse(DROP), {"title": name[:-4], "files[]": SimpleUploadedFile(name, content), **fields})
    assert response.status_code == 200
    return response.json()


def test_the_press_office_sees_the_form_for_the_whole_batch(site: object, press_client: Client) -> None:
    html = press_client.get(reverse(DROP)).content.decode()
    for name in ("credit", "language", "topic", "event", "licence", "usage_until", "embargo_until", "is_for_press"):
        assert f'name="batch-{name}"' in html


def test_what_stands_above_the_drop_is_set_on_every_photograph(site: object, press_client: Client) -> None:
    credit = make_credit()
    batch = {"credit": credit.pk, "licence": "own", "is_for_press": "yes", "embargo_until": "2030-01-02 10:00",
             "tags": "organ, winter", "language": "ru"}  # fmt: skip
    for seed in (1, 2):
        fields = {iim.BYLINE: b"Somebody Else", iim.CAPTION: b"Caption"}
        answer = drop(press_client, iptc_jpeg(fields) if seed == 1 else scene_jpeg(seed=2), f"DSC_{seed}.jpg", **batch)
        assert answer["success"]
    assert Photo.objects.count() == 2
    for photo in Photo.objects.all():
        assert (photo.credit, photo.licence, photo.is_for_press) == (credit, "own", True)
        assert timezone.localtime(photo.embargo_until).year == 2030
        assert {tag.name for tag in photo.tags.all()} == {"organ", "winter"}
        assert photo.uploaded_by_user.username == "press"
    assert Photo.objects.get(title="DSC_1").caption_ru == "Caption"
    assert not CreditLine.objects.filter(is_proposed=True).exists()


def test_without_a_batch_the_file_speaks(site: object, press_client: Client) -> None:
    fields = {iim.BYLINE: "Ольга Ветрова".encode(), iim.CAPTION: "Орган".encode(), iim.KEYWORDS: "орган".encode()}
    answer = drop(press_client, iptc_jpeg(fields))
    photo = Photo.objects.get()
    assert photo.credit.is_proposed
    assert (photo.credit.name_ru, photo.caption_ru) == ("Ольга Ветрова", "Орган")
    assert "Olga Vetrova" in answer["form"]
    assert [tag.name for tag in photo.tags.all()] == ["орган"]


def test_a_drop_repeated_makes_no_doubles_and_says_where_the_photograph_is(site: object, press_client: Client) -> None:
    content = scene_jpeg()
    first = drop(press_client, content)
    again = drop(press_client, content, "another-name.jpg")
    assert Photo.objects.count() == 1
    assert first.get("duplicate") is not True
    assert again["duplicate"]
    photo = Photo.objects.get()
    assert again["image_id"] == photo.pk
    assert reverse("wagtailimages:edit", args=[photo.pk]) in again["confirm_duplicate_upload"]
    assert photo.usage_url in again["confirm_duplicate_upload"]


def test_a_picture_that_looks_the_same_is_taken_in_and_offers_the_one_that_is_there(
    site: object, press_client: Client
) -> None:
    drop(press_client, scene_jpeg(640, 480))
    answer = drop(press_client, scene_jpeg(320, 240), "small.jpg")
    assert answer["duplicate"]
    new = Photo.objects.latest("pk")
    assert reverse("wagtailimages:delete_multiple", args=[new.pk]) in answer["confirm_duplicate_upload"]


def test_a_wrong_batch_says_so_and_takes_nothing_in(site: object, press_client: Client) -> None:
    answer = drop(press_client, scene_jpeg(), usage_from="2026-02-02", usage_until="2026-02-01")
    assert answer["success"] is False
    assert answer["error_message"]
    assert not Photo.objects.exists()


def test_saving_the_short_form_leaves_rights_alone(site: object, press_client: Client) -> None:
    drop(press_client, scene_jpeg(), licence="own", is_for_press="yes")
    photo = Photo.objects.get()
    prefix = f"image-{photo.pk}"
    fields = {f"{prefix}-title": "New", f"{prefix}-caption_ru": "Подпись", f"{prefix}-collection": photo.collection_id}
    response = press_client.post(reverse("wagtailimages:edit_multiple", args=[photo.pk]), fields)
    assert response.json()["success"], response.json()
    photo.refresh_from_db()
    assert (photo.title, photo.caption_ru, photo.licence, photo.is_for_press) == ("New", "Подпись", "own", True)


def test_translators_drop_nothing(site: object, translator_client: Client) -> None:
    response = translator_client.post(reverse(DROP), {"files[]": SimpleUploadedFile("a.jpg", scene_jpeg())})
    assert response.status_code in {302, 403}
    assert not Photo.objects.exists()


def test_the_drop_tells_how_far_the_worker_is(site: object, press_client: Client) -> None:
    drop(press_client, scene_jpeg())
    photo = Photo.objects.get()
    assert press_client.get(reverse("photo_progress"), {"ids": f"{photo.pk},x,"}).json()["made"] == 1
    Photo.objects.update(sources=[])
    assert press_client.get(reverse("photo_progress"), {"ids": photo.pk}).json()["made"] == 0


def bulk(client: Client, photos: list[Photo], **fields: object) -> object:
    keys = "&".join(f"id={photo.pk}" for photo in photos)
    address = reverse("wagtail_bulk_action", args=["images", "photo", "set_facts"])
    return client.post(f"{address}?{keys}", fields)


def test_many_photographs_get_credit_rights_and_tags_in_one_go(site: object, press_client: Client) -> None:
    photos = [make_photo(f"Photo {number}", credit=None) for number in range(3)]
    credit = make_credit()
    response = bulk(press_client, photos, credit=credit.pk, licence="own", tags="winter", is_for_press="yes")
    assert response.status_code == 302
    for photo in Photo.objects.all():
        assert (photo.credit, photo.licence, photo.is_for_press) == (credit, "own", True)
        assert [tag.name for tag in photo.tags.all()] == ["winter"]
    bulk(press_client, photos, is_for_press="no")
    assert not Photo.objects.filter(is_for_press=True).exists()
    assert Photo.objects.filter(licence="own").count() == 3


def test_only_the_drop_says_that_the_file_names_the_author(site: object, press_client: Client) -> None:
    words = "the name written in each file is taken"
    assert words in press_client.get(reverse(DROP)).content.decode()
    address = reverse("wagtail_bulk_action", args=["images", "photo", "set_facts"])
    assert words not in press_client.get(f"{address}?id={make_photo().pk}").content.decode()


def test_translators_set_no_rights(site: object, translator_client: Client) -> None:
    photo = make_photo()
    bulk(translator_client, [photo], licence="own")
    photo.refresh_from_db()
    assert photo.licence == ""


def test_the_report_lists_what_ends_and_where_it_is_shown(
    news: Trees, press_client: Client, django_assert_max_num_queries: object
) -> None:
    today = timezone.localdate()
    photos = [make_photo(f"Ending {number}", 60, 40, usage_until=today + timedelta(days=number)) for number in range(9)]
    make_photo("Long", usage_until=today + timedelta(days=90))
    page = news["ru"].add_child(
        instance=ArticlePage(title="Премьера", slug="premiere", locale=news["ru"].locale, lead_photo=photos[0])
    )
    press_client.get(reverse("ending_rights"))
    with django_assert_max_num_queries(60):
        html = press_client.get(reverse("ending_rights")).content.decode()
    assert "Ending 0" in html
    assert "Ending 8" in html
    assert "Long" not in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html


def test_the_report_on_credits_lists_whom_nobody_is_named_for(news: Trees, press_client: Client) -> None:
    bare = make_photo("Nobody’s", credit=None)
    make_photo("Somebody’s")
    make_photo('=HYPERLINK("http://evil.example")', credit=None)
    page = news["ru"].add_child(
        instance=ArticlePage(title="Премьера", slug="premiere", locale=news["ru"].locale, lead_photo=bare)
    )
    html = press_client.get(reverse("uncredited_photos")).content.decode()
    assert "Nobody’s" in html
    assert "Somebody’s" not in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    listed = b"".join(press_client.get(reverse("uncredited_photos"), {"export": "csv"}).streaming_content).decode()
    assert "\"'=HYPERLINK(" in listed


def test_translators_have_no_reports(site: object, translator_client: Client) -> None:
    html = translator_client.get("/admin/").content.decode()
    assert "ending-rights" not in html
    assert "without-credit" not in html


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_photographs_own_page_shows_what_was_read(
    site: object, press: object, press_client: Client, language: str
) -> None:
    press.wagtail_userprofile.preferred_language = language
    press.wagtail_userprofile.save()
    drop(press_client, iptc_jpeg({iim.BYLINE: "Ольга Ветрова".encode(), iim.CITY: "Москва".encode()}))
    html = press_client.get(reverse("wagtailimages:edit", args=[Photo.objects.get().pk])).content.decode()
    assert "IPTC" in html
    assert {"ru": "Прочитано из файла", "en": "Read from the file"}[language] in html
    assert 'name="crops"' in html


def test_the_library_marks_what_lacks_a_credit_at_the_same_cost_for_many(
    site: object, press_client: Client, django_assert_max_num_queries: object
) -> None:
    make_photo("Bare", 60, 40, credit=None)
    for number in range(12):
        make_photo(f"Photo {number}", 60, 40)
    press_client.get(reverse("wagtailimages:index"))
    with django_assert_max_num_queries(45):
        html = press_client.get(reverse("wagtailimages:index")).content.decode()
    assert html.count("no credit") == 1
