"""Our rules in Wagtail's admin. They run before wagtail-localize's own (order -10)."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from core.completeness import active_translation, why_not_complete
from core.wagtail_hooks import with_drafts_below
from localisation.board import hooks as desk_hooks  # noqa: F401 (registers itself)
from localisation.editor.views.page import edit as edit_translation
from localisation.exchange import hooks as exchange_hooks  # noqa: F401 (registers itself)
from localisation.exchange import views as exchange_views
from localisation.following import translations_of
from localisation.glossary.views import GlossaryViewSet
from localisation.rights import first_forbidden
from localisation.views import editing, submit

BEFORE_THEIRS = -10
#: What a person needs on the translations to do something to their original.
NEEDED_RIGHTS = {"delete": "can_delete", "unpublish": "can_unpublish", "move": "can_move"}


@hooks.register("register_admin_urls", order=BEFORE_THEIRS)
def our_views_first() -> list[URLPattern]:
    """Answer the addresses of wagtail-localize's views with ours, which check more."""
    at = "localize/translate/<int:translation_id>"
    return [
        path("localize/submit/page/<int:page_id>/", submit.SubmitView.as_view()),
        path("localize/update/<int:translation_source_id>/", submit.UpdateView.as_view()),
        path(f"{at}/strings/<int:string_segment_id>/edit/", editing.saved_elsewhere),
        path(f"{at}/overrides/<int:overridable_segment_id>/edit/", editing.saved_elsewhere),
        path(f"{at}/machine_translate/", editing.saved_elsewhere),
        path(f"{at}/pofile/download/", exchange_views.instead_of_theirs),
        path(f"{at}/pofile/upload/", exchange_views.instead_of_theirs),
        path(f"{at}/disable/", editing.stop_translation),
        path("localize/page/<int:page_id>/convert_to_alias/", editing.convert_to_alias),
    ]


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    """Add what the translation editor asks for while somebody works, and the glossary's files."""
    return [
        path("localisation/", include("localisation.editor.urls")),
        path("localisation/glossary/", include("localisation.glossary.urls")),
    ]


@hooks.register("before_edit_page", order=BEFORE_THEIRS)
def edit_side_by_side(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Edit a translation beside its original, in our editor, where wagtail-localize would show its own."""
    if request.method == "POST" and "localize-convert-to-alias" in request.POST:
        return editing.convert_to_alias(request, page.pk)
    translation = active_translation(page)
    return edit_translation(request, translation, page) if translation and not page.alias_of_id else None


@hooks.register("construct_page_action_menu")
def offer_no_aliases(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """Take “Convert to alias page” out of the editor's menu."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_translated_pages_to_cascade_actions")
def tell_what_follows(pages: Iterable[Page], action: str) -> dict[Page, list[Page]]:
    """Let the confirmation of unpublishing count the translations that go with the original.

    Deleting and moving reach them too (localisation.following), after the notice of the hooks below.
    """
    if action != "unpublish":
        return {}
    return {page: [found for found in translations_of(page) if found.live] for page in pages}


@hooks.register("before_delete_page")
def before_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say that translations go too, or refuse where they may not."""
    return refuse_or_warn(request, [page], "delete")


@hooks.register("before_move_page")
def before_moving(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Say that translations move too, or refuse where they may not."""
    return refuse_or_warn(request, [page], "move")


@hooks.register("before_unpublish_page")
def before_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse where a live translation may not be unpublished."""
    return refuse_or_warn(request, [page], "unpublish")


@hooks.register("before_bulk_action")
def before_bulk_action(
    request: HttpRequest, action_type: str, objects: list, action: BulkAction
) -> HttpResponse | None:
    """Do to many pages what is done to one: check the translations of each."""
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type == "publish":
        return refuse_gaps(request, with_drafts_below(pages, action), action)
    if action_type in NEEDED_RIGHTS:
        return refuse_or_warn(request, pages, action_type, action.next_url)
    return None


def refuse_or_warn(
    request: HttpRequest, pages: list[Page], action: str, back_to: str | None = None
) -> HttpResponse | None:
    """Refuse ``action`` where a translation is out of the person's reach; name how many follow on GET."""
    count = 0
    for page in pages:
        following = [found for found in translations_of(page) if action != "unpublish" or found.live]
        count += len(following)
        forbidden = first_forbidden(request.user, following, NEEDED_RIGHTS[action])
        if forbidden:
            messages.error(
                request,
                _("The translation “%(title)s” would have to follow, and you have no right to that.")
                % {"title": forbidden.get_admin_display_title()},
            )
            return redirect(back_to or "wagtailadmin_home")
    if count and request.method == "GET" and action != "unpublish":
        messages.warning(
            request,
            ngettext(
                "%(count)d translation follows its original.", "%(count)d translations follow their original.", count
            )
            % {"count": count},
        )
    return None


def refuse_gaps(request: HttpRequest, pages: list[Page], action: BulkAction) -> HttpResponse | None:
    """Refuse to publish many pages at once while one of them is a translation with gaps."""
    reasons = {}
    for page in pages:
        translation = active_translation(page)
        if translation and (reason := why_not_complete(translation)):
            reasons[page.get_admin_display_title()] = reason
    for title, reason in reasons.items():
        messages.error(request, f"{title}: {reason}")
    return redirect(action.next_url) if reasons else None


register_snippet(GlossaryViewSet)
