"""What a new site begins with: home pages and sections in both languages, empty, for the press office to fill."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from articles.models import ArticleIndexPage
from core.models import BasePage
from events.models import EventIndexPage
from home.demo.localising import translate
from home.demo.words import Words
from home.models import HomePage
from venues.models import VenueIndexPage


@dataclass(frozen=True)
class Section:
    """A page there is one of in each language: its title and its address in both."""

    model: type[BasePage]
    title_ru: str
    title_en: str
    slug_ru: str
    slug_en: str


HOME = Section(HomePage, "Главная", "Home", "ru", "en")
SECTIONS = (
    Section(ArticleIndexPage, "Новости", "News", "novosti", "news"),
    Section(EventIndexPage, "Афиша", "What’s On", "afisha", "whats-on"),
    Section(VenueIndexPage, "Площадки", "Venues", "ploshchadki", "venues"),
)


@transaction.atomic
def lay_foundation() -> bool:
    """Make the first pages and give the site its address; where a home page is, do nothing and return False."""
    if HomePage.objects.exists():
        return False
    home = _make(HOME, Page.get_first_root_node())
    for section in SECTIONS:
        _make(section, home)
    be_root(home)
    _take_address(Site.objects.get(is_default_site=True))
    return True


def _make(section: Section, parent: Page) -> BasePage:
    """Publish a section below ``parent`` in Russian, and its English through the records of translation."""
    russian, english = (Locale.objects.get_or_create(language_code=code)[0] for code in ("ru", "en"))
    page = section.model(
        title=section.title_ru,
        slug=section.slug_ru,
        locale=russian,
        show_in_menus=section is not HOME,
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    words = Words()
    words.add_text(section.title_ru, section.title_en)
    page = section.model.objects.get(pk=page.pk)
    translate(page, english, words, section.slug_en)
    return page


def be_root(home: BasePage) -> None:
    """Make ``home`` the root of the only site, and remove the page Wagtail welcomes developers with."""
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    if site.root_page_id != home.pk and not (site.pk and isinstance(site.root_page.specific, HomePage)):
        site.root_page, site.site_name = home, home.title
        site.save()
    for welcome in Page.objects.filter(depth=2, content_type__model="page", content_type__app_label="wagtailcore"):
        if not welcome.get_children().exists():
            welcome.delete()


def _take_address(site: Site) -> None:
    """Put the site at ``SITE_URL``: canonical addresses, feeds and the sitemap are made of it."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site.hostname = address.hostname or site.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
