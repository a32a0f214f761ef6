"""Addresses of the board and its settings, below /admin/localisation/."""

from django.urls import URLPattern, path

from localisation.batches import views as batches
from localisation.board import settings_views
from localisation.board.listing import BoardView

app_name = "localisation_board"

urlpatterns: list[URLPattern] = [
    path("", BoardView.as_view(), name="index"),
    path("results/", BoardView.as_view(results_only=True), name="results"),
    path("notices/", settings_views.NoticesView.as_view(), name="notices"),
    path("notices/read/", settings_views.mark_read, name="read"),
    path("sections/", settings_views.RulesView.as_view(), name="rules"),
    path("batches/", batches.BatchesView.as_view(), name="batches"),
    path("batches/<int:batch_id>/", batches.BatchView.as_view(), name="batch"),
    path("batches/<int:batch_id>/progress/", batches.progress, name="batch_progress"),
]
