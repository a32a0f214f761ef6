"""XLIFF 1.2 (OASIS Standard, 1 February 2008): what most CAT tools exchange."""

from lxml import etree  # ty: ignore[missing-module-member] (compiled, without stubs)

from localisation.editor.markup import Tag, tags_of
from localisation.editor.segments import State
from localisation.exchange import inline
from localisation.exchange.moments import as_moment
from localisation.exchange.units import Arrived, ArrivedUnit, Bundle, Unit

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Values of ``state`` (§4.2, predefined).
STATES = {
    State.TODO: "needs-translation",
    State.CHANGED: "needs-adaptation",
    State.ERROR: "needs-review-translation",
    State.REVIEW: "needs-review-translation",
    State.DONE: "translated",
}
#: States in which a target that repeats its source is a copy, not a translation.
UNTRANSLATED = {"new", "needs-translation", "needs-adaptation"}
NEED_REVIEW = {"needs-review-translation", "needs-review-adaptation", "needs-review-l10n"}
#: Values of ``ctype`` for the tags of running text.
CTYPES = {"a": "link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underlined"}
PRODUCT = "centre"


def write(bundle: Bundle, *, fills_targets: bool = False) -> bytes:
    """Return one file of a translation: a unit a text, with place, picture, limit, word count and former version.

    ``fills_targets`` puts the original where a translation is still to be made, and protects what is done.
    """
    root = etree.Element(_name("xliff"), nsmap={None: NAMESPACE}, version="1.2")
    file = etree.SubElement(
        root,
        _name("file"),
        {
            "original": bundle.uuid,
            "source-language": bundle.source_language,
            "target-language": bundle.target_language,
            "datatype": "html",
            "date": bundle.exported_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "product-name": PRODUCT,
        },
    )
    header = etree.SubElement(file, _name("header"))
    _count(header, "words", bundle.words)
    etree.SubElement(header, _name("note")).text = bundle.title
    body = etree.SubElement(file, _name("body"))
    for unit in bundle.units:
        _write_unit(body, unit, fills_targets)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def read(root: etree._Element, name: str) -> list[Arrived]:
    """Return what each ``file`` element holds; a unit that cannot be read says why."""
    return [
        Arrived(
            name=name,
            uuid=file.get("original", ""),
            exported_at=as_moment(file.get("date", "")),
            units=[_read_unit(unit) for unit in file.iter(_name("trans-unit"))],
        )
        for file in root.iter(_name("file"))
    ]


def _write_unit(body: etree._Element, unit: Unit, fills_target: bool) -> None:
    is_open = fills_target and unit.state is not State.DONE
    attributes = {"id": unit.key, "resname": unit.path, XML_SPACE: "preserve"}
    if unit.limit:
        attributes |= {"maxwidth": str(unit.limit), "size-unit": "char"}
    if fills_target and not is_open:
        attributes["translate"] = "no"
    element = etree.SubElement(body, _name("trans-unit"), attributes)
    tags = {tag.number: tag for tag in tags_of(unit.html)}
    inline.fill(etree.SubElement(element, _name("source")), unit.source, tags, _make)
    target = etree.SubElement(element, _name("target"), state=STATES[State.TODO if is_open else unit.state])
    inline.fill(target, unit.source if is_open else unit.target, tags, _make)
    # A name of a group is one of its kind in the file (the schema's K_count-group_name, U_context-group_name).
    place = etree.SubElement(element, _name("context-group"), name=f"place-{unit.key}", purpose="information")
    etree.SubElement(place, _name("context"), {"context-type": "x-place"}).text = unit.label
    if unit.picture_url:
        etree.SubElement(place, _name("context"), {"context-type": "x-picture"}).text = unit.picture_url
    _count(element, f"words-{unit.key}", unit.words)
    for note in (unit.label, *unit.notes):
        etree.SubElement(element, _name("note")).text = note
    if unit.previous_source:
        former = etree.SubElement(element, _name("alt-trans"), alttranstype="previous-version")
        etree.SubElement(former, _name("source")).text = _without_tokens(unit.previous_source)
        etree.SubElement(former, _name("target")).text = _without_tokens(unit.previous_target)


def _count(parent: etree._Element, name: str, words: int) -> None:
    group = etree.SubElement(parent, _name("count-group"), name=name)
    etree.SubElement(group, _name("count"), {"count-type": "total", "unit": "word"}).text = str(words)


def _make(tag: Tag | None, number: int) -> etree._Element:
    if tag is None:
        return etree.Element(_name("x"), id=f"lb{number}", ctype="lb")
    return etree.Element(_name("g"), id=str(tag.number), ctype=CTYPES.get(tag.name, f"x-html-{tag.name}"))


def _read_unit(element: etree._Element) -> ArrivedUnit:
    key = element.get("id", "")
    target = element.find(_name("target"))
    if target is None:
        return ArrivedUnit(key, "")
    state = target.get("state", "")
    try:
        text = _text(target)
        if state in UNTRANSLATED and text == _text(element.find(_name("source"))):
            text = ""
    except inline.UnreadableInlineError as error:
        return ArrivedUnit(key, "", problem=str(error))
    return ArrivedUnit(key, text, needs_review=state in NEED_REVIEW)


def _text(element: etree._Element | None) -> str:
    return "" if element is None else inline.text_of(element, pairs={"g"}, breaks={"x"}, through={"mrk"})


def _without_tokens(text: str) -> str:
    return inline.TOKEN.sub("", text)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
