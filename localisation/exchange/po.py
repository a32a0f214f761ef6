"""PO files (GNU gettext): a message a text, its context the key of the text at its place."""

import tempfile
from pathlib import Path

import polib

from localisation.editor.segments import State
from localisation.exchange.moments import as_moment
from localisation.exchange.units import Arrived, ArrivedUnit, Bundle

UUID_HEADER = "X-Centre-Translation"
EXPORTED_HEADER = "X-Centre-Exported"
PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
}


def write(bundle: Bundle) -> bytes:
    """Return a catalogue; markup stands as tokens (``⟨1⟩link⟨/1⟩``), explained in the comments."""
    po = polib.POFile(wrapwidth=0)
    exported = bundle.exported_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    po.metadata = {
        "Project-Id-Version": bundle.title.replace("\n", " "),
        "POT-Creation-Date": bundle.exported_at.strftime("%Y-%m-%d %H:%M+0000"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": bundle.target_language,
        "Plural-Forms": PLURALS.get(bundle.target_language, PLURALS["en"]),
        UUID_HEADER: bundle.uuid,
        EXPORTED_HEADER: exported,
    }
    for unit in bundle.units:
        comments = [unit.label, *unit.notes, *([unit.picture_url] if unit.picture_url else [])]
        entry = polib.POEntry(
            msgctxt=unit.key,
            msgid=unit.source,
            msgstr=unit.target,
            comment="\n".join(comments),
            occurrences=[(unit.path, "")],
            previous_msgid=unit.previous_source or None,
        )
        if unit.target and unit.state in {State.REVIEW, State.ERROR}:
            entry.flags.append("fuzzy")
        po.append(entry)
    return str(po).encode()


def read(text: str, name: str) -> list[Arrived]:
    """Return what a catalogue holds. Raises ``ValueError`` where it is none, or is damaged."""
    # polib takes a path or a text, and a text that looks like a path is opened: give it a file of ours.
    with tempfile.NamedTemporaryFile(suffix=".po") as copy:
        Path(copy.name).write_text(text, encoding="utf-8")
        try:
            po = polib.pofile(copy.name, encoding="utf-8")
        except (OSError, UnicodeError, IndexError, AttributeError) as error:
            raise ValueError(str(error)) from error
    units = [
        ArrivedUnit(entry.msgctxt or "", entry.msgstr, needs_review="fuzzy" in entry.flags)
        for entry in po
        if not entry.obsolete
    ]
    uuid = po.metadata.get(UUID_HEADER, "")
    return [Arrived(name, uuid, as_moment(po.metadata.get(EXPORTED_HEADER, "")), units)]
