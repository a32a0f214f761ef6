"""The tree every other test stands on."""

from wagtail.models import Page, Site

from tests.articles.factories import make_article
from tests.conftest import Trees


def test_home_pages_are_translations_of_each_other(homes: Trees, site: Site) -> None:
    assert homes["en"].get_translation(homes["ru"].locale).pk == homes["ru"].pk
    assert {path.language_code for path in Site.get_site_root_paths()} == {"ru", "en"}


def test_sections_have_addresses_of_their_language(news: Trees, whats_on: Trees, venue_section: Trees) -> None:
    assert [news["ru"].url, news["en"].url] == ["/ru/novosti/", "/en/news/"]
    assert [whats_on["ru"].url, whats_on["en"].url] == ["/ru/afisha/", "/en/whats-on/"]
    assert [venue_section["ru"].url, venue_section["en"].url] == ["/ru/ploshchadki/", "/en/venues/"]


def test_new_page_makes_no_copy_in_the_other_language(news: Trees) -> None:
    for language in ("ru", "en"):
        page = make_article(news[language], "Мосты")
        assert Page.objects.filter(translation_key=page.translation_key).count() == 1
