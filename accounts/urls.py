"""Addresses of the account below /ru/account/ and /en/account/."""

from django.urls import path

from accounts.views import consent, profile

app_name = "accounts"
urlpatterns = [
    path("", profile.home, name="home"),
    path("consent/document/", consent.document, name="consent_document"),
    path("profile/", profile.profile, name="profile"),
]
