"""The picture that stands for a page where it is shared."""

import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from PIL import Image

from core.models import SiteSettings
from images.models import SocialImage
from images.social.keeping import keep
from images.social.lettering import Face, drawable, fit, wrap
from tests.conftest import Trees
from tests.images.factories import make_photo

pytestmark = pytest.mark.django_db


def made_for(page: object) -> SocialImage:
    return SocialImage.objects.get(page_id=page.pk)


def og_image(client: Client, page: object) -> str:
    found = BeautifulSoup(client.get(page.url).content, "html.parser").find("meta", property="og:image")
    return found["content"] if found else ""


def test_each_public_page_gets_a_picture_of_the_right_size_in_each_language(homes: Trees, client: Client) -> None:
    keep()
    names = set()
    for page in (homes["ru"], homes["en"]):
        image = made_for(page)
        with default_storage.open(image.name) as file:
            picture = Image.open(io.BytesIO(file.read()))
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
        assert og_image(client, page).endswith(image.url)
        names.add(image.name)
    assert len(names) == 2


def test_it_falls_back_to_the_photograph_until_it_is_drawn(homes: Trees, client: Client) -> None:
    home = homes["ru"]
    photo = make_photo()
    home.hero_photo = photo
    home.save()
    assert og_image(client, home).endswith(photo.social_url)
    keep()
    assert "/social/" in og_image(client, home)


def test_it_is_no_place_where_the_photograph_is_used(homes: Trees) -> None:
    photo = make_photo()
    homes["ru"].hero_photo = photo
    homes["ru"].save()
    before = photo.get_usage().count()
    keep()
    assert SocialImage.objects.filter(photo=photo).exists()
    assert photo.get_usage().count() == before


def test_it_carries_the_credit_of_its_photograph_and_no_other_word(homes: Trees) -> None:
    homes["ru"].hero_photo = make_photo()
    homes["ru"].save()
    keep()
    with default_storage.open(made_for(homes["ru"]).name) as file:
        content = file.read()
    assert "пресс-служба «Излучины»".encode() in content
    assert not dict(Image.open(io.BytesIO(content)).getexif())


def test_a_new_title_a_new_name_of_the_centre_and_a_new_mark_each_make_a_new_file(homes: Trees) -> None:
    page = homes["ru"]
    keep()
    names = [made_for(page).name]

    def changed() -> None:
        keep()
        names.append(made_for(page).name)
        assert names[-1] not in names[:-1]
        assert not default_storage.exists(names[-2])

    page.title = "Другое имя страницы"
    page.save_revision().publish()
    changed()
    centre = SiteSettings.objects.first() or SiteSettings.for_site(page.get_site())
    centre.name_ru = "Плёс"
    centre.save()
    changed()
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#f00"/></svg>'
    )
    centre.logo.save("own.svg", ContentFile(drawing.encode()))
    changed()


def test_nothing_is_drawn_twice(homes: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    keep()
    monkeypatch.setattr("images.social.keeping.draw", lambda *_: pytest.fail("drawn again"))
    SocialImage.objects.update(checked_at=None)
    keep()
    assert not SocialImage.objects.filter(checked_at=None).exists()


def test_a_page_taken_down_or_under_embargo_has_no_picture_at_its_old_address(news: Trees, client: Client) -> None:
    from tests.articles.factories import make_article

    down, held = make_article(news["ru"]), make_article(news["ru"])
    keep()
    files = [made_for(page) for page in (down, held)]
    down.unpublish()
    type(held).objects.filter(pk=held.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    keep()
    for image in files:
        assert not default_storage.exists(image.name)
        assert client.get(image.url).status_code == 404
    assert not SocialImage.objects.filter(page_id__in=[down.pk, held.pk]).exists()


def test_a_photograph_under_embargo_is_not_drawn(homes: Trees) -> None:
    homes["ru"].hero_photo = make_photo(embargo_until=timezone.now() + timedelta(hours=1))
    homes["ru"].save()
    keep()
    assert made_for(homes["ru"]).photo is None


def test_a_mark_that_leads_out_of_its_file_gives_way_to_the_mark_of_the_site(homes: Trees) -> None:
    centre = SiteSettings.for_site(homes["ru"].get_site())
    for drawing in ("", "<svg", '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'):
        centre.logo.save("bad.svg", ContentFile(drawing.encode()))
        keep()
        assert default_storage.exists(made_for(homes["ru"]).name)


def test_the_command_makes_all(homes: Trees, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_social_images", anew=True)
    assert f"{SocialImage.objects.count()} pages" in capsys.readouterr().out
    assert SocialImage.objects.filter(page=homes["en"]).exists()


@pytest.mark.parametrize("title", ["Музей", "Щукин и Ёж: «Свет на воде» — The Light №5", "а" * 255, "слово " * 42])
def test_a_title_never_leaves_its_box(title: str) -> None:
    face, lines = fit(drawable(title), 1072, 340, (84, 60, 48))
    assert all(face.width(line) <= 1072 for line in lines)
    assert len(lines) * face.step <= 340
    shown = "".join(lines).replace(" ", "")
    assert shown == title.replace(" ", "") or shown.endswith("…")


def test_letters_the_faces_lack_are_plain_ones_and_pictograms_are_left_out() -> None:
    assert drawable("Čajkovskij 🎻 и Ёлка №5\u200b") == "Cajkovskij и Ёлка №5"
    assert wrap(Face("literata", 48, 500), "", 100) == []
