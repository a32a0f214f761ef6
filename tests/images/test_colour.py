"""Colours: what a wide-gamut phone and a printer's file mean is what a visitor sees."""

import io
import struct

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from images.models import Photo
from tests.images.hostile import saved

pytestmark = pytest.mark.django_db

#: Display P3's primaries, adapted to D50 (SMPTE EG 432-1), and sRGB's; rows are X, Y, Z.
P3 = ((0.51512, 0.29198, 0.15710), (0.24120, 0.69225, 0.06657), (-0.00105, 0.04189, 0.78407))
SRGB = ((0.43607, 0.38515, 0.14307), (0.22249, 0.71687, 0.06061), (0.01392, 0.09708, 0.71410))
GAMMA = 2.2


def profile(primaries: tuple[tuple[float, ...], ...]) -> bytes:
    """Return a minimal ICC v2 display profile (ICC.1:2001-04) with these primaries and a plain gamma."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    columns = list(zip(*primaries, strict=True))
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(GAMMA * 256)) + b"\0\0"
    parts = {b"desc": b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + b"\0" * 79,
             b"cprt": b"text\0\0\0\0none\0\0\0\0", b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642, 1.0, 0.8249)}  # fmt: skip
    for letter, column in zip(b"rgb", columns, strict=True):
        parts[bytes([letter]) + b"XYZ"] = b"XYZ \0\0\0\0" + fixed(*column)
        parts[bytes([letter]) + b"TRC"] = curve
    table, body, at = b"", b"", 128 + 4 + 12 * len(parts)
    for name, part in parts.items():
        padded = part + b"\0" * (-len(part) % 4)
        table += name + struct.pack(">II", at + len(body), len(part))
        body += padded
    size = at + len(body)
    head = struct.pack(">I", size) + b"\0\0\0\0" + struct.pack(">I", 0x02100000) + b"mntrRGB XYZ "
    head += b"\0" * 12 + b"acsp" + b"\0" * 28 + fixed(0.9642, 1.0, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(parts)) + table + body


def in_srgb(colour: tuple[int, int, int]) -> list[float]:
    """Return a P3 colour in sRGB, by the book: gamma off, to XYZ, to sRGB's primaries, its curve on."""
    linear = [(value / 255) ** GAMMA for value in colour]
    x, y, z = (sum(row[i] * linear[i] for i in range(3)) for row in P3)
    to_srgb = ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052))  # of D50, Lindbloom
    mixed = [min(max(row[0] * x + row[1] * y + row[2] * z, 0.0), 1.0) for row in to_srgb]
    return [255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055) for v in mixed]


def shown(content: bytes, name: str = "photo.jpg") -> list[tuple[int, ...]]:
    """Return the middle point of every file a visitor may be sent."""
    photo = Photo(title="Colour", file=SimpleUploadedFile(name, content))
    photo.save()
    photo.refresh_from_db()
    points = []
    for source in photo.sources:
        with default_storage.open(source["name"]) as file, Image.open(io.BytesIO(file.read())) as picture:
            points.append(picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2)))
    assert len(points) >= 3
    return points


@pytest.mark.parametrize("colour", [(200, 90, 60), (60, 160, 110), (128, 128, 128), (30, 40, 180)])
def test_display_p3_looks_as_it_was_taken(colour: tuple[int, int, int]) -> None:
    picture = Image.new("RGB", (600, 400), colour)
    expected = in_srgb(colour)
    for point in shown(saved(picture, "JPEG", quality=98, subsampling=0, icc_profile=profile(P3))):
        assert point == pytest.approx(expected, abs=5)


def test_a_profile_is_not_merely_dropped() -> None:
    colour = (200, 90, 60)
    assert in_srgb(colour) != pytest.approx(colour, abs=5)


@pytest.mark.parametrize(
    ("ink", "seen"), [((255, 0, 0, 0), (0, 255, 255)), ((0, 255, 255, 0), (255, 0, 0)), ((0, 0, 0, 255), (0, 0, 0))]
)
def test_cmyk_is_not_turned_into_its_negative(ink: tuple[int, ...], seen: tuple[int, ...]) -> None:
    for point in shown(saved(Image.new("CMYK", (600, 400), ink), "JPEG", quality=98)):
        assert point == pytest.approx(seen, abs=70)
        assert (sum(point) > 380) == (sum(seen) > 380)


@pytest.mark.parametrize(("value", "seen"), [(0, 0), (32_768, 128), (65_535, 255)])
def test_sixteen_bits_a_point_keep_their_lightness(value: int, seen: int) -> None:
    for point in shown(saved(Image.new("I;16", (600, 400), value), "PNG"), "grey.png"):
        assert point == pytest.approx((seen,) * 3, abs=3)
