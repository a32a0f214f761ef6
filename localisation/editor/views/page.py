"""The page of the editor, at the address where the translated page is edited."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from core.completeness import missing_texts, why_not_complete
from core.page_permissions import AnyUser
from localisation.checks.gate import Checker, warnings_of, why_not_ready
from localisation.editor.access import translation_for
from localisation.editor.choices import choices_of
from localisation.editor.markup import BrokenMarkupError, to_tokens
from localisation.editor.offers import offers_for
from localisation.editor.presentation import Group, groups_of, photo_texts
from localisation.editor.rows import progress_of, rows_of
from localisation.editor.segments import Sheet
from localisation.editor.views.texts import progress_in_words, save_text
from localisation.editor.writing import ConflictError
from localisation.exchange.sending import FORMATS
from localisation.jobs import steps
from localisation.jobs.drafts import has_draft
from localisation.jobs.pairs import in_words, publish_pair
from localisation.jobs.progress import refresh
from localisation.machine.providers import machine_for
from localisation.machine.running import told
from localisation.memory.filling import known_texts
from localisation.models import MachineRun, TranslationJob
from localisation.rights import is_locked_for
from localisation.views.editing import locked_message

Step = Callable[[Translation, AnyUser], TranslationJob]
Typed = dict[str, tuple[str, str]]
NOT_READY = gettext_lazy("The translation is not ready yet:")
REMARKS = gettext_lazy("Nothing keeps it back, but look at these once more:")


def edit(request: HttpRequest, translation: Translation, page: Page) -> HttpResponse:
    """Show a translation beside its original; take all its texts at once where they are sent as a form."""
    translation, page = translation_for(request, translation.pk)
    if request.method != "POST":
        return show(request, translation, page)
    if is_locked_for(request.user, page):
        messages.error(request, locked_message())
        return redirect(request.path)
    typed = save_all(request, translation)
    if typed:
        return show(request, translation, page, typed)
    action = ACTIONS.get(request.POST.get("action", ""))
    if action and action(request, translation, page) and (remarks := warnings_of(translation)):
        messages.warning(request, _as_list(REMARKS, remarks))
    return redirect(request.path)


def save_all(request: HttpRequest, translation: Translation) -> Typed:
    """Save the texts of a form that differ from what is saved; return those that could not be, with the reasons."""
    rows = rows_of(translation)
    checker = Checker(translation)
    kept: Typed = {}
    saved = 0
    for row in rows:
        text = request.POST.get(f"text-{row.key}")
        current = to_tokens(row.made.data, row.source) if row.made else ""
        if text is None or text.replace("\r\n", "\n").strip() == current.strip():
            continue
        try:
            save_text(translation, rows, row, text, request.POST.get(f"seen-{row.key}", ""), request, checker)
            saved += 1
        except BrokenMarkupError as problem:
            kept[row.key] = (text, str(problem))
        except ConflictError:
            kept[row.key] = (text, _("Somebody has changed this text meanwhile: “%(text)s”") % {"text": current})
    if saved:
        refresh(translation, progress_of(rows).amount)
        messages.success(
            request, ngettext("%(count)d text is saved.", "%(count)d texts are saved.", saved) % {"count": saved}
        )
    if kept:
        messages.error(request, _("Some texts are not saved; see the reasons beside them."))
    return kept


def publish(request: HttpRequest, translation: Translation, page: Page) -> bool:
    """Publish the translation, or say what stands in the way; return whether it was published."""
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    reasons = [reason] if (reason := why_not_complete(translation)) else why_not_ready(translation)
    if reasons:
        messages.error(request, reasons[0] if len(reasons) == 1 else _as_list(NOT_READY, reasons))
        return False
    try:
        translation.save_target(user=request.user, publish=True)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    page.refresh_from_db()
    messages.success(
        request,
        _("“%(title)s” is published in %(language)s.")
        % {"title": page.title, "language": translation.target_locale.get_display_name()},
    )
    return True


def hand_in(request: HttpRequest, translation: Translation, page: Page) -> bool:
    """Hand the translation in for review, or say what stands in the way."""
    return _step(request, translation, steps.hand_in, _("“%(title)s” has been handed in for review."))


def approve(request: HttpRequest, translation: Translation, page: Page) -> bool:
    """Approve the translation, or say what stands in the way."""
    return _step(request, translation, steps.approve, _("The translation of “%(title)s” is approved."))


def publish_both(request: HttpRequest, translation: Translation, page: Page) -> bool:
    """Publish the original's draft and the translation, or say what stands in the way."""
    return _step(request, translation, publish_pair, in_words)


def _step(
    request: HttpRequest, translation: Translation, step: Step, done: str | Callable[[TranslationJob], str]
) -> bool:
    try:
        job = step(translation, request.user)
    except steps.StepRefusedError as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, done % {"title": job.title} if isinstance(done, str) else done(job))
    return True


ACTIONS = {"publish": publish, "publish_pair": publish_both, "hand_in": hand_in, "approve": approve}


def _as_list(heading: str, sentences: list[str]) -> str:
    items = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in sentences))
    return format_html("{}<ul>{}</ul>", heading, items)


def show(request: HttpRequest, translation: Translation, page: Page, typed: Typed | None = None) -> HttpResponse:
    """Render the editor. The number of queries does not grow with the page."""
    sheet = Sheet(translation)
    rows = rows_of(translation)
    groups = groups_of(sheet, typed)
    permissions = page.permissions_for_user(request.user)
    original = Page.objects.filter(
        translation_key=translation.source.object_id, locale_id=translation.source.locale_id
    ).first()
    job = TranslationJob.objects.filter(translation_id=translation.pk).first()
    side_panels = [
        PageStatusSidePanel(
            page,
            request,
            show_schedule_publishing_toggle=False,
            live_object=page,
            scheduled_object=page.get_scheduled_revision_as_object(),
            locale=translation.target_locale,
            translations=[],
        )
    ]
    asked = MachineRun.objects.filter(translation=translation).first()
    context: dict[str, Any] = {
        "translation": translation,
        "file_formats": FORMATS.values(),
        "page": page,
        "page_perms": permissions,
        "original": original,
        "title": page.get_admin_display_title(),
        "source_locale": translation.source.locale,
        "target_locale": translation.target_locale,
        "groups": groups,
        "counts": counts_of(groups),
        "gone": sheet.gone,
        "photos": photo_texts(sheet, changeable_photos(request, sheet)),
        "choices": choices_of(translation, sheet.map),
        "progress": progress_in_words(progress_of(rows)),
        "known": len(known_texts(translation, rows)),
        "machine": machine_for(translation),
        "machine_run": asked,
        "machine_told": told(asked) if asked else None,
        "missing": missing_texts(translation),
        "job": job,
        "is_locked": is_locked_for(request.user, page),
        "offers": offers_for(request.user, page, original, job),
        "original_has_draft": has_draft(original),
        "preview_url": reverse("wagtail_localize:preview_translation", args=[translation.pk]),
        "side_panels": side_panels,
        "media": MediaContainer(side_panels).media,
    }
    return render(request, "localisation/editor/page.html", context)


def counts_of(groups: list[Group]) -> dict[str, int]:
    """Return how many texts each filter shows."""
    lines = [line for group in groups for line in group.lines]
    return {
        "all": len(lines),
        "todo": sum(not line.segment.is_done for line in lines),
        "changed": sum(line.segment.previous is not None for line in lines),
        "review": sum(line.needs_confirming for line in lines),
        "warned": sum(line.has_findings for line in lines),
    }


def changeable_photos(request: HttpRequest, sheet: Sheet) -> set[int]:
    """Return the keys of the page's photographs whose texts this person may change."""
    if not sheet.photos:
        return set()
    policy = policy_registry.get_by_type(get_image_model())
    allowed = policy.instances_user_has_permission_for(request.user, "change")
    return set(allowed.filter(pk__in=sheet.photos).values_list("pk", flat=True))
