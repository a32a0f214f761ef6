"""A file comes in: what it says fills what nobody has typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from images.intake import clean_name
from images.metadata import iim
from images.models import CreditLine, Photo
from tests.images.factories import make_credit
from tests.images.hostile import iptc_jpeg, scene_jpeg

pytestmark = pytest.mark.django_db


def taken_in(fields: dict, name: str = "DSC_0042.jpg", **typed: object) -> Photo:
    photo = Photo(**{"title": "DSC_0042", **typed})
    photo.file = SimpleUploadedFile(name, iptc_jpeg({key: text.encode() for key, text in fields.items()}))
    photo.save()
    return Photo.objects.get(pk=photo.pk)


@pytest.mark.parametrize(
    ("caption", "column"), [("Хор «Ёлочка» на сцене", "caption_ru"), ("The choir on stage, с хором", "caption_en")]
)
def test_the_caption_goes_where_its_language_is(caption: str, column: str) -> None:
    photo = taken_in({iim.CAPTION: caption})
    other = {"caption_ru", "caption_en"} - {column}
    assert getattr(photo, column) == caption
    assert getattr(photo, other.pop()) == ""


def test_headline_city_source_and_keywords_are_filled_in_and_what_was_read_is_kept() -> None:
    photo = taken_in({iim.HEADLINE: "First night", iim.CITY: "Москва", iim.SOURCE: "Archive", iim.KEYWORDS: "орган"})
    assert (photo.title, photo.headline, photo.city, photo.source) == (
        "First night",
        "First night",
        "Москва",
        "Archive",
    )
    assert [tag.name for tag in photo.tags.all()] == ["орган"]
    assert photo.read_metadata["iptc"]["headline"] == "First night"


def test_what_was_typed_is_never_overwritten() -> None:
    mine = make_credit()
    photo = taken_in({iim.CAPTION: "Another", iim.BYLINE: "Somebody", iim.HEADLINE: "Other"},
                     title="Mine", caption_en="My own", credit=mine)  # fmt: skip
    assert (photo.title, photo.caption_en, photo.credit) == ("Mine", "My own", mine)
    assert CreditLine.objects.count() == 1


@pytest.mark.parametrize("name", ["Izluchina Press Office", "пресс-служба «Излучины»", "Фото: Пресс-служба «Излучины»"])
def test_a_known_credit_is_found_by_either_name(name: str) -> None:
    known = make_credit()
    assert taken_in({iim.BYLINE: name}).credit == known
    assert not CreditLine.objects.filter(is_proposed=True).exists()


def test_a_new_name_becomes_a_proposal_once() -> None:
    first, second = taken_in({iim.BYLINE: "Ольга Ветрова"}), taken_in({iim.BYLINE: "Ольга Ветрова"})
    assert first.credit is not None
    assert first.credit == second.credit
    assert (first.credit.name_ru, first.credit.name_en) == ("Ольга Ветрова", "Olga Vetrova")
    assert first.credit.is_proposed


def test_a_proposed_name_is_set_in_latin_letters_as_english_print_would() -> None:
    credit = taken_in({iim.BYLINE: "Игорь Льнов / Журнал «Река»"}).credit
    assert credit.name_en == "Igor Lnov / Zhurnal “Reka”"


def test_photographer_and_agency_stand_in_one_line() -> None:
    credit = taken_in({iim.BYLINE: "Olga Vetrova", iim.CREDIT: "North Agency"}).credit
    assert credit is not None
    assert credit.name_en == "Olga Vetrova / North Agency"


def test_a_file_that_names_nobody_has_no_credit() -> None:
    assert taken_in({}).credit is None
    assert not CreditLine.objects.exists()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Фото: Ольга Ветрова", "Ольга Ветрова"),
        ("Photo by Olga Vetrova", "Olga Vetrova"),
        ("© 2026 Olga Vetrova.", "Olga Vetrova"),
        ("(c) Olga Vetrova", "Olga Vetrova"),
        ("Photographers’ Union", "Photographers’ Union"),
        ("Фотослужба «Излучины»", "Фотослужба «Излучины»"),
    ],
)
def test_the_word_before_the_name_is_left_out(written: str, name: str) -> None:
    assert clean_name(written) == name


def test_the_same_picture_saved_smaller_is_found_again() -> None:
    photo = taken_in({})
    small = Photo(title="Small", file=SimpleUploadedFile("small.jpg", scene_jpeg(160, 120)))
    small.save()
    assert list(Photo.objects.alike(small.perceptual_hash).exclude(pk=small.pk)) == [photo]
