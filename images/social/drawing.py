"""Drawing the picture of a shared page: photograph, title, the centre's mark and name."""

import io

from django.utils import translation
from PIL import Image, ImageDraw

from core.mark import mark_picture
from core.models import SiteSettings
from core.typography import typeset
from images.metadata import jpeg_segments
from images.models import Photo
from images.rendering import SAVE_OPTIONS, SOCIAL_SIZE, social_picture
from images.social.lettering import Face, drawable, fit

WIDTH, HEIGHT = SOCIAL_SIZE
MARGIN = 64
MARK_SIDE = 72
RIVER, ON_RIVER, LIGHT = "#0b2127", "#eef4f3", "#ffab5e"
SIZES = (84, 76, 68, 60, 54, 48)
TITLE_HEIGHT = 340  # with 48 points that is six lines; more than that nobody reads in a feed


def draw(title: str, language: str, centre: SiteSettings, photo: Photo | None) -> bytes:
    """Return a JPEG of 1200 by 630 pixels. It says whose the photograph is and nothing else of where it came from."""
    with translation.override(language):
        name = drawable(centre.name)
    canvas = _ground(photo)
    words_held = typeset(drawable(title) or name, language)
    face, lines = fit(words_held, WIDTH - 2 * MARGIN, TITLE_HEIGHT, SIZES)
    baseline = HEIGHT - MARGIN - face.step * (len(lines) - 1) - round(face.size * 0.12)
    if photo is not None:
        _darken(canvas, baseline - face.size - 110)
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((MARGIN, baseline - face.size - 28, MARGIN + 96, baseline - face.size - 23), fill=LIGHT)
    for number, line in enumerate(lines):
        face.draw(pen, (MARGIN, baseline + number * face.step), line, ON_RIVER)
    _sign(canvas, centre, name)
    buffer = io.BytesIO()
    words = {"extra": jpeg_segments(photo.notice)} if photo is not None else {}
    canvas.save(buffer, "JPEG", **SAVE_OPTIONS["jpeg"], **words)
    return buffer.getvalue()


def _ground(photo: Photo | None) -> Image.Image:
    """Return the photograph as it is cut for shared links; plain river where there is none or it cannot be read."""
    if photo is not None:
        return social_picture(photo)
    canvas = Image.new("RGB", SOCIAL_SIZE, RIVER)
    pen = ImageDraw.Draw(canvas)
    for number in range(7):  # light on water, as in the mark
        half = 330 - number * 42
        top = 200 + number * 34
        pen.rectangle((WIDTH - 300 - half, top, WIDTH - 300 + half, top + 3), fill="#153840")
    return canvas


def _darken(canvas: Image.Image, top: int) -> None:
    """Let the photograph sink into the river from ``top`` down, so that the title can be read on any picture."""
    top = max(top, 0)
    shade = Image.new("L", (1, HEIGHT), 0)
    for row in range(top, HEIGHT):
        shade.putpixel((0, row), min(round(228 * min((row - top) / 150, 1)), 228))
    canvas.paste(Image.new("RGB", SOCIAL_SIZE, RIVER), (0, 0), shade.resize(SOCIAL_SIZE))


def _sign(canvas: Image.Image, centre: SiteSettings, name: str) -> None:
    """Put the mark and the name on a plate in the upper corner: readable on any photograph."""
    face = Face("geologica", 30, 500)
    mark = mark_picture(centre, MARK_SIDE)
    while name and face.width(name) > WIDTH - 2 * MARGIN - MARK_SIDE - 44:
        name = name[:-1].rstrip()
    plate = (0, 0, round(MARGIN + MARK_SIDE + 20 + face.width(name) + 36), MARK_SIDE + 32)
    pen = ImageDraw.Draw(canvas)
    pen.rectangle(plate, fill=RIVER)
    canvas.paste(mark, (MARGIN, 16 + (MARK_SIDE - mark.height) // 2), mark)
    face.draw(pen, (MARGIN + MARK_SIDE + 20, 16 + MARK_SIDE / 2 + 11), name, ON_RIVER)
