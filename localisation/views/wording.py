"""What the translation editor says in JavaScript: wagtail-localize's own words, and ours over them."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.views.i18n import JavaScriptCatalog


class EditorWording(JavaScriptCatalog):
    """The catalogue of wagtail-localize with the project's ``djangojs.po`` last, so that it has precedence."""

    packages: ClassVar[list[str]] = ["wagtail_localize"]

    def get_paths(self, packages: list[str]) -> list[Path | str]:
        return [*super().get_paths(packages), *settings.LOCALE_PATHS]
