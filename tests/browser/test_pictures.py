"""Photographs as a browser cuts them: what an editor marked as the heart of one stays in sight."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from images.models import Photo
from tests.browser.test_newsroom import Trees
from tests.events.factories import event, photo

CUT = "image => getComputedStyle(image).objectPosition"


def cuts(images: Locator) -> list[str]:
    return [image.evaluate(CUT) for image in images.all()]


@pytest.mark.parametrize(("point", "expected"), [((800, 180, 90, 90), "50% 20%"), ((None,) * 4, "50% 100%")])
def test_a_photograph_above_the_water_is_cut_where_its_editor_said(
    whats_on: Trees, open_page: Callable[..., Page], point: tuple[int | None, ...], expected: str
) -> None:
    found = photo()
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    Photo.objects.filter(pk=found.pk).update(**dict(zip(names, point, strict=True)))
    page = event(whats_on, lead_photo=Photo.objects.get(pk=found.pk))
    water = open_page(f"/ru/afisha/{page.slug}/").locator(".refl")
    assert cuts(water.locator("img")) == [expected, expected]  # the photograph and its reflection
    heights = [box.bounding_box()["height"] for box in water.locator(".media").all()]
    assert heights[0] == heights[1]
