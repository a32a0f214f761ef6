"""A project for OmegaT, ready to be opened: the texts to be done, and the house's memory and glossary beside them.

OmegaT's own filter shows, and replaces, what stands in ``target``, and nothing where that is empty.
"""

from collections.abc import Iterator
from zipfile import ZipFile

from localisation.exchange import tmx, xliff12
from localisation.exchange.units import Bundle
from localisation.models import GlossaryTerm, MemoryEntry

#: Of the memory, the latest are enough for a page.
MOST_PAIRS = 20_000

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{source}</source_lang><target_lang>{target}</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""
FOLDERS = ("source", "target", "omegat", "dictionary", "glossary", "tm")


def write(bundle: Bundle) -> bytes:
    """Return XLIFF 1.2 with the original in the place of what is to be translated; what is done is protected."""
    return xliff12.write(bundle, fills_targets=True)


def start_project(archive: ZipFile, source: str, target: str) -> str:
    """Put a project without texts into ``archive`` and return the folder, with its slash, that the texts belong in."""
    root = f"omegat-{source}-{target}"
    for folder in FOLDERS:
        archive.mkdir(f"{root}/{folder}")
    archive.writestr(f"{root}/omegat.project", PROJECT.format(source=source.upper(), target=target.upper()))
    archive.writestr(f"{root}/glossary/glossary.utf8", "".join(_glossary(source, target)))
    with archive.open(f"{root}/tm/memory.tmx", "w") as memory:
        memory.writelines(tmx.write(MemoryEntry.objects.order_by("-updated_at", "-pk")[:MOST_PAIRS].iterator()))
    return f"{root}/source/"


def _glossary(source: str, target: str) -> Iterator[str]:
    """Yield a line a term: what it is, what it becomes and the note, apart by tabs."""
    for term in GlossaryTerm.objects.all():
        cells = (term.term(source), term.term(target), term.note)
        yield "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
