"""Addresses of exchange, below /admin/localisation/exchange/."""

from django.urls import URLPattern, path

from localisation.exchange import views

app_name = "localisation_exchange"

urlpatterns: list[URLPattern] = [
    path("", views.ExchangeView.as_view(), name="index"),
    path("export/", views.export, name="export"),
    path("arrivals/<int:arrival_id>/", views.ArrivalView.as_view(), name="arrival"),
    path("memory/export/", views.export_memory, name="export_memory"),
    path("memory/import/", views.import_memory, name="import_memory"),
]
