"""Addresses of the dates screens, below /admin/dates/."""

from django.urls import path

from events.admin import calendar, rule_views, views

app_name = "event_dates"
urlpatterns = [
    path("calendar/", calendar.CalendarView.as_view(), name="calendar"),
    path("calendar/closed-day/", calendar.ClosedDayView.as_view(), name="closed_day"),
    path("missing/", calendar.MissingView.as_view(), name="missing"),
    path("<int:event_id>/", views.DatesView.as_view(), name="index"),
    path("<int:event_id>/add/", rule_views.RepeatView.as_view(), name="add"),
    path("<int:event_id>/copy/", rule_views.CopyView.as_view(), name="copy"),
    path("<int:event_id>/rule/<int:rule_id>/", rule_views.RepeatView.as_view(), name="rule"),
    path("<int:event_id>/rule/<int:rule_id>/remove/", rule_views.RuleRemoveView.as_view(), name="rule_remove"),
    path("<int:event_id>/<int:pk>/", views.OccurrenceView.as_view(), name="edit"),
    path("<int:event_id>/<int:pk>/undo/", views.UndoView.as_view(), name="undo"),
    path("<int:event_id>/<int:pk>/remove/", views.RemoveView.as_view(), name="remove"),
    path("<int:event_id>/<int:pk>/move/", calendar.MoveView.as_view(), name="move"),
]
