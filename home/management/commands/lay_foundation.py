"""Makes the first pages of a new site."""

from typing import Any

from django.core.management.base import BaseCommand

from home.foundation import lay_foundation


class Command(BaseCommand):
    """Gives a new site its home pages and sections; where there is a home page it changes nothing."""

    help = "Make home pages and sections in both languages where there are none, and put the site at SITE_URL."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        if lay_foundation() and verbosity:
            self.stdout.write("Home pages and sections made in both languages.")
