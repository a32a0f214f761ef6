"""What holds for publishing in the whole admin: what is not in order is said, and nothing is published with it."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from core.publication import as_message, blockers, problems_of, refusal, warnings
from core.typography_views import TidyView, clean, may_tidy

#: Late, so that a room's own reason to refuse comes first.
LATE = 100


@hooks.register("before_publish_page", order=LATE)
def refuse_what_is_not_in_order(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep the draft that has just been saved, publish nothing, and list what must be mended first."""
    found = blockers(page)
    if found:
        messages.error(request, refusal(page, found))
        return redirect("wagtailadmin_pages:edit", page.pk)
    noted = warnings(page)
    if noted:
        is_scheduled = page.go_live_at is not None and page.go_live_at > timezone.now()
        words = _("Scheduled, but please look at this:") if is_scheduled else _("Published, but please look at this:")
        messages.warning(request, as_message(words, noted))
    return None


@hooks.register("after_create_page", order=LATE)
@hooks.register("after_edit_page", order=LATE)
def tell_what_is_not_in_order(request: HttpRequest, page: Page) -> None:
    """Say on saving or submitting what will stand in the way of publishing, not only when it is too late."""
    is_autosave = not request.accepts("text/html")
    if is_autosave or request.POST.get("action-publish"):
        return
    found = problems_of(page)
    blocking = [problem for problem in found if problem.is_blocking]
    noted = [problem for problem in found if not problem.is_blocking]
    if blocking:
        messages.warning(request, as_message(_("To be put in order before this page is published:"), blocking))
    if noted:
        messages.warning(request, as_message(_("Not in the way of publishing, but please look at this:"), noted))


@hooks.register("before_bulk_action", order=LATE)
def refuse_many(request: HttpRequest, action_type: str, objects: list, action: BulkAction) -> HttpResponse | None:
    """Publish none of many pages while one of them is not in order."""
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type != "publish" or request.method != "POST":
        return None
    is_refused = False
    for page in with_drafts_below(pages, action):
        draft = page.get_latest_revision_as_object()
        found = blockers(draft)
        if found:
            is_refused = True
            messages.error(request, refusal(draft, found))
    return redirect(action.next_url) if is_refused else None


def with_drafts_below(pages: list[Page], action: BulkAction) -> list[Page]:
    """Return the pages a bulk publication reaches."""
    found = list(pages)
    if action.cleaned_form and action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in pages:
            found += page.get_descendants().not_live()
    return found


@hooks.register("register_admin_urls")
def typography_urls() -> list[URLPattern]:
    """Where pasted text is cleaned and drafts are tidied."""
    return [
        path("typography/clean/", clean, name="typography_clean"),
        path("typography/page/<int:page_id>/", TidyView.as_view(), name="typography_tidy"),
    ]


@hooks.register("insert_editor_js")
def clean_what_is_pasted() -> SafeString:
    """Let the server clean what is pasted into rich text."""
    return format_html(
        '<script src="{}" data-clean="{}"></script>', static("js/admin/paste.js"), reverse("typography_clean")
    )


@hooks.register("insert_global_admin_css")
def legible_admin() -> SafeString:
    """Let links in the admin be read and hit."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/legible.css"))


@hooks.register("register_page_header_buttons")
def tidy_in_header(
    page: Page, user: AbstractBaseUser, view_name: str, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    """Offer to tidy the typography of the draft being edited."""
    if view_name == "edit" and may_tidy(user, page):
        yield PageMenuItem(_("Tidy typography"), reverse("typography_tidy", args=[page.pk]), "openquote", 62, page=page)
