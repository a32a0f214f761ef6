"""Addresses of the account below /ru/account/ and /en/account/."""

from django.urls import path

from accounts.views import consent, profile, saved

app_name = "accounts"
urlpatterns = [
    path("", profile.home, name="home"),
    path("state/", saved.state, name="state"),
    path("saved/", saved.saved, name="saved"),
    path("saved/change/", saved.change, name="change_saved"),
    path("saved/lines/", saved.lines, name="saved_lines"),
    path("saved/merge/", saved.merge, name="merge_saved"),
    path("saved/calendar/", saved.make_calendar, name="make_saved_calendar"),
    path("saved/<slug:token>/calendar.ics", saved.calendar_file, name="saved_calendar"),
    path("consent/document/", consent.document, name="consent_document"),
    path("profile/", profile.profile, name="profile"),
]
