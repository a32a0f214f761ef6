"""Videos from an allow-list of providers."""

from wagtail.embeds.finders.base import EmbedFinder


class VideoFinder(EmbedFinder):
    """Draft."""

    def accept(self, url: str) -> bool:
        return False
