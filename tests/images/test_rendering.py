"""What visitors are sent of a photograph."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils import translation
from PIL import Image

from images.models import Photo
from images.rendering import is_rendered, render_all
from images.tasks import render_photo
from tests.images.factories import jpeg_bytes, make_photo

pytestmark = pytest.mark.django_db


def open_stored(name: str) -> Image.Image:
    with default_storage.open(name) as file:
        picture = Image.open(io.BytesIO(file.read()))
        picture.load()
        return picture


def test_every_width_comes_as_avif_and_jpeg_and_none_is_wider_than_the_original() -> None:
    photo = make_photo(width=1700, height=1000)
    plain = [source for source in photo.sources if not source.get("purpose")]
    assert {(source["format"], source["width"]) for source in plain} == {
        (code, width) for code in ("avif", "jpeg") for width in (480, 960, 1700)
    }
    for source in photo.sources:
        assert open_stored(source["name"]).size == (source["width"], source["height"])


def test_position_serial_number_and_software_of_the_camera_are_gone() -> None:
    exif = Image.Exif()
    exif[0x0131] = "Camera firmware 1.0"
    exif[0xA431] = "SN-12345678"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (55.0, 45.0, 4.3)
    photo = Photo(title="With position")
    photo.file = SimpleUploadedFile("gps.jpg", jpeg_bytes(exif=exif.tobytes()))
    photo.save()
    photo.refresh_from_db()
    assert len(photo.sources) > 2
    for source in photo.sources:
        with default_storage.open(source["name"]) as file:
            content = file.read()
        assert b"SN-12345678" not in content
        assert b"firmware" not in content
        assert not dict(Image.open(io.BytesIO(content)).getexif())


def test_a_photograph_taken_upright_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = Photo(title="Turned")
    photo.file = SimpleUploadedFile("turned.jpg", jpeg_bytes(800, 400, exif=exif.tobytes()))
    photo.save()
    photo.refresh_from_db()
    widest = max((s for s in photo.sources if not s.get("purpose")), key=lambda source: source["width"])
    assert widest["height"] > widest["width"]


def test_transparent_marks_stand_on_white() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (600, 300), (255, 0, 0, 0)).save(buffer, "PNG")
    photo = Photo(title="Mark")
    photo.file = SimpleUploadedFile("mark.png", buffer.getvalue())
    photo.save()
    jpeg = next(source for source in render_all(photo) if source["format"] == "jpeg")
    assert min(open_stored(jpeg["name"]).convert("L").getextrema()) > 250


def test_social_image_keeps_the_focal_point() -> None:
    picture = Image.new("RGB", (2000, 1000), "black")
    picture.paste("white", (1800, 0, 2000, 1000))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=95)
    photo = Photo(title="Edge", focal_point_x=1950, focal_point_y=500, focal_point_width=10, focal_point_height=10)
    photo.file = SimpleUploadedFile("edge.jpg", buffer.getvalue())
    photo.save()
    photo.refresh_from_db()
    social = photo.social_source
    assert social is not None
    assert (social["width"], social["height"]) == (1200, 630)
    assert open_stored(social["name"]).getpixel((1195, 300))[0] > 200


def test_rendering_twice_changes_nothing(django_assert_max_num_queries: object) -> None:
    photo = make_photo()
    before = photo.sources
    with django_assert_max_num_queries(1):
        render_photo.func(photo.pk)
    photo.refresh_from_db()
    assert photo.sources == before


def test_a_new_focal_point_makes_new_files_and_removes_the_old() -> None:
    photo = make_photo()
    old = [source["name"] for source in photo.sources]
    photo.focal_point_x, photo.focal_point_y = 10, 10
    photo.focal_point_width = photo.focal_point_height = 5
    photo.save()
    photo.refresh_from_db()
    assert is_rendered(photo)
    assert not set(old) & {source["name"] for source in photo.sources}
    assert not any(default_storage.exists(name) for name in old)


def test_a_deleted_photograph_takes_its_files_along(django_capture_on_commit_callbacks: object) -> None:
    photo = make_photo()
    names = [source["name"] for source in photo.sources]
    with django_capture_on_commit_callbacks(execute=True):
        Photo.objects.filter(pk=photo.pk).delete()
    assert names
    assert not any(default_storage.exists(name) for name in names)


@pytest.mark.parametrize(
    ("language", "alt", "credit"),
    [
        ("ru", "Река вечером", "Фото: пресс-служба «Излучины»"),
        ("en", "The river in the evening", "Photo: Izluchina Press Office"),
    ],
)
def test_picture_speaks_the_language_of_the_page(language: str, alt: str, credit: str) -> None:
    photo = make_photo()
    with translation.override(language):
        html = Template("{% picture photo %}{% credit photo %}").render(Context({"photo": photo}))
    assert f'alt="{alt}"' in html
    assert credit in html.replace("&laquo;", "«")
    assert 'type="image/avif"' in html


def test_picture_without_a_text_in_this_language_never_borrows_the_other() -> None:
    photo = make_photo(alt_en="", caption_en="")
    with translation.override("en"):
        html = Template("{% picture photo %}").render(Context({"photo": photo}))
    assert "Река" not in html
    assert 'alt=""' in html


def test_picture_asks_the_database_nothing_and_makes_no_file(django_assert_num_queries: object) -> None:
    photo = make_photo()
    with django_assert_num_queries(0):
        Template("{% picture photo %}{% credit photo %}").render(Context({"photo": photo}))


def test_upright_crop_stands_in_on_a_telephone_where_one_is_set() -> None:
    whole, cropped = make_photo(), make_photo(crops={"portrait": {"x": 0.3, "y": 0, "width": 0.4, "height": 1}})
    tag = Template('{% picture photo ratio="" narrow="100vw" %}')
    assert "media=" not in tag.render(Context({"photo": whole}))
    html = tag.render(Context({"photo": cropped}))
    for code in ("avif", "jpeg"):
        (source,) = re.findall(rf'<source media="[^"]+" type="image/{code}" srcset="([^"]+)" sizes="100vw">', html)
        assert all("portrait-" in file for file in source.split(", "))
    assert "portrait-" not in html.split("<img")[1]


@pytest.mark.parametrize(
    ("size", "ratio", "sizes"),
    [
        ((1600, 900), "r45", "(min-width: 64rem) calc(2.22 * 33vw), calc(2.22 * 100vw)"),
        ((1600, 900), "r169", "(min-width: 64rem) 33vw, 100vw"),
        ((800, 1000), "r32", "(min-width: 64rem) 33vw, 100vw"),
        ((1600, 900), "", "(min-width: 64rem) 33vw, 100vw"),
    ],
)
def test_file_wide_enough_for_a_narrow_box_is_asked_for(size: tuple[int, int], ratio: str, sizes: str) -> None:
    photo = make_photo(width=size[0], height=size[1])
    tag = Template("{% picture photo ratio=ratio sizes='(min-width: 64rem) 33vw, 100vw' %}")
    html = tag.render(Context({"photo": photo, "ratio": ratio}))
    assert re.findall(r' sizes="([^"]+)"', html) == [sizes, sizes]


def test_only_the_smallest_file_made_yet_is_shown_rather_than_none() -> None:
    photo = make_photo()
    smallest = [source for source in photo.sources if source["width"] == 480 and source["format"] == "jpeg"]
    photo.sources = smallest
    html = Template("{% picture photo %}").render(Context({"photo": photo}))
    assert smallest[0]["name"] in html


def test_no_photograph_is_an_empty_box() -> None:
    html = Template("{% picture photo %}").render(Context({"photo": None}))
    assert "<img" not in html
