"""The glossary in the admin: the list, its files out and in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from localisation.glossary.files import UnusableFileError, drafts_of, write_csv, write_tbx
from localisation.glossary.importing import take
from localisation.models import GlossaryTerm

FORMATS = {"csv": "text/csv; charset=utf-8", "tbx": "application/x-tbx+xml"}
#: How many refused terms a message names.
NAMED = 20


class GlossaryIndexView(IndexView):
    """The list of terms, with the ways out and in."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [
            Button(_("Download as CSV"), reverse("localisation_glossary:export", args=["csv"]), icon_name="download"),
            Button(_("Download as TBX"), reverse("localisation_glossary:export", args=["tbx"]), icon_name="download"),
        ]
        if may_import(self.request):
            buttons.append(
                Button(_("Take terms from a file"), reverse("localisation_glossary:import"), icon_name="upload")
            )
        return [*super().header_more_buttons, *buttons]


class GlossaryViewSet(SnippetViewSet):
    """Listing and editing of terms."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = gettext_lazy("Glossary")
    menu_order = 50
    add_to_admin_menu = False
    index_view_class = GlossaryIndexView
    list_display = ("term_ru", "term_en", "note")
    search_fields = ("term_ru", "term_en", "note")
    search_backend_name = None
    list_per_page = 50


def may_import(request: HttpRequest) -> bool:
    """Whether this person may add and change terms."""
    return request.user.has_perms(["localisation.add_glossaryterm", "localisation.change_glossaryterm"])


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the whole glossary as a file."""
    if kind not in FORMATS:
        raise Http404
    if not request.user.has_perm("localisation.change_glossaryterm"):
        raise PermissionDenied
    terms = GlossaryTerm.objects.all()
    content = write_csv(terms) if kind == "csv" else write_tbx(terms)
    response = HttpResponse(content, content_type=FORMATS[kind])
    response["Content-Disposition"] = f'attachment; filename="glossary.{kind}"'
    return response


class FileForm(forms.Form):
    """A file with terms."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV with the columns term_ru, term_en, note, forbidden_ru, forbidden_en; or TBX."),
    )


def import_terms(request: HttpRequest) -> HttpResponse:
    """Take terms from a file, and say what could not be taken."""
    if not may_import(request):
        raise PermissionDenied
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            result = take(drafts_of(upload.name, upload.read()))
        except UnusableFileError as problem:
            form.add_error("file", str(problem))
        else:
            for reason in result.refused[:NAMED]:
                messages.error(request, reason)
            messages.success(request, taken_in_words(result.added, result.changed, len(result.refused)))
            return redirect(GlossaryTerm.snippet_viewset.get_url_name("list"))
    context: dict[str, Any] = {
        "form": form,
        "page_title": _("Take terms from a file"),
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse(GlossaryTerm.snippet_viewset.get_url_name("list")), "label": _("Glossary")},
            {"url": "", "label": _("Take terms from a file")},
        ],
        "submit_button_label": _("Take"),
    }
    return render(request, "localisation/glossary/import.html", context)


def taken_in_words(added: int, changed: int, refused: int) -> str:
    """Return what became of a file's terms."""
    parts = [
        ngettext("%(count)d term is new", "%(count)d terms are new", added) % {"count": added},
        ngettext("%(count)d has changed", "%(count)d have changed", changed) % {"count": changed},
        ngettext("%(count)d was not taken", "%(count)d were not taken", refused) % {"count": refused},
    ]
    return ", ".join(parts) + "."
