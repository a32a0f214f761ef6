"""Addresses of this room outside the admin."""

from django.urls import path

from images.views.originals import press_download

urlpatterns = [path("press-photo/<int:photo_id>/", press_download, name="press_photo")]
