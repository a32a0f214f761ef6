"""Models every other room builds on."""

from core.models.base_page import BasePage
from core.models.named import NamedMixin
from core.models.site_settings import SiteSettings

__all__ = ["BasePage", "NamedMixin", "SiteSettings"]
