"""Time zones of regions and venues: those a browser knows too."""

import pytest
from django.core.exceptions import ValidationError

from venues.models.regions import validate_time_zone


@pytest.mark.parametrize("name", ["Europe/Moscow", "Asia/Vladivostok", "UTC"])
def test_a_place_has_a_time(name: str) -> None:
    validate_time_zone(name)


@pytest.mark.parametrize(
    "name", ["localtime", "posixrules", "Factory", "Europe", "Europe/Atlantis", "../etc/passwd", ""]
)
def test_what_is_no_place_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        validate_time_zone(name)
