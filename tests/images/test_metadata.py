"""What files say of themselves: every standard, every charset, and nonsense."""

import io
import json
import random
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from images.metadata import Metadata, Notice, iim, jpeg_segments, read, xmp, xmp_packet
from tests.images.exiftool import needs_exiftool, read_tags
from tests.images.hostile import BOMB, app13, camera_exif, iptc_jpeg, malformed, odd_but_good, scene_jpeg, xmp_jpeg

CAPTION = "Премьера в Большом зале: дирижёр Анна Щукина и хор «Ёлочка»"


def say(content: bytes) -> Metadata:
    return read(io.BytesIO(content))[0]


@pytest.mark.parametrize(
    ("declared", "charset"), [(b"\x1b%G", "utf-8"), (None, "utf-8"), (None, "cp1251"), (b"\x1b%/A", "cp1251")]
)
def test_cyrillic_comes_intact_with_and_without_a_declared_charset(declared: bytes | None, charset: str) -> None:
    fields: dict = {iim.CAPTION: CAPTION.encode(charset), iim.BYLINE: "Ольга Ветрова".encode(charset)}
    if declared:
        fields = {(1, 90): declared, **fields}
    found = say(iptc_jpeg(fields))
    assert (found.caption, found.byline) == (CAPTION, "Ольга Ветрова")


def test_western_letters_are_not_taken_for_cyrillic() -> None:
    found = say(iptc_jpeg({iim.CAPTION: "Café Müller, a piece by Pina".encode("latin-1")}))
    assert found.caption == "Café Müller, a piece by Pina"


def test_a_name_cut_within_a_letter_loses_that_letter_only() -> None:
    raw = "Константин Константинопольский".encode()[:31]
    assert say(iptc_jpeg({(1, 90): b"\x1b%G", iim.BYLINE: raw})).byline == "Константин Конст"


def test_every_field_of_the_records_is_read() -> None:
    found = say(
        iptc_jpeg(
            {
                iim.HEADLINE: b"First night",
                iim.BYLINE: [b"Olga Vetrova", b"Ivan Petrov"],
                iim.CREDIT: b"Izluchina",
                iim.SOURCE: b"Archive",
                iim.COPYRIGHT: "© Izluchina".encode(),
                iim.CITY: b"Moscow",
                iim.DATE: b"20261120",
                iim.TIME: b"193000+0300",
                iim.KEYWORDS: [b"concert", b"organ", b"concert"],
            }
        )
    )
    assert found == Metadata(
        headline="First night",
        byline="Olga Vetrova, Ivan Petrov",
        credit="Izluchina",
        source="Archive",
        copyright="© Izluchina",
        city="Moscow",
        taken_at=datetime(2026, 11, 20, 16, 30, tzinfo=UTC),
        keywords=["concert", "organ"],
    )


@pytest.mark.parametrize("day", [b"20260229", b"00000000", b"2026", b"99991231", b"17001231", b"today"])
def test_a_date_that_is_none_is_no_date(day: bytes) -> None:
    assert say(iptc_jpeg({iim.DATE: day})).taken_at is None


def test_iptc_is_trusted_over_xmp_and_xmp_over_exif() -> None:
    packet = xmp_packet(Notice(credit_en="From XMP", caption_en="Caption of the XMP"))
    payload = b"http://ns.adobe.com/xap/1.0/\x00" + packet
    segment = b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload
    both = app13(iim.build([(iim.CREDIT, "From IPTC")])) + segment
    found, words = read(io.BytesIO(scene_jpeg(extra=both, exif=camera_exif())))
    assert (found.credit, found.caption, found.byline) == ("From IPTC", "Caption of the XMP", "From XMP")
    assert found.taken_at == datetime(2026, 11, 20, 19, 30)  # noqa: DTZ001 (the camera names no zone)
    assert set(words) == {"iptc", "xmp", "exif"}
    assert words["exif"]["byline"] == "Olga Vetrova"
    json.dumps(words)


@pytest.mark.parametrize(
    ("in_iptc", "in_xmp", "taken"),
    [
        ("Екатерина Александровская".encode()[:31], "Екатерина Александровская", "Екатерина Александровская"),
        ("Майя Линд".encode(), "Кира Ветрова", "Майя Линд"),
        ("Олег Ручьёв".encode(), "Олег", "Олег Ручьёв"),
    ],
)
def test_a_name_that_iptc_cut_is_taken_whole_from_xmp(in_iptc: bytes, in_xmp: str, taken: str) -> None:
    payload = b"http://ns.adobe.com/xap/1.0/\x00" + xmp_packet(Notice(credit_ru=in_xmp))
    segment = b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload
    records = iim.dataset((1, 90), b"\x1b%G") + iim.dataset(iim.CREDIT, in_iptc)
    assert say(scene_jpeg(extra=app13(records) + segment)).credit == taken


def test_a_description_of_one_language_is_taken_before_another() -> None:
    packet = xmp_packet(Notice(caption_ru="По-русски", caption_en="In English", credit_en="A & B <c>"))
    assert xmp.understand(packet).caption == "По-русски"
    assert xmp.understand(packet).byline == "A & B <c>"


def test_an_entity_bomb_and_a_file_of_the_server_say_nothing() -> None:
    inclusion = BOMB.replace(b'<!ENTITY a "aaaaaaaaaa">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')
    for packet in (BOMB, inclusion, b"<" * 1000, b"\xff" * 1000, b"", b"<a/>"):
        assert say(xmp_jpeg(packet)) == Metadata()


def test_nothing_that_can_be_uploaded_makes_the_reader_fail() -> None:
    for _name, content in (*odd_but_good(), *malformed(250)):
        found, words = read(io.BytesIO(content))
        json.dumps(words)
        assert "\x00" not in json.dumps(words)
        assert isinstance(found, Metadata)


def test_random_records_are_read_without_an_error() -> None:
    chance = random.Random(3)
    for _ in range(400):
        block = bytes(chance.choice((0x1C, 2, 0x80, 120, 255, chance.randrange(256))) for _ in range(60))
        iim.understand(b"\x1c\x02" + block)
        iim.understand(b"\x1c\x02\x78\x00\x20" + block)


@needs_exiftool
def test_what_exiftool_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(scene_jpeg())
    written = ["-IPTC:CodedCharacterSet=UTF8", f"-IPTC:Caption-Abstract={CAPTION}", "-XMP:Credit=Агентство «Н»",
               "-XMP-dc:Creator=Ольга Ветрова", "-XMP-photoshop:City=Москва",
               "-IPTC:Keywords=орган", "-IPTC:Keywords=концерт"]  # fmt: skip
    subprocess.run(["exiftool", "-q", "-overwrite_original", *written, str(path)], check=True)  # noqa: S603, S607
    found = say(path.read_bytes())
    assert (found.caption, found.credit, found.byline) == (CAPTION, "Агентство «Н»", "Ольга Ветрова")
    assert (found.city, found.keywords) == ("Москва", ["орган", "концерт"])


@needs_exiftool
def test_exiftool_reads_what_we_write(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    notice = Notice(credit_ru="Ольга Ветрова", credit_en="Olga Vetrova", copyright="© Излучина", caption_ru=CAPTION)
    path.write_bytes(scene_jpeg(extra=jpeg_segments(notice)))
    found = read_tags(path)[0]
    assert found["IPTC:By-line"] == "Ольга Ветрова"
    assert found["IPTC:Credit"] == "Olga Vetrova"
    assert found["IPTC:Caption-Abstract"] == CAPTION
    assert found["IPTC:CopyrightNotice"] == found["XMP:Rights"] == "© Излучина"
    assert found["XMP:Creator"] == "Ольга Ветрова / Olga Vetrova"
    assert "ExifTool:Warning" not in found
