"""Addresses of the glossary's files in the admin."""

from django.urls import URLPattern, path

from localisation.glossary import views

app_name = "localisation_glossary"

urlpatterns: list[URLPattern] = [
    path("export/<str:kind>/", views.export, name="export"),
    path("import/", views.import_terms, name="import"),
]
