"""Addresses of the frame's forms, below the language."""

from django.urls import path

from navigation.views import choose_display, choose_region

app_name = "navigation"
urlpatterns = [
    path("region/", choose_region, name="region"),
    path("display/", choose_display, name="display"),
]
