"""Models every other room builds on."""

from core.models.base_page import BasePage
from core.models.site_settings import SiteSettings

__all__ = ["BasePage", "SiteSettings"]
