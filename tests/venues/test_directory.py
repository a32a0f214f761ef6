"""The directory of venues is never older than the last change."""

import pytest

from tests.venues.factories import Trees, make_venue
from venues import directory
from venues.directory import Directory

pytestmark = pytest.mark.django_db
PLACES = directory._places


def test_what_changes_while_the_directory_is_gathered_is_in_the_next(
    venue_section: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    def places(language: str) -> tuple[directory.Place, ...]:
        found = PLACES(language)
        monkeypatch.undo()
        make_venue(venue_section)
        return found

    monkeypatch.setattr(directory, "_places", places)
    assert Directory.gathered("ru").places == ()
    assert len(Directory.of_language("ru").places) == 1


def test_no_version_comes_twice() -> None:
    keys = set()
    for _time in range(3):
        directory.cache.delete(directory.VERSION_KEY)
        directory.forget_directory()
        keys.add(directory._cache_key("ru"))
    assert len(keys) == 3
