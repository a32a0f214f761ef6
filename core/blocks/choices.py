"""Choices about looks: of no interest to readers who search."""

from typing import Any

from wagtail import blocks


class LooksBlock(blocks.ChoiceBlock):
    """A choice of size or place. Its label, in the language of whoever saved the page, stays out of the search."""

    def get_searchable_content(self, value: Any) -> list[str]:
        return []
