"""Addresses of this room outside the admin."""

from django.urls import path

from publishing.views.review import review

urlpatterns = [path("review/<str:token>/", review, name="review")]
