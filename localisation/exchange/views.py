"""The screens of exchange: files out, files in with a look at what they change, the memory out and in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import F, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation

from core.page_permissions import AnyUser
from localisation.exchange import tmx
from localisation.exchange.arriving import accepted_in, arriving
from localisation.exchange.keeping import keep
from localisation.exchange.reading import MAX_BYTES, read
from localisation.exchange.rights import may_exchange, may_feed_memory, may_translate
from localisation.exchange.sending import FORMATS, MOST_TRANSLATIONS, archive_of, file_name
from localisation.exchange.units import Arrived, UnusableFileError, bundle_of
from localisation.memory.learning import add_pairs
from localisation.models import Arrival, MemoryEntry, TranslationJob

MOST_UPLOADS = 50
MOST_LISTED = 100


class ManyFilesInput(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files chosen at once."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        found = [super(FilesField, self).clean(file, initial) for file in files if file] or [super().clean(None)]
        if len(found) > MOST_UPLOADS:
            raise forms.ValidationError(
                _("Send at most %(count)d files at once, or one archive.") % {"count": MOST_UPLOADS}
            )
        return found


class ImportForm(forms.Form):
    """The files that come back from a translation program."""

    uploads = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("XLIFF 1.2 or 2.0, PO, or a ZIP of them. You see what changes before anything does."),
        widget=ManyFilesInput(attrs={"accept": ".xlf,.xliff,.po,.zip"}),
    )


class MemoryForm(forms.Form):
    """A translation memory from elsewhere."""

    file = forms.FileField(
        label=gettext_lazy("TMX file"),
        help_text=gettext_lazy("Pairs that hold a Russian and an English text are taken; those known are left out."),
        widget=forms.FileInput(attrs={"accept": ".tmx"}),
    )


class ExchangeView(WagtailAdminTemplateMixin, TemplateView):
    """“Files for translation programs”: where files come in, and the memory goes out and in."""

    page_title = gettext_lazy("Files for translation programs")
    header_icon = "download"
    template_name = "localisation/exchange/index.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_exchange(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "form": kwargs.get("form") or ImportForm(),
            "memory_form": kwargs.get("memory_form") or MemoryForm(),
            "may_feed_memory": may_feed_memory(self.request.user),
            "memory_size": MemoryEntry.objects.count(),
            "formats": FORMATS.values(),
            "mine": work_of(self.request.user),
            "waiting": Arrival.objects.filter(user=self.request.user, taken_at=None)[:20],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read the files and lead to what they would change."""
        form = ImportForm(request.POST, request.FILES)
        found: list[Arrived] = []
        if form.is_valid():
            for file in form.cleaned_data["uploads"]:
                try:
                    found += read_upload(file)
                except UnusableFileError as problem:
                    form.add_error("uploads", str(problem))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        names = ", ".join(file.name or "" for file in form.cleaned_data["uploads"])
        arrival = keep(names, found, request.user)
        return redirect("localisation_exchange:arrival", arrival.pk)


def work_of(user: AnyUser) -> QuerySet[TranslationJob]:
    """Return what this person has to translate, most pressing first."""
    mine = TranslationJob.objects.open().filter(assignee=user, translation__isnull=False)
    return mine.select_related("target_locale").order_by(F("due_on").asc(nulls_last=True), "-priority", "pk")[
        :MOST_LISTED
    ]


def read_upload(file: UploadedFile) -> list[Arrived]:
    """Return what an uploaded file holds. Raises ``UnusableFileError``."""
    if (file.size or 0) > 2 * MAX_BYTES:
        raise UnusableFileError(_("“%(name)s” is too large.") % {"name": file.name})
    return read((file.name or "")[:120], file.read())


class ArrivalView(WagtailAdminTemplateMixin, TemplateView):
    """What a file would change, text by text; nothing has been changed yet."""

    page_title = gettext_lazy("What the file changes")
    header_icon = "download"
    template_name = "localisation/exchange/arrival.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.arrival = get_object_or_404(Arrival, pk=kwargs["arrival_id"])
        if self.arrival.user_id != request.user.pk or not may_exchange(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.arrival.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        exchange = {"url": reverse("localisation_exchange:index"), "label": str(ExchangeView.page_title)}
        return [*self.breadcrumbs_items, exchange, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = arriving(self.arrival, self.request.user)
        return super().get_context_data(**kwargs) | {
            "arrival": self.arrival,
            "arriving": found,
            "changes": sum(len(item.plan.news) + len(item.plan.conflicts) for item in found if item.plan),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take what is new, and of the texts that somebody has changed here meanwhile those that are ticked."""
        if self.arrival.taken_at:
            messages.warning(request, _("This file has been taken already."))
            return redirect("localisation_exchange:index")
        written = sum(
            item.carry_out(accepted_in(request.POST), request.user) for item in arriving(self.arrival, request.user)
        )
        self.arrival.taken_at = timezone.now()
        self.arrival.save(update_fields=["taken_at"])
        messages.success(
            request,
            ngettext(
                "%(count)d text has been taken from the file.",
                "%(count)d texts have been taken from the file.",
                written,
            )
            % {"count": written},
        )
        return redirect("localisation_exchange:index")


@require_safe
def export(request: HttpRequest) -> HttpResponse | FileResponse:
    """Send the translations named by ``translation`` in ``format``: one as a file, several, or a project, zipped."""
    form = FORMATS.get(request.GET.get("format", "xliff12"))
    keys = [key for key in request.GET.getlist("translation") if key.isascii() and key.isdigit() and len(key) < 10]
    if form is None or not keys:
        raise Http404
    if len(keys) > MOST_TRANSLATIONS:
        return HttpResponse(
            _("At most %(count)d pages fit into one archive. Select fewer.") % {"count": MOST_TRANSLATIONS},
            status=400,
            content_type="text/plain; charset=utf-8",
        )
    translations = list(
        Translation.objects.filter(pk__in=keys, enabled=True)
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .order_by("pk")
    )
    if not translations:
        raise Http404
    for translation in translations:
        if not may_translate(request.user, translation):
            raise PermissionDenied
    if len(translations) == 1 and not form.start_project:
        (translation,) = translations
        name = file_name(translation, form)
        return HttpResponse(
            form.write(bundle_of(translation)),
            content_type=form.content_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    return FileResponse(archive_of(translations, form), as_attachment=True, filename=f"translations-{form.code}.zip")


def instead_of_theirs(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Lead from wagtail-localize's address of PO files to ours: its import writes over what it finds."""
    return redirect("localisation_exchange:index")


@require_safe
def export_memory(request: HttpRequest) -> StreamingHttpResponse:
    """Send the whole translation memory as TMX."""
    require_exchange(request.user)
    return StreamingHttpResponse(
        tmx.write(MemoryEntry.objects.order_by("pk").iterator(chunk_size=1000)),
        content_type="application/x-tmx+xml",
        headers={"Content-Disposition": 'attachment; filename="memory.tmx"'},
    )


@require_POST
def import_memory(request: HttpRequest) -> HttpResponse:
    """Add the pairs of a TMX file to the memory."""
    if not may_feed_memory(request.user):
        raise PermissionDenied
    form = MemoryForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if (file.size or 0) > MAX_BYTES:
                raise UnusableFileError(_("“%(name)s” is too large.") % {"name": file.name})
            added = add_pairs(tmx.read(file.name[:120], file.read()), file.name)
        except UnusableFileError as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(
                request,
                ngettext(
                    "%(count)d text has been added to the memory.",
                    "%(count)d texts have been added to the memory.",
                    added,
                )
                % {"count": added},
            )
            return redirect("localisation_exchange:index")
    for problem in form.errors.get("file", []):
        messages.error(request, str(problem))
    return redirect("localisation_exchange:index")


def require_exchange(user: AnyUser) -> None:
    """Raise ``PermissionDenied`` for whoever translates nothing."""
    if not may_exchange(user):
        raise PermissionDenied
