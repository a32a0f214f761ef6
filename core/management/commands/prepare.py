"""Everything to be done before the site serves: part of every start and every release."""

from typing import ClassVar

from django.core.management.base import BaseCommand

from core.preparation import prepare


class Command(BaseCommand):
    """Migrates, compiles, makes roles, collects static files; quick when nothing has changed."""

    help = "Bring database, catalogues, roles and static files up to date."
    requires_system_checks: ClassVar[list[str]] = []

    def handle(self, *args: object, **options: object) -> None:
        prepare(self.stdout.write)
