"""Addresses of the account below /ru/account/ and /en/account/."""

from django.urls import path

from accounts.views import profile

app_name = "accounts"
urlpatterns = [
    path("", profile.home, name="home"),
    path("profile/", profile.profile, name="profile"),
]
