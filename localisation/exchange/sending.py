"""One translation as a file, several as an archive."""

import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation

from core.slugs import transliterated_slug
from localisation.exchange import omegat, po, xliff12, xliff20
from localisation.exchange.units import Bundle, bundle_of

#: So many translations fit into one archive.
MOST_TRANSLATIONS = 500


@dataclass(frozen=True)
class Format:
    """A format that is written: its code, its name, the ending and type of its files."""

    code: str
    name: str | Promise
    ending: str
    content_type: str
    write: Callable[[Bundle], bytes]
    #: Begins a project around the files of one pair of languages and returns their folder; such a format is
    #: always sent as an archive.
    start_project: Callable[[zipfile.ZipFile, str, str], str] | None = None


FORMATS = {
    item.code: item
    for item in (
        Format("xliff12", _("XLIFF 1.2 (most programs)"), "xlf", "application/xliff+xml", xliff12.write),
        Format("xliff20", _("XLIFF 2.0"), "xlf", "application/xliff+xml", xliff20.write),
        Format("po", _("PO (gettext)"), "po", "text/x-gettext-translation", po.write),
        Format(
            "omegat",
            _("Project for OmegaT, with memory and glossary"),
            "xlf",
            "application/xliff+xml",
            omegat.write,
            omegat.start_project,
        ),
    )
}


def file_name(translation: Translation, form: Format) -> str:
    """Return a name that says page and language in letters any system keeps."""
    slug = transliterated_slug(translation.source.object_repr)
    return f"{slug}-{translation.pk}-{translation.target_locale.language_code}.{form.ending}"


def archive_of(translations: Iterable[Translation], form: Format) -> IO[bytes]:
    """Return an open archive, at its beginning, with a file for each translation."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    folders: dict[tuple[str, str], str] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for translation in translations:
            bundle = bundle_of(translation)
            pair = (bundle.source_language, bundle.target_language)
            if form.start_project and pair not in folders:
                folders[pair] = form.start_project(archive, *pair)
            archive.writestr(folders.get(pair, "") + file_name(translation, form), form.write(bundle))
    file.seek(0)
    return file
