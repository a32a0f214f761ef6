"""Blocks of a page's body, and the stream that holds them all."""

from core.blocks.story import StoryBlock

__all__ = ["StoryBlock"]
