"""Loads the demo content, or brings its dates near to today."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.demo import refreshing
from home.demo.load import load


class Command(BaseCommand):
    """Fills the site with an invented cultural centre in both languages; run again it changes nothing."""

    help = "Load the demo content: pages, photographs, events near today. Keeps everything that is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--refresh-dates",
            action="store_true",
            help="Only move the dates of demo events that nobody has edited near to today.",
        )
        parser.add_argument("--force", action="store_true", help="Load even where it is no site for trying things out.")

    def handle(self, *args: Any, refresh_dates: bool, force: bool, verbosity: int, **options: Any) -> None:
        if not settings.DEMO_USERS and not force:
            raise CommandError("This is not a site for trying things out. Add --force to load the demo content here.")
        say = self.stdout.write if verbosity else _silent
        if refresh_dates:
            say(f"{refreshing.refresh_dates()} events moved near to today.")
            return
        made = load(say)
        say(f"{made} pages made." if made else "Everything was there already.")


def _silent(text: str) -> None:
    """Say nothing."""
