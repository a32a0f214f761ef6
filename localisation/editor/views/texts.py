"""One text at a time: saving, checking, and what the memory and the glossary know about it."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail_localize.models import StringTranslation, Translation

from core.typography import typeset_html
from localisation.checks.gate import Checker
from localisation.checks.rules import Finding
from localisation.editor.access import refusal, translation_for
from localisation.editor.markup import BrokenMarkupError, from_tokens, plain, to_tokens
from localisation.editor.presentation import provenance_of
from localisation.editor.rows import Progress, Row, progress_of, rows_of
from localisation.editor.segments import State
from localisation.editor.writing import ConflictError, repeat, take_back, write
from localisation.glossary.matching import Glossary
from localisation.jobs.progress import refresh
from localisation.memory.lookup import concordance, similar
from localisation.names import name_of
from localisation.views.editing import too_long_message


@require_POST
def save(request: HttpRequest, translation_id: int, key: str) -> HttpResponse:
    """Save a text when its field is left. Answers 409 with the other text where somebody else was quicker."""
    translation, page = translation_for(request, translation_id)
    if locked := refusal(request, page):
        return locked
    rows = rows_of(translation)
    row = _row(rows, key)
    text, seen = _posted(request)
    checker = Checker(translation)
    try:
        repeated = save_text(translation, rows, row, text, seen, request, checker)
    except BrokenMarkupError as problem:
        return JsonResponse({"error": str(problem)}, status=400)
    except ConflictError:
        return _conflict(translation, key)
    progress = progress_of(rows)
    refresh(translation, progress.amount)
    return JsonResponse(
        {
            **_answer(row, checker),
            "progress": progress_in_words(progress),
            "repeated": {other.key: _answer(other, checker) for other in repeated},
        }
    )


@require_POST
def check(request: HttpRequest, translation_id: int, key: str) -> HttpResponse:
    """Check a text while it is typed; nothing is saved."""
    translation, _page = translation_for(request, translation_id)
    row = _row(rows_of(translation), key)
    text, _seen = _posted(request)
    try:
        html = typeset_html(from_tokens(text, row.source), translation.target_locale.language_code)
    except BrokenMarkupError as problem:
        return JsonResponse({"error": str(problem)})
    findings = Checker(translation).findings(row.path, row.source, html)
    return JsonResponse({"findings": render_to_string("localisation/editor/findings.html", {"findings": findings})})


@require_safe
def help_with(request: HttpRequest, translation_id: int, key: str) -> HttpResponse:
    """Show what the memory and the glossary have for a text."""
    translation, _page = translation_for(request, translation_id)
    row = _row(rows_of(translation), key)
    source, target = translation.source.locale.language_code, translation.target_locale.language_code
    hits = Glossary.load().find(plain(row.source), source)
    terms = {hit.term.pk: (hit.term.term(source), hit.term.term(target), hit.term) for hit in hits}
    matches = [
        {"match": match, "text": to_tokens(match.target, row.source), "source": plain(match.source)}
        for match in similar(row.source, source, target)
    ]
    context = {"matches": matches, "terms": terms.values(), "source_language": source, "target_language": target}
    return render(request, "localisation/editor/help.html", context)


@require_safe
def search_memory(request: HttpRequest) -> HttpResponse:
    """Show every use of some words in what was translated (a concordance)."""
    words = request.GET.get("q", "").replace("\0", "")[:200]
    entries = [(plain(entry.ru), plain(entry.en), entry) for entry in concordance(words)]
    return render(request, "localisation/editor/concordance.html", {"entries": entries, "words": words.strip()})


def save_text(
    translation: Translation,
    rows: list[Row],
    row: Row,
    text: str,
    seen: str,
    request: HttpRequest,
    checker: Checker,
) -> list[Row]:
    """Save one text as it was typed, with tokens; return the places that took it over because they say the same.

    A blank text takes the translation back. Raises ``BrokenMarkupError`` and ``ConflictError``.
    """
    html = typeset_html(from_tokens(text, row.source), checker.target_language)
    made = row.made
    if not html.strip():
        take_back(row, seen)
        return []
    if made is not None and html == made.data and not made.has_error and not made.is_machine:
        return []
    place = checker.map.find(row.path)
    is_too_long = place.limit is not None and place.is_plain and len(plain(html)) > place.limit
    error = too_long_message(place.limit) if is_too_long and place.limit else ""
    write(translation, row, html, seen, request.user, error)
    if error:
        return []
    return repeat(translation, rows, row, html, request.user)


def _row(rows: list[Row], key: str) -> Row:
    """Return the text of ``key``; raises ``Http404`` for one the page does not have (any more)."""
    row = next((row for row in rows if row.key == key), None)
    if row is None:
        raise Http404
    return row


def _posted(request: HttpRequest) -> tuple[str, str]:
    return request.POST.get("text", ""), request.POST.get("seen", "")


def _conflict(translation: Translation, key: str) -> JsonResponse:
    """Tell what stands there now, who wrote it, and under which version it may be replaced."""
    row = _row(rows_of(translation), key)
    theirs = StringTranslation.objects.select_related("last_translated_by").filter(pk=row.made.pk if row.made else 0)
    found = theirs.first()
    name = name_of(found.last_translated_by) if found else ""
    message = (
        _("%(name)s has changed this text meanwhile. Yours is not saved yet.") % {"name": name}
        if name
        else _("This text was changed meanwhile. Yours is not saved yet.")
    )
    text = to_tokens(found.data, row.source) if found else ""
    version = row.made.version if row.made else ""
    return JsonResponse({"conflict": message, "text": text, "version": version}, status=409)


def _answer(row: Row, checker: Checker) -> dict[str, object]:
    """Return a text as saved, its state, and the foot of its field as HTML."""
    made = row.made
    findings: list[Finding] = checker.findings(row.path, row.source, made.data) if made else []
    state = state_of_row(row)
    foot = {
        "state": state,
        "findings": findings,
        "provenance": provenance_of(made.tool) if made else "",
        "needs_confirming": state is State.REVIEW,
        "updated_at": timezone.now(),
    }
    return {
        "text": to_tokens(made.data, row.source) if made else "",
        "version": made.version if made else "",
        "state": state.value,
        "warned": bool(findings),
        "foot": render_to_string("localisation/editor/foot.html", foot),
    }


def state_of_row(row: Row) -> State:
    """Return how far a text is, as far as one saving tells."""
    made = row.made
    if made is None or not made.data.strip():
        return State.TODO
    if made.has_error:
        return State.ERROR
    return State.REVIEW if made.is_machine else State.DONE


def progress_in_words(progress: Progress) -> dict[str, object]:
    """Return the numbers of the progress bar and the sentence beside it."""
    words = _("%(done)d of %(all)d texts, %(words_done)d of %(words)d words") % {
        "done": progress.texts_done,
        "all": progress.texts,
        "words_done": progress.amount.done,
        "words": progress.amount.total,
    }
    return {"percent": progress.percent, "words": words, "left": progress.texts - progress.texts_done}
