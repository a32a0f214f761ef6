"""Addresses of the translation editor in the admin; the page itself is where the translated page is edited."""

from django.urls import URLPattern, path

from localisation.editor.views import extras, texts

app_name = "localisation_editor"

_text = "translations/<int:translation_id>/texts/<str:key>"

urlpatterns: list[URLPattern] = [
    path(f"{_text}/", texts.save, name="save"),
    path(f"{_text}/check/", texts.check, name="check"),
    path(f"{_text}/help/", texts.help_with, name="help"),
    path("memory/", texts.search_memory, name="memory"),
    path("translations/<int:translation_id>/blank/", extras.save_blank, name="blank"),
    path("translations/<int:translation_id>/photos/<int:photo_id>/", extras.save_photo, name="photo"),
    path("translations/<int:translation_id>/memory/", extras.fill_memory, name="fill_memory"),
    path("translations/<int:translation_id>/machine/", extras.fill_machine, name="fill_machine"),
    path("translations/<int:translation_id>/machine/progress/", extras.machine_progress, name="machine_progress"),
    path("translations/<int:translation_id>/choices/<int:segment_id>/", extras.choose, name="choice"),
]
