"""Addresses of the frame's forms and of the installed site, below the language."""

from django.urls import path

from navigation.installing import manifest, offline, worker
from navigation.views import choose_display, choose_region

app_name = "navigation"
urlpatterns = [
    path("region/", choose_region, name="region"),
    path("display/", choose_display, name="display"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("worker.js", worker, name="worker"),
    path("offline/", offline, name="offline"),
]
