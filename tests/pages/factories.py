"""Minimal, valid standard pages."""

from core.models import BasePage
from pages.models import StandardPage


def make_page(parent: BasePage, title: str, slug: str, **facts: object) -> StandardPage:
    """Return a live page below ``parent``."""
    parent.refresh_from_db()
    return parent.add_child(instance=StandardPage(title=title, slug=slug, locale=parent.locale, **facts))
