"""What exiftool, the trade's own reader, finds in a file."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

needs_exiftool = pytest.mark.skipif(
    shutil.which("exiftool") is None, reason="exiftool is not installed (Debian: libimage-exiftool-perl)"
)
#: Words in the names of the fields that tell of a camera, its place, its programs, or hold a second picture.
TELLTALES = ("GPS", "Serial", "Software", "Thumbnail", "PreviewImage", "CreatorTool")


def read_tags(*paths: Path) -> list[dict[str, Any]]:
    """Return the tags of each file as ``"Group:Name": value``."""
    run = subprocess.run(["exiftool", "-j", "-a", "-G", *map(str, paths)], check=True, capture_output=True)  # noqa: S603, S607
    return json.loads(run.stdout)


def telltales(tags: Iterable[str]) -> list[str]:
    """Return those of the tags that a file for the public must not have."""
    own = {"EXIF", "MakerNotes"}
    return [tag for tag in tags if tag.split(":")[0] in own or any(word in tag for word in TELLTALES)]
