"""Addresses of this room below a language."""

from django.urls import path

from press.views import accreditation

urlpatterns = [path("accreditation/<int:page_id>/", accreditation, name="accreditation")]
