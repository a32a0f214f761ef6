"""What this room adds to the Wagtail admin."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from images.facts import photo_facts
from images.models import CreditLine, Photo


class CreditLineViewSet(SnippetViewSet):
    """Listing, editing and choosing of this record."""

    model = CreditLine
    icon = "pick"
    menu_order = 30
    add_to_admin_menu = False
    list_display = ("name_ru", "name_en")
    list_per_page = 50


register_snippet(CreditLineViewSet)


@hooks.register("before_bulk_action")
def only_those_who_add_photos_sort_them(
    request: HttpRequest, action_type: str, objects: list, action: BulkAction
) -> HttpResponse | None:
    """Keep whoever may edit the texts of photographs only from tagging and moving many of them at once."""
    policy = policy_registry.get_by_type(Photo)
    if action.model is not Photo or policy.user_has_permission(request.user, "add"):
        return None
    messages.error(request, _("You may change the texts of photographs only."))
    return redirect(action.next_url)


@hooks.register("register_admin_urls")
def facts_for_the_editor() -> list[URLPattern]:
    """Tell the page editor about photographs."""
    return [path("photos/facts/", photo_facts, name="photo_facts")]
