"""Choices about looks in the body."""

from core.blocks import StoryBlock


def test_label_of_a_size_is_not_found_by_the_search() -> None:
    story = StoryBlock()
    value = story.to_python([{"type": "heading", "value": {"text": "Зал над водой", "level": "2"}}])
    assert story.get_searchable_content(value) == ["Зал над водой"]
