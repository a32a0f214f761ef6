"""Scheduled publishing from the command line; takes the place of Wagtail's command of the same name."""

from django.core.management.base import BaseCommand

from core.publishing import publish_due


class Command(BaseCommand):
    """Publishes what is due; the background worker does the same every quarter of a minute."""

    help = "Publish the pages and records whose time has come, and take down those that have expired."

    def handle(self, *args: object, **options: object) -> None:
        tally = publish_due()
        self.stdout.write(f"{tally.published} published, {tally.expired} taken down, {tally.failed} failed.")
