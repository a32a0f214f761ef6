"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    """What journalists get: press packs, who speaks for the centre, and files that stay dark until the minute."""

    name = "press"
    verbose_name = _("Press")

    def ready(self) -> None:
        """Follow embargoes with the photographs, and publication with the packs."""
        from wagtail.signals import page_published

        from images.tasks import on_rendered
        from press.darkness import follow_embargo, settle_one
        from press.packs import after_publishing
        from publishing.embargoes import on_change

        on_change(follow_embargo)
        on_rendered(settle_one)
        # A signal: it alone hears every way of publishing.
        page_published.connect(after_publishing, dispatch_uid="press-packs-follow-publishing")
