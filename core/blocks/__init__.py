"""Blocks of a page's body, and the stream that holds them all."""

from core.blocks.programme import ProgrammeDayBlock
from core.blocks.story import StoryBlock

__all__ = ["ProgrammeDayBlock", "StoryBlock"]
