"""Builds the index of visitors' search anew."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from search.engines import engine
from search.engines.base import EngineError
from search.indexing import rebuild
from search.vocabulary import recount


class Command(BaseCommand):
    """Index all pages, people and documents. Search goes on working meanwhile."""

    help = "Builds the index of visitors' search anew; search goes on working meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--resume",
            type=float,
            metavar="HOURS",
            help="Go on with a rebuild that was broken off: leave what was indexed within the last HOURS as it is.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        hours = options["resume"]
        standing, dropped = rebuild(timezone.now() - timedelta(hours=hours) if hours else None)
        words = recount()
        self.stdout.write(f"{standing} entries, {dropped} dropped, {words} words.")
        try:
            sent = engine().rebuild()
        except EngineError as error:
            raise CommandError(f"OpenSearch has no new index, PostgreSQL has: {error}") from error
        if sent:
            self.stdout.write(f"{sent} entries in OpenSearch.")
