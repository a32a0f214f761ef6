"""Compile the interface's translations."""

from typing import ClassVar

from django.core.management.base import BaseCommand

from core.catalogues import compile_catalogues


class Command(BaseCommand):
    """Compiles every catalogue that has changed since it was compiled last."""

    help = "Compile the interface's translations (.po to .mo) that have changed."
    requires_system_checks: ClassVar[list[str]] = []

    def handle(self, *args: object, **options: object) -> None:
        for path in compile_catalogues():
            self.stdout.write(f"Compiled {path}")
