"""The press office's photographs: dropped many at once, mended in place, cropped with keys."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import ArticlePage
from images.metadata import iim
from images.models import Photo
from tests.browser.test_newsroom import sign_in
from tests.conftest import Trees
from tests.images.factories import make_credit, make_photo
from tests.images.hostile import iptc_jpeg

Open = Callable[..., Page]


@pytest.fixture
def desk(seeded: None, news: Trees, press: User, editor: User) -> Trees:
    """The news section, and the people who work with it."""
    return news


def test_a_drop_of_many_has_its_credits_and_repeating_it_makes_no_doubles(
    desk: Trees, open_page: Open, tmp_path: Path
) -> None:
    credit = make_credit("Кира Ветрова", "Kira Vetrova")
    files = []
    for number in range(6):
        path = tmp_path / f"DSC_{number}.jpg"
        fields = {iim.BYLINE: "Кира Ветрова".encode(), iim.HEADLINE: f"Премьера {number}".encode("cp1251")}
        path.write_bytes(iptc_jpeg(fields, seed=number + 10))
        files.append(path)
    page = open_page("/admin/login/")
    sign_in(page, "press")
    page.goto("/admin/images/multiple/add/")
    page.get_by_text("For all photographs of this batch").click()
    page.get_by_label("Licence").select_option("own")
    page.locator("#fileupload").set_input_files(files)
    expect(page.locator("#drop-state")).to_contain_text("6 of 6 arrived")
    expect(page.locator("#worker-state")).to_contain_text("6 of 6")
    photos = list(Photo.objects.order_by("pk"))
    assert [photo.title for photo in photos] == [f"Премьера {number}" for number in range(6)]
    assert {(photo.credit, photo.licence) for photo in photos} == {(credit, "own")}
    page.reload()
    page.locator("#fileupload").set_input_files(files)
    expect(page.locator("#drop-state")).to_contain_text("6 of 6 arrived")
    expect(page.get_by_text("This very file is in the library").first).to_be_visible()
    assert Photo.objects.count() == 6


def test_a_photograph_without_a_credit_is_mended_on_the_way_to_publishing(desk: Trees, open_page: Open) -> None:
    make_credit("Кира Ветрова", "Kira Vetrova")
    bare = make_photo("Bridge", credit=None)
    index = desk["ru"]
    article = index.add_child(
        instance=ArticlePage(title="Премьера", slug="premiere", locale=index.locale, live=False, lead_photo=bare)
    )
    article.save_revision()
    page = open_page("/admin/login/")
    sign_in(page, "editor")
    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("The photograph “Bridge” has no credit line.")).to_be_visible()
    page.get_by_role("link", name="Mend").click()
    page.get_by_label("Credit line").select_option(label="Kira Vetrova")
    page.get_by_role("button", name="Save").click()
    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("has been published")).to_be_visible()
    article.refresh_from_db()
    assert article.live


def test_a_crop_is_set_with_keys_and_seen_before_saving(desk: Trees, open_page: Open) -> None:
    photo = make_photo("Bridge")
    page = open_page("/admin/login/")
    sign_in(page, "press")
    page.goto(f"/admin/images/{photo.pk}/")
    place = page.locator("[data-key=portrait]")
    frame = place.locator("img")
    before = frame.get_attribute("style")
    slider = place.get_by_label("Left to right")
    slider.focus()
    slider.press("Home")
    assert frame.get_attribute("style") != before
    kept = json.loads(page.locator("#id_crops").input_value())
    assert kept["portrait"]["x"] == 0
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("updated")).to_be_visible()
    photo.refresh_from_db()
    assert photo.crops["portrait"]["x"] == 0
    assert any(source.get("purpose") == "portrait" for source in photo.sources)
