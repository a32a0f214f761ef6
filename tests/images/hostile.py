"""Pictures with every kind of metadata, and pictures that are damaged, mislabelled or meant to do harm."""

import io
import random
import struct
from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageCms

from images.metadata import iim

BOMB = b"""<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">%s]><b>&z;</b>""" % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("z") + 1)
)


def app13(block: bytes) -> bytes:
    """Return a JPEG segment with an IPTC block in Photoshop's container."""
    padded = block + b"\x00" * (len(block) % 2)
    payload = b"Photoshop 3.0\x00" + b"8BIM\x04\x04\x00\x00" + len(block).to_bytes(4, "big") + padded
    return b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload


def iptc_jpeg(fields: dict[tuple[int, int], bytes | list[bytes]], **options: object) -> bytes:
    """Return a JPEG whose IPTC-IIM records hold exactly these bytes."""
    pairs = ((key, raw if isinstance(raw, list) else [raw]) for key, raw in fields.items())
    block = b"".join(iim.dataset(key, raw) for key, values in pairs for raw in values)
    return scene_jpeg(extra=app13(block), **options)


def xmp_jpeg(packet: bytes, **options: object) -> bytes:
    """Return a JPEG with this XMP packet."""
    payload = b"http://ns.adobe.com/xap/1.0/\x00" + packet
    return scene_jpeg(extra=b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload, **options)


@cache
def scene(width: int = 320, height: int = 240, seed: int = 1) -> Image.Image:
    """Return a picture with large shapes, different for each ``seed``."""
    chance = random.Random(seed)
    small = Image.frombytes("RGB", (6, 5), bytes(chance.randrange(256) for _ in range(90)))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def scene_jpeg(width: int = 320, height: int = 240, seed: int = 1, **options: object) -> bytes:
    """Return that scene as a JPEG; ``options`` go to Pillow's ``save``."""
    return saved(scene(width, height, seed), "JPEG", **options)


def saved(picture: Image.Image, code: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, code, **options)
    return buffer.getvalue()


def camera_exif() -> bytes:
    """Return the EXIF of a camera that knows where it is and what it is called."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0131] = "Camera & Co", "Model 5", "Firmware 1.0"
    exif[0x013B] = "Olga Vetrova"
    details = exif.get_ifd(0x8769)
    details[0x9003], details[0xA431], details[0xA435] = "2026:11:20 19:30:00", "SN-12345678", "LENS-87654321"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (55.0, 45.0, 4.3), "E", (37.0, 37.0, 2.1)
    return with_thumbnail(exif.tobytes(), saved(scene(64, 48), "JPEG"))


def with_thumbnail(exif: bytes, thumbnail: bytes) -> bytes:
    """Return big-endian EXIF whose first directory leads to a second one with this JPEG (CIPA DC-008, 4.5.4)."""
    tiff = bytearray(exif.removeprefix(b"Exif\x00\x00"))
    first = int.from_bytes(tiff[4:8], "big")
    at_next = first + 2 + 12 * int.from_bytes(tiff[first : first + 2], "big")
    directory = len(tiff)
    tiff[at_next : at_next + 4] = directory.to_bytes(4, "big")
    rows = [(0x0103, 3, 6 << 16), (0x0201, 4, directory + 2 + 3 * 12 + 4), (0x0202, 4, len(thumbnail))]
    tiff += struct.pack(">H", len(rows))
    tiff += b"".join(struct.pack(">HHII", tag, kind, 1, value) for tag, kind, value in rows)
    return b"Exif\x00\x00" + bytes(tiff) + b"\x00" * 4 + thumbnail


def camera_jpeg(seed: int, byline: str, headline: str = "", width: int = 300, height: int = 200) -> bytes:
    """Return what a camera and its owner's program write: place, serial number, thumbnail, and whose it is in IPTC."""
    fields = {iim.BYLINE: byline.encode()} if byline else {}
    fields |= {iim.HEADLINE: headline.encode()} if headline else {}
    return iptc_jpeg(fields, width=width, height=height, seed=seed, exif=camera_exif())


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def odd_but_good() -> Iterator[tuple[str, bytes]]:
    """Files that are unusual and in order: they are accepted, and everything is made from them."""
    picture = scene()
    yield "one-pixel.png", saved(Image.new("RGB", (1, 1), "red"), "PNG")
    yield "one-pixel.jpg", saved(Image.new("RGB", (1, 1), "red"), "JPEG")
    yield "narrow.png", saved(Image.new("RGB", (1, 3000), "red"), "PNG")
    yield "low.jpg", saved(Image.new("RGB", (3000, 1), "red"), "JPEG")
    yield "cmyk.jpg", saved(picture.convert("CMYK"), "JPEG")
    yield "grey.jpg", saved(picture.convert("L"), "JPEG")
    yield "bilevel.png", saved(picture.convert("1"), "PNG")
    yield "palette.png", saved(picture.convert("P"), "PNG", transparency=0)
    yield "sixteen.png", saved(Image.new("I;16", (200, 100), 40_000), "PNG")
    yield "float.tiff", saved(picture.convert("F"), "TIFF")
    yield "alpha.webp", saved(picture.convert("RGBA"), "WEBP")
    yield "progressive.jpg", saved(picture, "JPEG", progressive=True)
    yield (
        "rotated.jpg",
        scene_jpeg(
            exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
        ),
    )
    yield "camera.jpg", scene_jpeg(exif=camera_exif())
    yield "broken-profile.jpg", scene_jpeg(icc_profile=b"\x00" * 300)
    yield "broken-exif.jpg", scene_jpeg(exif=b"Exif\x00\x00II*\x00\xff\xff\xff\x7f")
    yield "broken-iptc.jpg", scene_jpeg(extra=app13(b"\x1c\x02\x78\x7f\xff" + b"\xff" * 30))
    yield "endless-iptc.jpg", iptc_jpeg({(2, 120): b"\xd0" * 9000, (2, 80): b"\x00" * 40})
    yield "broken-xmp.jpg", xmp_jpeg(b"<x:xmpmeta><rdf:RDF>")
    yield "bomb-xmp.jpg", xmp_jpeg(BOMB)
    yield (
        "animated.gif",
        saved(picture.convert("P"), "GIF", save_all=True, append_images=[picture.rotate(9).convert("P")]),
    )
    yield "photo.heic", saved(picture, "HEIF")
    yield "photo.avif", saved(picture, "AVIF")
    yield "really-a-png.jpg", saved(picture, "PNG")
    yield "x" * 296 + ".jpg", scene_jpeg()
    yield "Выставка «Свет на воде» — открытие.jpg", scene_jpeg()
    yield "../../etc/passwd.jpg", scene_jpeg()
    yield "a/b\\c:d*?.jpg", scene_jpeg()


def malformed(count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """Yield ``count`` files that are damaged in every way: what is made of them is up to their reader."""
    chance = random.Random(seed)
    picture = scene(96, 64)
    good = {
        "jpg": saved(picture, "JPEG", exif=camera_exif(), extra=app13(iim.build([(iim.CAPTION, "Подпись")]))),
        "png": saved(picture, "PNG"),
        "gif": saved(picture.convert("P"), "GIF"),
        "webp": saved(picture, "WEBP"),
        "tiff": saved(picture, "TIFF"),
        "heic": saved(picture, "HEIF"),
        "avif": saved(picture, "AVIF"),
    }
    yield "empty.jpg", b""
    yield "zeroes.png", b"\x00" * 500
    yield "script.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "script.jpg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "page.jpg", b"<html><script>alert(1)</script></html>"
    yield "bomb.png", png_header(20_000, 20_000)
    yield "vast.png", png_header(2**31 - 1, 2**31 - 1)
    for number in range(count - 7):
        ending = chance.choice(sorted(good))
        content = bytearray(good[ending])
        kind = number % 4
        if kind == 0:
            content = content[: chance.randrange(1, len(content))]
        elif kind == 1:
            for _ in range(chance.randrange(1, 30)):
                content[chance.randrange(len(content))] = chance.randrange(256)
        elif kind == 2:
            at = chance.randrange(len(content))
            content[at : at + chance.randrange(1, 60)] = bytes(chance.randrange(256) for _ in range(40))
        else:
            at = chance.randrange(min(64, len(content)))
            content[at : at + 4] = chance.choice((b"\xff" * 4, b"\x00" * 4, b"\x7f\xff\xff\xff"))
        label = chance.choice(("jpg", "png", "tiff", "gif", ending, ending, ending))
        yield f"damaged-{number}.{label}", bytes(content)


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that says it is that large and holds nothing."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + b"\x00" * 4
