"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """What’s on."""

    name = "events"
    verbose_name = _("What’s on")

    def ready(self) -> None:
        from events import editors_board  # noqa: F401
        from events.moments import watch_clocks
        from events.runs import watch_runs
        from events.withdrawn import watch_pages

        watch_clocks()
        watch_runs()
        watch_pages()
