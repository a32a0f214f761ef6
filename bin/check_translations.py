"""The interface's catalogues are complete: every string of the sources, in Russian and in English.

Needs GNU xgettext to find the strings; without it only the catalogues themselves are looked at.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ru", "en")
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w*)\}|%[sd]")
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
    "_",
)
NOT_SOURCES = {".venv", "var", "tests", "bench", "bin", "node_modules"}

#: Context, text, plural text: what makes two entries the same.
Key = tuple[str | None, str, str]


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def complaints_about(language: str) -> list[str]:
    """Return one sentence for each entry that is empty, doubtful or has lost a placeholder."""
    complaints = []
    for entry in catalogue(language):
        if entry.obsolete:
            continue
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if not all(texts):
            complaints.append(f"{language}: “{entry.msgid}” has no translation.")
        elif entry.fuzzy:
            complaints.append(f"{language}: “{entry.msgid}” is marked fuzzy.")
        elif any(placeholders(text) - placeholders(entry.msgid + entry.msgid_plural) for text in texts):
            complaints.append(f"{language}: “{entry.msgid}” uses a placeholder that the text does not have.")
        elif language == "ru" and entry.msgid_plural and len(texts) < 3:
            complaints.append(f"{language}: “{entry.msgid}” needs three plural forms.")
    return complaints


def placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def strings_in_sources() -> set[Key]:
    """Return every string the sources mark for translation."""
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "files"
        listing.write_text("\n".join(str(path) for path in _extractable(Path(folder))))
        output = Path(folder) / "found.po"
        command = ["xgettext", "--language=Python", "--from-code=UTF-8", f"--files-from={listing}", "--no-wrap"]
        command += [f"--keyword={word}" for word in KEYWORDS] + [f"--output={output}"]
        subprocess.run(command, check=True, capture_output=True, text=True)
        return {key(entry) for entry in polib.pofile(str(output))} if output.exists() else set()


def _extractable(folder: Path) -> list[Path]:
    """Return the Python sources and, written below ``folder``, the templates as xgettext can read them."""
    import django
    from django.conf import settings
    from django.utils.translation.template import templatize

    settings.configure(TEMPLATES=[])
    django.setup()
    modules = [path for path in ROOT.rglob("*.py") if _is_source(path)]
    for number, path in enumerate(path for path in ROOT.rglob("*.html") if _is_source(path)):
        readable = folder / f"{number}.html.py"
        readable.write_text(templatize(path.read_text(), origin=str(path)))
        modules.append(readable)
    return modules


def _is_source(path: Path) -> bool:
    return not NOT_SOURCES.intersection(path.relative_to(ROOT).parts)


def complaints() -> list[str]:
    """Return one sentence for everything that is missing."""
    found = [sentence for language in LANGUAGES for sentence in complaints_about(language)]
    if shutil.which("xgettext") is None:
        return found
    sources = strings_in_sources()
    for language in LANGUAGES:
        known = {key(entry) for entry in catalogue(language) if not entry.obsolete}
        missing = sorted(text for _, text, _ in sources - known)
        found += [f"{language}: “{text}” is in the sources but not in the catalogue." for text in missing]
    return found


if __name__ == "__main__":
    if shutil.which("xgettext") is None:
        print("Skipped the search for strings missing in the catalogues: there is no xgettext (apt install gettext).")
    sentences = complaints()
    print("\n".join(sentences))
    sys.exit(1 if sentences else 0)
