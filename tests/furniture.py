"""What stands in the database before any test: the site with both home pages, and the groups with their rights."""

from django.utils import translation
from wagtail.models import Locale, Page, Site

from accounts.roles import ensure_roles
from home.models import HomePage


def furnish() -> None:
    """Make the site that nearly every test needs, once for all of them, by today's code."""
    translation.activate("ru")
    ru, en = (Locale.objects.get_or_create(language_code=code)[0] for code in ("ru", "en"))
    root = Page.objects.get(depth=1)
    for welcome in Page.objects.filter(depth=2):
        welcome.specific.delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Излучина", slug="home-ru", locale=ru, lead="Культурный центр."))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Izluchina")
    translated = HomePage(title="Izluchina", slug="home-en", locale=en, lead="A cultural centre.")
    translated.translation_key = home.translation_key
    root.add_child(instance=translated)
    ensure_roles()
