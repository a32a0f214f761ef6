"""Setting a title in the centre's typefaces: which face has which letter, where lines break, what fits."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import ImageDraw, ImageFont

FOLDER = Path(settings.STATICFILES_DIRS[0]) / "fonts"
ELLIPSIS = "…"
NARROW = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Face:
    """A typeface of two files, Latin and Cyrillic, at one size and weight; the files are subsets."""

    family: str
    size: int
    weight: int

    @property
    def step(self) -> int:
        """From one baseline to the next."""
        return round(self.size * 1.16)

    @property
    def latin(self) -> ImageFont.FreeTypeFont:
        return _font(f"{self.family}-latin.woff2", self.size, self.weight)

    @property
    def cyrillic(self) -> ImageFont.FreeTypeFont:
        return _font(f"{self.family}-cyrillic.woff2", self.size, self.weight)

    def runs(self, text: str) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        """Cut ``text`` into stretches of one file each."""
        found: list[tuple[ImageFont.FreeTypeFont, str]] = []
        for letter in text:
            font = self.cyrillic if _is_cyrillic(letter) else self.latin
            if found and found[-1][0] is font:
                found[-1] = (font, found[-1][1] + letter)
            else:
                found.append((font, letter))
        return found

    def width(self, text: str) -> float:
        """Return how wide ``text`` is on one line, in pixels."""
        return sum(font.getlength(run) for font, run in self.runs(text))

    def draw(self, canvas: ImageDraw.ImageDraw, place: tuple[float, float], text: str, fill: str) -> None:
        """Draw one line, its baseline beginning at ``place``."""
        left, baseline = place
        for font, run in self.runs(text):
            canvas.text((left, baseline), run, font=font, fill=fill, anchor="ls")
            left += font.getlength(run)


@cache
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FOLDER / name, size)
    axes = [axis["name"] for axis in font.get_variation_axes()]
    font.set_variation_by_axes([weight if axis == b"Weight" else min(size, 72) for axis in axes])
    return font


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u0491" or letter == "№"


def _is_drawn(letter: str) -> bool:
    return _is_cyrillic(letter) or "\x20" <= letter <= "\xff" or "\u2000" <= letter <= "\u206f" or letter in "€−"


def drawable(text: str) -> str:
    """Return ``text`` in letters the faces have: accents they lack are taken off, signs they lack are left out."""
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        if unicodedata.category(letter) in {"Cc", "Cf"}:
            kept.append(" " if letter in "\n\t" else "")
        elif _is_drawn(letter):
            kept.append(letter)
        else:
            kept += [part for part in unicodedata.normalize("NFKD", letter) if _is_drawn(part)]
    return " ".join(part for part in "".join(kept).split(" ") if part)


def wrap(face: Face, text: str, width: float) -> list[str]:
    """Break ``text`` between words into lines no wider than ``width``; a word that is wider is cut into pieces."""
    lines: list[str] = []
    for word in text.split(" "):
        if not word:
            continue
        if lines and face.width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        while face.width(word) > width:
            fitting = max(1, next(n for n in range(len(word), 0, -1) if n == 1 or face.width(word[:n]) <= width))
            lines.append(word[:fitting])
            word = word[fitting:]
            if not word:
                break
        if word:
            lines.append(word)
    return lines


def fit(text: str, width: float, height: float, sizes: tuple[int, ...]) -> tuple[Face, list[str]]:
    """Return the largest face of ``sizes`` in which ``text`` fits a box of pixels, and its lines.

    Where even the smallest does not do, the last line ends in an ellipsis.
    """
    face, lines = Face("literata", sizes[-1], 500), []
    for size in sizes:
        face = Face("literata", size, 500)
        lines = wrap(face, text, width)
        if len(lines) <= height // face.step:
            return face, lines
    lines = lines[: max(1, int(height // face.step))]
    while lines[-1] and face.width(lines[-1] + ELLIPSIS) > width:
        lines[-1] = lines[-1][:-1]
    lines[-1] = lines[-1].rstrip(" ,.;:—–-" + NARROW) + ELLIPSIS
    return face, lines
