"""Admin screens: choose a Word file, then read what became of it."""

import logging
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from articles.models import ArticleIndexPage, ArticlePage
from articles.word.package import WordFileError, open_word_file
from articles.word.reading import read_manuscript
from articles.word.writing import latest_report, write_draft

logger = logging.getLogger(__name__)


class WordFileForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Word file (.docx)"),
        help_text=gettext_lazy("Up to 50 MB and 100 pictures. The article is made as a draft; nothing is published."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )


def may_import_into(request: HttpRequest, section: ArticleIndexPage) -> bool:
    """Tell whether this person may write articles below ``section``."""
    return section.permissions_for_user(request.user).can_add_subpage() and ArticlePage.can_create_at(section)


class ImportView(WagtailAdminTemplateMixin, FormView):
    """Takes the file and makes the draft."""

    template_name = "articles/word/import.html"
    page_title = gettext_lazy("New article from a Word file")
    header_icon = "doc-full"
    form_class = WordFileForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.section = get_object_or_404(ArticleIndexPage, pk=kwargs["section_id"])
        if not may_import_into(request, self.section):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back through the section; the last is where one stands."""
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_explore", args=[self.section.pk]),
                "label": self.section.get_admin_display_title(),
            },
            {"url": "", "label": str(self.page_title)},
        ]

    def form_valid(self, form: WordFileForm) -> HttpResponse:
        upload = form.cleaned_data["file"]
        name = PurePath(upload.name.replace("\\", "/")).stem.replace("_", " ").strip() or _("Article")
        try:
            manuscript = read_manuscript(open_word_file(upload))
            if not manuscript.parts and not manuscript.title:
                raise WordFileError(_("There is nothing in this file."))
            article = write_draft(manuscript, self.section, User.objects.get(pk=self.request.user.pk), name)
        except WordFileError as error:
            form.add_error("file", str(error))
        except Exception:
            # Whatever a file of strangers holds: the editor gets a sentence, the log the rest, the site nothing.
            logger.exception("A Word file could not be imported.")
            form.add_error("file", _("The file could not be imported. Nothing has been changed."))
        else:
            return redirect(reverse("article_word_report", args=[article.pk]))
        return self.render_to_response(self.get_context_data(form=form))


class ReportView(WagtailAdminTemplateMixin, TemplateView):
    """Says what could not be kept and leads to the draft."""

    template_name = "articles/word/report.html"
    page_title = gettext_lazy("Imported from Word")
    header_icon = "doc-full"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back through the draft; the last is where one stands."""
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.article.pk]),
                "label": self.article.get_admin_display_title(),
            },
            {"url": "", "label": str(self.page_title)},
        ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.article = get_object_or_404(ArticlePage, pk=kwargs["article_id"])
        if not self.article.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "article": self.article, "report": latest_report(self.article)}
