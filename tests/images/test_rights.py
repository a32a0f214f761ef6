"""What may be done with a photograph, and when."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image, ImageFilter

from images.likeness import difference_hash
from images.models import PLACEMENTS, Photo, RightsState
from tests.images.factories import make_photo

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [
        (None, None, RightsState.OPEN),
        (TODAY, None, RightsState.OPEN),
        (TODAY + timedelta(days=1), None, RightsState.AHEAD),
        (None, TODAY + timedelta(days=31), RightsState.OPEN),
        (None, TODAY + timedelta(days=30), RightsState.ENDING),
        (None, TODAY, RightsState.ENDING),
        (None, TODAY - timedelta(days=1), RightsState.OVER),
        (None, date(2028, 2, 29), RightsState.OPEN),
    ],
)
def test_rights_run_from_the_first_day_to_the_last(first: date | None, last: date | None, state: RightsState) -> None:
    photo = Photo(usage_from=first, usage_until=last)
    assert photo.rights_on(TODAY) is state


def test_the_last_day_is_not_before_the_first() -> None:
    photo = make_photo()
    photo.usage_from, photo.usage_until = TODAY, TODAY - timedelta(days=1)
    with pytest.raises(ValidationError, match="Последний день"):
        photo.full_clean()


def test_journalists_get_what_is_released_credited_and_within_its_rights() -> None:
    later = timezone.now() + timedelta(hours=1)
    given = make_photo("Given", is_for_press=True)
    make_photo("Not chosen")
    make_photo("Dark", is_for_press=True, embargo_until=later)
    make_photo("Nobody’s", is_for_press=True, credit=None)
    make_photo("Over", is_for_press=True, usage_until=timezone.localdate() - timedelta(days=1))
    assert list(Photo.objects.for_press()) == [given]
    assert [photo.title for photo in Photo.objects.order_by("pk") if photo.is_downloadable_by_press] == ["Given"]
    assert [photo.title for photo in Photo.objects.embargoed()] == ["Dark"]
    assert Photo.objects.released().count() == 4


def test_photographs_whose_rights_end_come_in_the_order_of_the_end() -> None:
    today = timezone.localdate()
    for days in (40, 10, -3, 30):
        make_photo(f"In {days}", usage_until=today + timedelta(days=days))
    make_photo("For ever")
    assert [photo.title for photo in Photo.objects.ending_within(30)] == ["In -3", "In 10", "In 30"]


def test_the_same_picture_smaller_is_found_and_another_is_not() -> None:
    scene = Image.effect_noise((90, 60), 90).resize((900, 600)).filter(ImageFilter.GaussianBlur(9))
    other = scene.rotate(90)
    photo = make_photo("Scene")
    Photo.objects.filter(pk=photo.pk).update(perceptual_hash=difference_hash(scene))
    assert list(Photo.objects.alike(difference_hash(scene.resize((300, 200))))) == [photo]
    assert not Photo.objects.alike(difference_hash(other))
    assert not Photo.objects.alike(None)


def test_a_plain_surface_resembles_nothing() -> None:
    assert difference_hash(Image.new("RGB", (50, 50), "teal")) is None


def test_without_a_crop_a_placement_shows_the_largest_part_around_the_focal_point() -> None:
    photo = make_photo(width=1200, height=800)
    photo.focal_point_x, photo.focal_point_y = 1150, 400
    photo.focal_point_width = photo.focal_point_height = 10
    crops = {placement.key: photo.default_crop(placement) for placement in PLACEMENTS}
    assert crops["card"] == {"x": 0.0, "y": 0.0, "width": 1.0, "height": 1.0}
    portrait = crops["portrait"]
    assert portrait["x"] + portrait["width"] == pytest.approx(1)
    for placement in PLACEMENTS:
        crop = crops[placement.key]
        shown = (crop["width"] * 1200) / (crop["height"] * 800)
        assert shown == pytest.approx(placement.proportion, rel=0.01)


@pytest.mark.parametrize(
    "crops",
    [
        [],
        {"poster": {"x": 0, "y": 0, "width": 1, "height": 1}},
        {"card": {"x": 0, "y": 0, "width": 1}},
        {"card": {"x": 0.5, "y": 0, "width": 0.6, "height": 1}},
        {"card": {"x": -0.1, "y": 0, "width": 0.5, "height": 1}},
        {"card": {"x": 0, "y": 0, "width": 0.001, "height": 1}},
        {"card": {"x": "0", "y": 0, "width": 1, "height": 1}},
        {"card": None},
    ],
)
def test_a_crop_that_is_none_is_refused(crops: object) -> None:
    photo = make_photo()
    photo.crops = crops
    with pytest.raises(ValidationError):
        photo.full_clean()
