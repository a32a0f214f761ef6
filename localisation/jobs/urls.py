"""Addresses of jobs and of the steps from hand to hand, below /admin/localisation/."""

from django.urls import URLPattern, path

from localisation.jobs import views

app_name = "localisation_jobs"

_AT = "translations/<int:translation_id>"

urlpatterns: list[URLPattern] = [
    path("jobs/<int:job_id>/", views.JobView.as_view(), name="job"),
    path("jobs/<int:job_id>/accept/", views.accept_record, name="accept"),
    path(f"{_AT}/hand-in/", views.hand_in, name="hand_in"),
    path(f"{_AT}/approve/", views.approve, name="approve"),
    path(f"{_AT}/send-back/", views.send_back, name="send_back"),
    path(f"{_AT}/publish/", views.publish, name="publish"),
    path(f"{_AT}/publish-both/", views.publish_both, name="publish_pair"),
    path(f"{_AT}/draft/", views.choose_version, name="draft"),
    path(f"{_AT}/together/", views.go_together, name="together"),
]
