"""PO files out and in (GNU gettext): any file is answered with a sentence."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail_localize.models import StringSegment, Translation

from core.slugs import transliterated_slug
from localisation.jobs.progress import refresh
from localisation.rights import is_locked_for
from localisation.views.editing import back, editable_page, locked_message, refused, text_limit

MAX_BYTES = 5 * 1024 * 1024
ID_HEADER = "X-WagtailLocalize-TranslationID"


class UnusablePoFileError(Exception):
    """A file that cannot be imported; its text says why, to the person who sent it."""


def download(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Send all texts with their translations; a text that repeats in one place is sent once."""
    translation = get_object_or_404(Translation.objects.select_related("source", "target_locale"), pk=translation_id)
    editable_page(request, translation)
    name = f"{transliterated_slug(translation.source.object_repr)}-{translation.target_locale.language_code}.po"
    response = HttpResponse(str(without_repeats(translation.export_po())), content_type="text/x-gettext-translation")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def without_repeats(po: polib.POFile) -> polib.POFile:
    """Return the catalogue with one entry for each message: msgfmt refuses a second one."""
    seen: set[tuple[str | None, str]] = set()
    for entry in list(po):
        key = (entry.msgctxt, entry.msgid)
        if key in seen:
            po.remove(entry)
        seen.add(key)
    return po


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take translations from a PO file, and say what could not be taken."""
    translation = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
    page = editable_page(request, translation)
    if is_locked_for(request.user, page):
        return refused(request, locked_message())
    try:
        po = read_po(request.FILES.get("file"), translation)
    except UnusablePoFileError as problem:
        return refused(request, str(problem))
    too_long = list(take_out_too_long(po, translation))
    warnings = translation.import_po(po, user=request.user, tool_name="PO File")
    refresh(translation)
    for text in too_long:
        messages.error(request, _("Too long and not imported: “%(text)s”.") % {"text": text[:80]})
    if warnings:
        messages.warning(
            request,
            ngettext(
                "%(count)d text of the file does not occur on this page and was left out.",
                "%(count)d texts of the file do not occur on this page and were left out.",
                len(warnings),
            )
            % {"count": len(warnings)},
        )
    messages.success(request, _("The translations of the file have been imported."))
    return back(request)


def read_po(upload: UploadedFile | None, translation: Translation) -> polib.POFile:
    """Return the catalogue in the file. Raises ``UnusablePoFileError`` for none, a damaged, or another page's."""
    if upload is None:
        raise UnusablePoFileError(_("Choose a PO file first."))
    if upload.size > MAX_BYTES:
        raise UnusablePoFileError(_("This file is too large to be the translation of a page."))
    # polib takes a path or a text, and a text that looks like a path is opened: give it a file of ours.
    with tempfile.NamedTemporaryFile(suffix=".po") as copy:
        Path(copy.name).write_bytes(upload.read())
        try:
            po = polib.pofile(copy.name, encoding="utf-8")
        except (OSError, UnicodeError, ValueError, IndexError, AttributeError) as error:
            raise UnusablePoFileError(_("This is not a PO file, or it is damaged.")) from error
    if ID_HEADER not in po.metadata:
        raise UnusablePoFileError(
            _("The header of this file is missing, so it cannot be told which page it belongs to. Download it again.")
        )
    if po.metadata[ID_HEADER] != str(translation.uuid):
        raise UnusablePoFileError(_("This file belongs to the translation of another page."))
    if any("\0" in entry.msgstr or "\0" in entry.msgid for entry in po):
        raise UnusablePoFileError(_("This is not a PO file, or it is damaged."))
    return po


def take_out_too_long(po: polib.POFile, translation: Translation) -> Iterator[str]:
    """Remove the entries that do not fit their fields, and yield their translations."""
    limits: dict[str, int] = {}
    for segment in StringSegment.objects.filter(source_id=translation.source_id).select_related("context", "source"):
        if (limit := text_limit(segment)) is not None:
            limits[segment.context.path] = limit
    for entry in list(po):
        limit = limits.get(entry.msgctxt or "")
        if limit is not None and len(entry.msgstr) > limit:
            po.remove(entry)
            yield entry.msgstr
