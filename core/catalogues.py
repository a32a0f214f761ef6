"""Compile the interface's translations: locale/*/LC_MESSAGES/*.po to .mo, without GNU gettext.

Also runs on its own (``python -m core.catalogues``), before Django has been started.
"""

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues(folder: Path = LOCALE) -> list[Path]:
    """Write the .mo beside every .po that is newer than it; return those written.

    Raises ``OSError`` or ``UnicodeDecodeError`` where a catalogue cannot be read: its text names the line.
    """
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        polib.pofile(str(source)).save_as_mofile(str(target))
        written.append(target)
    return written


if __name__ == "__main__":
    try:
        compile_catalogues()
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(str(error))
