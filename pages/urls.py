"""Addresses of this room below a language."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from pages.views import feedback

urlpatterns: list[URLPattern] = [path(_("feedback/"), feedback, name="feedback")]
