"""The admin of consent: the versions of the document."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import ConsentDocument


class ConsentDocumentViewSet(SnippetViewSet):
    """Versions of the document about personal data; one in force cannot be changed, the next one replaces it."""

    model = ConsentDocument
    icon = "doc-full"
    add_to_settings_menu = True
    menu_order = 300
    copy_view_enabled = True
    list_display = ("title_ru", "version", "published_at")
    panels = (
        FieldRowPanel(["version", "published_at"]),
        FieldRowPanel(["title_ru", "title_en"]),
        MultiFieldPanel([FieldPanel("text_ru"), FieldPanel("text_en")]),
    )


register_snippet(ConsentDocumentViewSet)
