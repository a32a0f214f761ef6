"""Files let fall on a place of a page, as a hand would."""

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import FloatRect, Locator


def drop_files(place: Locator, folder: Path, files: Mapping[str, bytes]) -> None:
    """Drop files, given by name, on ``place``; they are kept in ``folder``, where the browser reads them."""
    paths = [folder / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    place.scroll_into_view_if_needed()
    box = at_rest(place)
    hand = place.page.context.new_cdp_session(place.page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + min(box["height"], 60) / 2}
    for kind in ("dragEnter", "dragOver", "drop"):
        hand.send("Input.dispatchDragEvent", {"type": kind, "data": data, **middle})
    hand.detach()


def at_rest(place: Locator) -> FloatRect:
    """Return where ``place`` is once the page has stopped moving under it."""
    before = None
    while (box := place.bounding_box()) != before or box is None:
        assert box is not None, "the place is not seen"
        before = box
        place.page.wait_for_timeout(150)
    return box
