"""The admin of consent: the versions of the document."""

from django.db.models import Max
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CopyView, CreateView, SnippetViewSet

from accounts.models import ConsentDocument


class NewVersionView(CreateView):
    """A new version has the next number."""

    def get_initial_form_instance(self) -> ConsentDocument:
        """Return what the form begins with."""
        return ConsentDocument(version=_next_version())


class NextVersionView(CopyView):
    """The text of a version again, under the next number and not in force yet."""

    def get_initial_form_instance(self) -> ConsentDocument:
        """Return what the form begins with."""
        document = super().get_initial_form_instance()
        document.version, document.published_at = _next_version(), None
        return document


def _next_version() -> int:
    return (ConsentDocument.objects.aggregate(last=Max("version"))["last"] or 0) + 1


class ConsentDocumentViewSet(SnippetViewSet):
    """Versions of the document about personal data; one in force cannot be changed, the next one replaces it."""

    model = ConsentDocument
    icon = "doc-full"
    add_to_settings_menu = True
    menu_order = 300
    copy_view_enabled = True
    add_view_class = NewVersionView
    copy_view_class = NextVersionView
    list_display = ("title_ru", "version", "published_at")
    panels = (
        FieldRowPanel(["version", "published_at"]),
        FieldRowPanel(["title_ru", "title_en"]),
        MultiFieldPanel([FieldPanel("text_ru"), FieldPanel("text_en")]),
    )


register_snippet(ConsentDocumentViewSet)
