"""What this room adds to the Wagtail admin."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from images.facts import photo_facts
from images.models import CreditLine, Photo
from images.views import uploading
from images.views.bulk import SetFactsBulkAction
from images.views.originals import admin_file
from images.views.reports import EndingRightsView, UncreditedView

#: Our addresses are asked before Wagtail's.
BEFORE_WAGTAIL = -10


class CreditLineViewSet(SnippetViewSet):
    """Listing, editing and choosing of this record."""

    model = CreditLine
    icon = "pick"
    menu_order = 30
    add_to_admin_menu = False
    list_display = ("name_ru", "name_en", "is_proposed")
    list_filter = ("is_proposed",)
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
    """Tell the page editor about photographs, and hand out their originals."""
    return [
        path("photos/facts/", photo_facts, name="photo_facts"),
        path("photos/files/<path:name>", admin_file, name="photo_original"),
        path("photos/progress/", uploading.progress, name="photo_progress"),
        path("reports/ending-rights/", EndingRightsView.as_view(), name="ending_rights"),
        path(
            "reports/ending-rights/results/", EndingRightsView.as_view(results_only=True), name="ending_rights_results"
        ),
        path("reports/without-credit/", UncreditedView.as_view(), name="uncredited_photos"),
        path(
            "reports/without-credit/results/",
            UncreditedView.as_view(results_only=True),
            name="uncredited_photos_results",
        ),
    ]


@hooks.register("register_admin_urls", order=BEFORE_WAGTAIL)
def our_uploads_first() -> list[URLPattern]:
    """Answer the addresses of Wagtail's drop with ours."""
    at = "images/multiple"
    return [
        path(f"{at}/add/", uploading.AddView.as_view()),
        path(f"{at}/<int:image_id>/", uploading.EditView.as_view()),
        path(f"{at}/create_from_uploaded_image/<int:uploaded_file_id>/", uploading.CreateFromUploadView.as_view()),
    ]


class PhotoReportMenuItem(MenuItem):
    """A report on photographs, for those who look after them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return policy_registry.get_by_type(Photo).user_has_permission(request.user, "add")


@hooks.register("register_reports_menu_item")
def report_on_rights() -> MenuItem:
    """Offer the report on rights in the menu."""
    return PhotoReportMenuItem(
        _("Rights that end soon"), reverse("ending_rights"), name="ending-rights", icon_name="image", order=650
    )


@hooks.register("register_reports_menu_item")
def report_on_credits() -> MenuItem:
    """Offer the report on missing credits in the menu."""
    return PhotoReportMenuItem(
        _("Photographs without a credit"),
        reverse("uncredited_photos"),
        name="uncredited-photos",
        icon_name="image",
        order=651,
    )


hooks.register("register_bulk_action", SetFactsBulkAction)
