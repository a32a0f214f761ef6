"""Is it a Word file, and a harmless one? Nothing of it is read before that is known."""

import re
import zipfile
from typing import IO

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument

MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE
LARGEST_UNPACKED = 400 * MEGABYTE
LARGEST_TEXT = 40 * MEGABYTE  # one XML part, unpacked
MOST_PARTS = 5000
MOST_PICTURES = 100
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_TEXT_PARTS = (".xml", ".rels")
_PICTURE = re.compile(r"^word/media/[^/]+$")
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class WordFileError(Exception):
    """The file cannot be taken; the message tells the editor why and what to do."""


def open_word_file(file: IO[bytes]) -> WordDocument:
    """Return the document in ``file`` (Office Open XML, ECMA-376).

    Raises ``WordFileError`` for what is no .docx, is damaged, carries macros or is too large to be an article.
    """
    file.seek(0, 2)
    if file.tell() > LARGEST_FILE:
        raise WordFileError(_("The file is larger than 50 MB. Make its pictures smaller, or add them afterwards."))
    file.seek(0)
    if file.read(4) == _OLD_WORD:
        raise WordFileError(_("This is a file of an old version of Word, or one with a password. Save it as .docx."))
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            _look_through(package)
        file.seek(0)
        return Document(file)
    except WordFileError:
        raise
    except Exception as error:
        raise _not_word() from error


def _not_word() -> WordFileError:
    return WordFileError(_("This is not a Word file (.docx), or it is damaged: it cannot be read to the end."))


def _look_through(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise _not_word()
    if len(parts) > MOST_PARTS or len(names) != len(parts):
        raise WordFileError(_("The file has too many parts for an article."))
    if sum(1 for name in names if _PICTURE.match(name)) > MOST_PICTURES:
        raise WordFileError(
            _("The file has more than %(limit)d pictures. Upload them to the library instead.")
            % {"limit": MOST_PICTURES}
        )
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise WordFileError(_("Unpacked, the file is too large for an article."))
    unpacked = 0
    for part in parts:
        is_text = part.filename.lower().endswith(_TEXT_PARTS)
        content = _unpack(package, part, LARGEST_TEXT if is_text else LARGEST_UNPACKED - unpacked)
        unpacked += len(content)
        if is_text and _DOCTYPE.search(content.replace(b"\x00", b"")):
            raise _not_word()
        if part.filename == "[Content_Types].xml" and b"macroenabled" in content.lower():
            raise _with_macros()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _with_macros()


def _with_macros() -> WordFileError:
    return WordFileError(_("The file carries macros. Save it as an ordinary .docx and try again."))


def _unpack(package: zipfile.ZipFile, part: zipfile.ZipInfo, limit: int) -> bytes:
    """Return the part, unpacked; what the file says of its size is not believed."""
    with package.open(part) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise WordFileError(_("Unpacked, the file is too large for an article."))
    return content
