"""Taking files in: any file is read safely or refused with a sentence."""

import io
import lzma
import zipfile
import zlib
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from lxml import etree  # ty: ignore[missing-module-member] (compiled, without stubs)

from localisation.exchange import po, xliff12, xliff20
from localisation.exchange.units import Arrived, UnusableFileError

MAX_BYTES = 20 * 1024 * 1024
MOST_FILES = 600
MOST_UNITS = 50_000
#: The file by which a project of OmegaT is known.
PROJECT = "omegat.project"
XLIFF = {xliff12.NAMESPACE: xliff12.read, xliff20.NAMESPACE: xliff20.read}
#: What ``zipfile`` raises over archives that are damaged, locked or packed in a way it does not know.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(name: str, data: bytes) -> list[Arrived]:
    """Return what came in a file: XLIFF 1.2 or 2.0, PO, or a ZIP of such files.

    Raises ``UnusableFileError`` with a sentence for a file that is empty, too large, damaged or something else.
    """
    found = _read_archive(data) if data[:4] == b"PK\x03\x04" else _read_one(name, data)
    if sum(len(arrived.units) for arrived in found) > MOST_UNITS:
        raise UnusableFileError(_("“%(name)s” holds too many texts to be from this site.") % {"name": name})
    return found


def _read_one(name: str, data: bytes) -> list[Arrived]:
    if len(data) > MAX_BYTES:
        raise UnusableFileError(_("“%(name)s” is too large to be the translation of a page.") % {"name": name})
    if not data.strip():
        raise UnusableFileError(_("“%(name)s” is empty.") % {"name": name})
    if _looks_like_xml(data):
        return _read_xliff(name, data)
    return _read_po(name, data)


def _looks_like_xml(data: bytes) -> bool:
    start = data[:400].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").replace(b"\x00", b"")
    return start.startswith(b"<")


def _read_xliff(name: str, data: bytes) -> list[Arrived]:
    root = parse_xml(name, data)
    reader = XLIFF.get(etree.QName(root).namespace or "")
    if reader is None or etree.QName(root).localname != "xliff":
        raise UnusableFileError(
            _("“%(name)s” is neither XLIFF 1.2 nor XLIFF 2.0. Choose one of them in your program.") % {"name": name}
        )
    found = reader(root, name)
    if not found:
        raise UnusableFileError(_("“%(name)s” holds no page.") % {"name": name})
    return found


def parse_xml(name: str, data: bytes) -> etree._Element:
    """Return the root of an XML file, read without entities, document types or network.

    Raises ``UnusableFileError`` for one that is damaged or wants them.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusableFileError(_("“%(name)s” is damaged: it is no XML.") % {"name": name}) from error
    doctype = root.getroottree().docinfo.doctype
    if root.getroottree().docinfo.internalDTD is not None and ("[" in doctype or _has_entities(root)):
        raise UnusableFileError(_("“%(name)s” defines entities of its own, which are not read here.") % {"name": name})
    return root


def _has_entities(root: etree._Element) -> bool:
    dtd = root.getroottree().docinfo.internalDTD
    return bool(list(dtd.iterentities())) or next(root.iter(etree.Entity), None) is not None


def _read_po(name: str, data: bytes) -> list[Arrived]:
    text = decoded(name, data)
    try:
        found = po.read(text, name)
    except ValueError as error:
        raise UnusableFileError(_("“%(name)s” is no PO file, or it is damaged.") % {"name": name}) from error
    if not found[0].units and not found[0].uuid:
        raise UnusableFileError(_("“%(name)s” is no PO file, or it is damaged.") % {"name": name})
    if not found[0].uuid:
        raise UnusableFileError(
            _("The header of “%(name)s” is missing, so it cannot be told which page it belongs to.") % {"name": name}
        )
    return found


def decoded(name: str, data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a mark, or else Windows-1251."""
    marked = next((encoding for mark, encoding in BOMS if data.startswith(mark)), "utf-8")
    for candidate in (marked, "cp1251"):
        try:
            text = data.decode(candidate)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise UnusableFileError(_("“%(name)s” is not a text in an encoding known here.") % {"name": name})


def _read_archive(data: bytes) -> list[Arrived]:
    """Read every file of a ZIP; sizes are counted as they are unpacked, whatever the archive says of itself."""
    found: list[Arrived] = []
    left = MAX_BYTES * 5
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [item for item in archive.infolist() if _is_wanted(item, archive)]
            if len(members) > MOST_FILES:
                raise UnusableFileError(_("The archive holds too many files."))
            for member in members:
                with archive.open(member) as file:
                    content = file.read(min(MAX_BYTES, left) + 1)
                left -= len(content)
                if left < 0:
                    raise UnusableFileError(_("The archive is too large when unpacked."))
                found += _read_one(PurePosixPath(member.filename).name[:120], content)
    except UNREADABLE as error:
        raise UnusableFileError(_("The archive is damaged, or locked with a password.")) from error
    if not found:
        raise UnusableFileError(_("The archive holds no translation."))
    return found


def _is_wanted(item: zipfile.ZipInfo, archive: zipfile.ZipFile) -> bool:
    """Whether a member may be a translation: no tool's own file, and of a project of OmegaT what it has written."""
    path = PurePosixPath(item.filename)
    if not path.name or item.is_dir() or path.parts[0] == "__MACOSX" or path.name.startswith("."):
        return False
    project = next((root for root in path.parents if f"{root / PROJECT}" in archive.NameToInfo), None)
    return project is None or path.is_relative_to(project / "target")
