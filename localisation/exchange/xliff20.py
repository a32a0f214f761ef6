"""XLIFF 2.0 (OASIS Standard, 5 August 2014; ISO 21720)."""

from lxml import etree  # ty: ignore[missing-module-member] (compiled, without stubs)

from localisation.editor.markup import Tag, tags_of
from localisation.editor.segments import State
from localisation.exchange import inline
from localisation.exchange.moments import as_moment
from localisation.exchange.units import Arrived, ArrivedUnit, Bundle, Unit

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Values of ``state`` (§4.3.1.29); the rest is said in ``subState``.
STATES = {
    State.TODO: ("initial", ""),
    State.CHANGED: ("initial", "centre:changed"),
    State.ERROR: ("initial", "centre:error"),
    State.REVIEW: ("translated", "centre:review"),
    State.DONE: ("translated", ""),
}
#: ``type`` and ``subType`` of the tags of running text (§4.3.1.34).
TYPES = {
    "a": ("link", ""),
    "b": ("fmt", "xlf:b"),
    "strong": ("fmt", "xlf:b"),
    "i": ("fmt", "xlf:i"),
    "em": ("fmt", "xlf:i"),
    "u": ("fmt", "xlf:u"),
}


def write(bundle: Bundle) -> bytes:
    """Return one file of a translation: a unit a text, its place, picture, limit and former version as notes."""
    root = etree.Element(
        _name("xliff"),
        nsmap={None: NAMESPACE},
        version="2.0",
        srcLang=bundle.source_language,
        trgLang=bundle.target_language,
    )
    file = etree.SubElement(root, _name("file"), id=bundle.uuid, original=bundle.uuid)
    notes = etree.SubElement(file, _name("notes"))
    _note(notes, "exported", bundle.exported_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    _note(notes, "title", bundle.title)
    _note(notes, "words", str(bundle.words))
    for unit in bundle.units:
        _write_unit(file, unit)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def read(root: etree._Element, name: str) -> list[Arrived]:
    """Return what each ``file`` element holds; a unit that cannot be read says why."""
    found = []
    for file in root.iter(_name("file")):
        notes = {
            note.get("category", ""): note.text or "" for note in file.iterfind(f"{_name('notes')}/{_name('note')}")
        }
        units = [_read_unit(unit) for unit in file.iter(_name("unit"))]
        uuid = file.get("original") or file.get("id", "")  # some programs keep only what the standard requires
        found.append(Arrived(name, uuid, as_moment(notes.get("exported", "")), units))
    return found


def _write_unit(file: etree._Element, unit: Unit) -> None:
    element = etree.SubElement(file, _name("unit"), {"id": unit.key, "name": unit.path, XML_SPACE: "preserve"})
    notes = etree.SubElement(element, _name("notes"))
    _note(notes, "place", unit.label)
    _note(notes, "words", str(unit.words))
    if unit.limit:
        _note(notes, "limit", str(unit.limit))
    if unit.picture_url:
        _note(notes, "picture", unit.picture_url)
    for text in unit.notes:
        _note(notes, "link", text)
    if unit.previous_source:
        _note(notes, "previous-source", inline.TOKEN.sub("", unit.previous_source))
        _note(notes, "previous-target", inline.TOKEN.sub("", unit.previous_target))
    state, detail = STATES[unit.state]
    attributes = {"state": state} | ({"subState": detail} if detail else {})
    segment = etree.SubElement(element, _name("segment"), attributes)
    tags = {tag.number: tag for tag in tags_of(unit.html)}
    inline.fill(etree.SubElement(segment, _name("source")), unit.source, tags, _make)
    if unit.target:
        inline.fill(etree.SubElement(segment, _name("target")), unit.target, tags, _make)


def _note(notes: etree._Element, category: str, text: str) -> None:
    etree.SubElement(notes, _name("note"), category=category).text = text


def _make(tag: Tag | None, number: int) -> etree._Element:
    if tag is None:
        return etree.Element(_name("ph"), id=f"lb{number}", type="fmt", subType="xlf:lb")
    kind, detail = TYPES.get(tag.name, ("fmt", f"centre:{tag.name}"))
    attributes = {"id": str(tag.number), "type": kind} | ({"subType": detail} if detail else {})
    return etree.Element(_name("pc"), attributes)


def _read_unit(unit: etree._Element) -> ArrivedUnit:
    """Return a unit; the segments a tool has split it into are put together again."""
    key = unit.get("id", "")
    parts = []
    is_translated = False
    needs_review = False
    try:
        for part in unit:
            if not isinstance(part.tag, str) or etree.QName(part).localname not in {"segment", "ignorable"}:
                continue
            target = part.find(_name("target"))
            is_ignorable = etree.QName(part).localname == "ignorable"
            shown = target if target is not None or not is_ignorable else part.find(_name("source"))
            if shown is not None:
                parts.append(inline.text_of(shown, pairs={"pc"}, breaks={"ph"}, through={"mrk"}))
                is_translated = is_translated or (target is not None and not is_ignorable)
            needs_review = needs_review or part.get("subState", "").endswith(":review")
    except inline.UnreadableInlineError as error:
        return ArrivedUnit(key, "", problem=str(error))
    return ArrivedUnit(key, "".join(parts) if is_translated else "", needs_review=needs_review)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
