"""What this room adds to the Wagtail admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.empty_lists import NothingYetMixin
from core.spreadsheets import PlainExportMixin
from press.models import AccreditationRequest, Boilerplate, PressContact


class BoilerplateViewSet(SnippetViewSet):
    """Listing and editing of this record."""

    model = Boilerplate
    icon = "doc-full"
    menu_order = 70
    add_to_admin_menu = False


class PressContactViewSet(SnippetViewSet):
    """Listing and editing of this record."""

    model = PressContact
    icon = "mail"
    menu_order = 80
    add_to_admin_menu = False
    list_display = ("name_ru", "name_en", "phone", "email")


register_snippet(BoilerplateViewSet)
register_snippet(PressContactViewSet)


class AccreditationListView(NothingYetMixin, PlainExportMixin, IndexView):
    """The list of what anybody may have written into the form."""

    nothing_yet = _(
        "No requests yet. They come from events on whose page accreditation is open: it is switched on in the event, "
        "on the tab “For the press”."
    )


class AccreditationViewSet(ModelViewSet):
    """The requests of journalists: to read, to export, to delete."""

    model = AccreditationRequest
    name = "accreditation"
    url_prefix = "accreditation"
    index_view_class = AccreditationListView
    icon = "group"
    menu_label = _("Accreditation")
    menu_order = 132
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    exclude_form_fields: ClassVar[list[str]] = ["consent_version"]
    index_results_template_name = "wagtailadmin/generic/listing_results.html"  # nobody is asked to add one
    list_display: ClassVar[list] = [
        "name",
        "outlet",
        "event_title",
        "email",
        DateColumn("created_at", label=_("Received")),
    ]
    list_filter: ClassVar[list[str]] = ["event_title", "created_at"]
    list_export: ClassVar[list[str]] = [
        "event_title",
        "name",
        "outlet",
        "position",
        "email",
        "phone",
        "needs",
        "language",
        "created_at",
    ]
    search_fields: ClassVar[list[str]] = ["name", "outlet", "event_title"]


@hooks.register("register_admin_viewset")
def register_accreditation() -> AccreditationViewSet:
    """Put “Accreditation” into the menu of those who may see it."""
    return AccreditationViewSet()
