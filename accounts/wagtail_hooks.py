"""What this room adds to the Wagtail admin: consent's versions, and the workflow's names in its history."""

from django.db.models import Max
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CopyView, CreateView, SnippetViewSet

from accounts.models import ConsentDocument
from accounts.role_names import NamesInLog

AFTER_WAGTAIL = 100


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


@hooks.register("register_log_actions", order=AFTER_WAGTAIL)
def name_workflows_to_the_reader(actions: LogActionRegistry) -> None:
    """Tell the steps of workflows in the language of whoever reads the history."""
    for action, formatter in actions.formatters.items():
        if action.startswith("wagtail.workflow"):
            actions.formatters[action] = NamesInLog(formatter)
