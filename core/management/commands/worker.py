"""The background worker as a service of its own."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils.autoreload import run_with_reloader

from core.worker import run_worker


class Command(BaseCommand):
    """Runs tasks and chores until it is asked to stop."""

    help = "Run the background worker: queued tasks, scheduled publishing, clearing up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reload", action="store_true", help="Start again when the code changes.")

    def handle(self, *args: object, reload: bool = False, **options: object) -> None:
        if reload:
            run_with_reloader(run_worker)
        else:
            run_worker()
