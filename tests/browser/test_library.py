"""The library of photographs: what arrives of a drop is counted, and each place shows the part that was chosen."""

from collections.abc import Callable
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from images.models import CreditLine, Photo
from tests.browser.test_translating import signed_in
from tests.images.factories import jpeg_bytes, make_photo

Opener = Callable[..., Page]


def test_what_arrives_of_a_drop_is_counted(
    seeded: None, press: User, server: str, open_page: Opener, tmp_path: Path
) -> None:
    credit = CreditLine.objects.create(name_ru="Лев Седов", name_en="Lev Sedov")
    page = open_page(reverse("wagtailimages:add_multiple"), **signed_in(press, server))
    page.locator("#batch").get_by_label("Credit line").select_option(str(credit.pk))
    files = [tmp_path / f"{name}.jpg" for name in ("один", "два")]
    for number, file in enumerate(files):
        file.write_bytes(jpeg_bytes(640, 480, f"#{number}b6{number}7f"))
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no photograph")
    page.locator("#fileupload").set_input_files([*files, bad])
    expect(page.locator("#drop-state")).to_contain_text("2 of 3 arrived. 1 did not arrive")
    assert {photo.credit for photo in Photo.objects.all()} == {credit}


def test_part_of_a_photograph_is_chosen_for_each_place(
    seeded: None, press: User, server: str, open_page: Opener
) -> None:
    photo = make_photo("Мост", width=1200, height=800, uploaded_by_user=press)
    page = open_page(reverse("wagtailimages:edit", args=[photo.pk]), **signed_in(press, server))
    portrait = page.locator("[data-key=portrait]")
    frame = portrait.locator(".photo-crops__frame")
    box = frame.bounding_box()
    assert box and round(box["width"] / box["height"], 1) == 0.8, "the frame has the shape of the place"
    aside = portrait.get_by_label("Left to right")
    aside.focus()
    aside.press("Home")
    card = page.locator("[data-key=card]")
    card.get_by_label("How much is seen").fill("50")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/images/")
    photo.refresh_from_db()
    assert photo.crops["portrait"]["x"] == 0
    assert photo.crops["card"]["width"] == 0.5
    assert set(photo.crops) == {"portrait", "card"}, "what was not touched follows the focal point"
