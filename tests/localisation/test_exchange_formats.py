"""XLIFF 1.2 and 2.0 and PO: what is written is read by another program, and comes back unchanged."""

import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import polib
import pytest
from lxml import etree
from translate.storage import factory, xliff
from translate.storage.xliff2 import Xliff2File

from localisation.editor.markup import to_tokens
from localisation.editor.segments import State
from localisation.exchange import po, xliff12, xliff20
from localisation.exchange.reading import read
from localisation.exchange.units import Arrived, Bundle, Unit, UnusableFileError

pytestmark = pytest.mark.usefixtures("unindexed")

MOMENT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
LINK = 'Подробности — <a id="a1">на <b>странице</b></a> зала.<br/>Вход & билеты'
UNITS = [
    Unit("aa-1.7", "title", "Title", "Река", "Река", "The River", State.DONE, 1, limit=255),
    Unit("bb-2.8", "body.1", "Paragraph 1", LINK, to_tokens(LINK), "", State.TODO, 6, notes=("⟨1⟩ leads to x",)),
    Unit(
        "cc-3.9",
        "body.2",
        "Gallery, photograph 3, caption",
        "Вода",
        "Вода",
        "Water?",
        State.REVIEW,
        1,
        picture_url="https://x.example/p.jpg",
        previous_source="Воды",
        previous_target="Waters",
    ),
]
BUNDLE = Bundle("0f0f0f0f-1111-2222-3333-444444444444", "Река", "ru", "en", MOMENT, UNITS)
WRITERS = {"xlf": xliff12.write, "xlf2": xliff20.write, "po": po.write}


def arrived(data: bytes) -> Arrived:
    (found,) = read("file", data)
    return found


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_every_unit_comes_back_in_its_place(write: "object") -> None:
    found = arrived(write(BUNDLE))
    assert (found.uuid, found.exported_at) == (BUNDLE.uuid, MOMENT)
    assert [(unit.key, unit.target) for unit in found.units] == [(unit.key, unit.target) for unit in UNITS]
    assert [unit.needs_review for unit in found.units] == [False, False, True]


def test_another_program_reads_xliff_1_2_and_what_it_writes_is_read_here() -> None:
    store = xliff.xlifffile.parsestring(xliff12.write(BUNDLE))
    assert next(unit.source for unit in store.units) == "Река"
    assert "странице" in str(store.units[1].source)
    assert store.units[0].target == "The River"
    store.units[0].target = "A River"
    assert arrived(bytes(store)).units[0].target == "A River"


def test_another_program_reads_xliff_2_0_and_what_it_writes_is_read_here() -> None:
    store = Xliff2File.parsestring(xliff20.write(BUNDLE))
    assert next(unit.source for unit in store.units) == "Река"
    store.units[0].target = "A River"
    out = io.BytesIO()
    store.serialize(out)
    assert arrived(out.getvalue()).units[0].target == "A River"


def test_another_program_reads_po() -> None:
    store = factory.getclass("a.po").parsestring(po.write(BUNDLE))
    texts = {unit.getcontext(): unit.target for unit in store.units if unit.source}
    assert texts == {unit.key: unit.target for unit in UNITS}
    assert [entry.msgctxt for entry in polib.pofile(po.write(BUNDLE).decode())] == [unit.key for unit in UNITS]


def test_markup_is_protected_elements_in_xliff() -> None:
    first = etree.fromstring(xliff12.write(BUNDLE))
    source = first.findall(".//{*}trans-unit/{*}source")[1]
    assert [(etree.QName(node).localname, node.get("ctype")) for node in source.iter("{*}g", "{*}x")] == [
        ("g", "link"),
        ("g", "bold"),
        ("x", "lb"),
    ]
    second = etree.fromstring(xliff20.write(BUNDLE)).findall(".//{*}unit/{*}segment/{*}source")[1]
    assert [etree.QName(node).localname for node in second.iter("{*}pc", "{*}ph")] == ["pc", "pc", "ph"]


def test_place_picture_limit_words_and_former_version_go_along() -> None:
    text = xliff12.write(BUNDLE).decode()
    assert "Gallery, photograph 3, caption" in text
    assert "https://x.example/p.jpg" in text
    assert 'maxwidth="255"' in text
    assert 'alttranstype="previous-version"' in text
    assert '<count count-type="total" unit="word">8</count>' in text
    second = xliff20.write(BUNDLE).decode()
    assert '<note category="previous-target">Waters</note>' in second
    assert '<note category="words">6</note>' in second


def test_a_unit_split_by_the_other_program_is_put_together() -> None:
    text = xliff20.write(BUNDLE).decode()
    start = text.index('<unit id="bb-2.8"')
    end = text.index("</unit>", start)
    unit = (
        '<unit id="bb-2.8"><segment id="a"><source>Подробности</source><target>Details </target></segment>'
        '<ignorable><source> </source></ignorable><segment id="b"><source>x</source>'
        '<target>on <pc id="1">the <pc id="2">page</pc></pc></target></segment>'
    )
    found = arrived((text[:start] + unit + text[end:]).encode())
    assert found.units[1].target == "Details  on ⟨1⟩the ⟨2⟩page⟨/2⟩⟨/1⟩"


def test_segment_marks_of_the_other_program_are_seen_through() -> None:
    text = xliff12.write(BUNDLE).decode().replace(">The River<", '><mrk mtype="seg" mid="0">The River</mrk><')
    assert arrived(text.encode()).units[0].target == "The River"


def test_foreign_elements_are_a_problem_of_their_unit_alone() -> None:
    text = xliff12.write(BUNDLE).decode().replace(">The River<", '><bpt id="1">x</bpt>The River<')
    found = arrived(text.encode())
    assert "bpt" in found.units[0].problem
    assert found.units[2].problem == ""


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="&b;"/></xliff>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="&a;"/></xliff>"""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        BOMB,
        OUTSIDE,
        b"<xliff",
        b"<html><body>no</body></html>",
        b'<xliff version="3.0" xmlns="urn:oasis:names:tc:xliff:document:3.0"/>',
        b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
        b"PK\x03\x04 no archive",
        b"\x00\x01\x02\x03",
        b"\xff\xfe\x00",
        b'msgid "a"\nmsgstr "b"\n',
        b"msgid msgid msgid",
        b"just words",
        b"x" * (21 * 1024 * 1024),
    ],
    ids=lambda data: repr(data[:24]),
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        read("letter.xlf", data)
    assert len(str(refusal.value)) > 10
    assert "passwd" not in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_po_files_in_other_encodings_are_read(encoding: str) -> None:
    text = po.write(BUNDLE).decode().replace("⟨", "<").replace("⟩", ">")
    found = arrived(text.encode(encoding))
    assert found.units[0].target == "The River"


def test_xliff_with_a_byte_order_mark_is_read() -> None:
    assert arrived(b"\xef\xbb\xbf" + xliff12.write(BUNDLE)).units[0].target == "The River"


@pytest.mark.parametrize("form", ["xlf", "xlf2"])
def test_xliff_without_its_header_is_read(form: str) -> None:
    text = WRITERS[form](BUNDLE).decode()
    first, last = ("<header>", "</header>") if form == "xlf" else ("<notes>", "</notes>")
    found = arrived((text[: text.index(first)] + text[text.index(last) + len(last) :]).encode())
    assert found.exported_at in {None, MOMENT}
    assert found.units[0].target == "The River"


def test_xliff_in_another_encoding_is_read_if_it_says_so_and_else_refused_with_a_sentence() -> None:
    text = xliff12.write(replace(BUNDLE, units=UNITS[::2])).decode().replace("The River", "Река")
    said = text.replace("encoding='UTF-8'", "encoding='windows-1251'").encode("cp1251")
    assert arrived(said).units[0].target == "Река"
    with pytest.raises(UnusableFileError, match=r"letter\.xlf"):
        read("letter.xlf", text.encode("cp1251"))


def test_a_damaged_archive_is_refused_wherever_it_is_damaged() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.xlf", xliff12.write(BUNDLE))
    whole = packed.getvalue()
    for place in range(4, len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        with suppress(UnusableFileError):
            read("back.zip", bytes(damaged))


def test_an_archive_of_files_without_names_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x", b"<xliff/>")
    nameless = packed.getvalue().replace(b"x<xliff/>", b"/<xliff/>")  # the local name; the directory's follows
    nameless = nameless[: nameless.rindex(b"x")] + b"/" + nameless[nameless.rindex(b"x") + 1 :]
    with pytest.raises(UnusableFileError):
        read("back.zip", nameless)


def test_small_archive_of_a_huge_file_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("huge.xlf", b"<" * (25 * 1024 * 1024))
    assert len(packed.getvalue()) < 100 * 1024
    with pytest.raises(UnusableFileError, match=r"huge\.xlf"):
        read("bomb.zip", packed.getvalue())


def test_texts_with_characters_that_xml_cannot_hold_go_out_without_them() -> None:
    text = to_tokens("Ре\x0bка <b>и\x02</b>\uffff мост")
    units = [replace(UNITS[0], source=text, html="Река <b>и</b> мост", target=text)]
    for write in WRITERS.values():
        assert arrived(write(replace(BUNDLE, units=units))).units[0].target == "Река ⟨1⟩и⟨/1⟩ мост"
