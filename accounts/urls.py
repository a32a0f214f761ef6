"""Addresses of the account below /ru/account/ and /en/account/."""

from django.urls import path

from accounts.views import consent, leaving, letters, profile, saved

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
    path("follow/", letters.subscribe, name="follow"),
    path("follow/change/", letters.change_followed, name="change_followed"),
    path("letters/", letters.letters, name="letters"),
    path("letters/unfollow/", letters.follow_no_longer, name="unfollow"),
    path("letters/confirm/<slug:token>/", letters.confirm_letters, name="confirm_letters"),
    path("letters/stop/<slug:token>/", letters.stop_letters, name="stop_letters"),
    path("consent/", consent.consent, name="consent"),
    path("consent/document/", consent.document, name="consent_document"),
    path("profile/", profile.profile, name="profile"),
    path("data/", leaving.data, name="data"),
    path("data/my-data.json", leaving.data_file, name="data_file"),
    path("leave/", leaving.leaving, name="leave"),
    path("restore/", leaving.restore, name="restore"),
]
