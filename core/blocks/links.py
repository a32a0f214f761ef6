"""Blocks that lead further: documents, a call to action, cards of events and articles."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from core.blocks.addresses import AddressBlock, is_safe_address
from core.blocks.choosers import (
    ArticleChooserBlock,
    EventChooserBlock,
    FileChooserBlock,
    LinkedPageChooserBlock,
)
from core.blocks.groups import LINKS
from core.blocks.samples import SampleStructBlock, newest, newest_one
from core.references import in_reader_language


class DocumentValue(blocks.StructValue):
    """A document under the title that this page gives it."""

    @property
    def kind(self) -> str:
        """The file's type in capitals: ``PDF``."""
        document = self.get("document")
        return document.file_extension.upper() if document else ""

    @property
    def size(self) -> int:
        """The file's size in bytes; 0 where it is not known."""
        document = self.get("document")
        return (document.file_size or 0) if document else 0


class DocumentItemBlock(blocks.StructBlock):
    """A document of a list."""

    document = FileChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        label=_("Title"), max_length=200, default="", help_text=_("What readers see, in the language of the page.")
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Document")
        value_class = DocumentValue


class DocumentsValue(blocks.StructValue):
    """The documents of a list that still exist."""

    @property
    def documents(self) -> list[DocumentValue]:
        return [item for item in self.get("items") or [] if item.get("document")]


class DocumentsBlock(SampleStructBlock):
    """Files to take home."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    items = blocks.ListBlock(DocumentItemBlock(), label=_("Documents"), min_num=1, max_num=50)

    def sample(self) -> dict[str, Any]:
        documents = newest("wagtaildocs.Document", 3)
        return {
            "title": gettext("Documents"),
            "items": [{"document": document, "title": gettext("Rules of the reading room")} for document in documents],
        }

    class Meta:
        icon = "doc-full-inverse"
        label = _("Documents")
        description = _("A list of files to download, with type and size.")
        group = LINKS
        template = "blocks/documents.html"
        value_class = DocumentsValue


class CallToActionValue(blocks.StructValue):
    """Where a call to action leads."""

    @property
    def href(self) -> str:
        """The address of the page in the reader's language, else the address given; empty where neither is."""
        page: Page | None = in_reader_language(self.get("page"))
        if page is not None and page.url:
            return page.url
        address = self.get("url") or ""
        return address if is_safe_address(address) else ""


class CallToActionBlock(SampleStructBlock):
    """A button with a sentence before it."""

    text = blocks.TextBlock(label=_("Text"), required=False, default="", max_length=400, rows=2)
    label = blocks.CharBlock(
        label=_("Words on the button"), max_length=60, default="", help_text=_("What happens next: “Register”.")
    )
    page = LinkedPageChooserBlock(label=_("Page"), required=False)
    url = AddressBlock(label=_("Or an address"), required=False)

    def clean(self, value: CallToActionValue) -> CallToActionValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned.get("page") and not cleaned.get("url"):
            raise blocks.StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose a page or give an address."))}
            )
        return cleaned

    def sample(self) -> dict[str, Any]:
        return {
            "text": gettext("Come with your own river, map and photograph of the bank."),
            "label": gettext("Register"),
            "url": "https://example.org/",
        }

    class Meta:
        icon = "circle-plus"
        label = _("Call to action")
        description = _("A button that leads to a page, a site, an e-mail address or a telephone number.")
        group = LINKS
        template = "blocks/call_to_action.html"
        value_class = CallToActionValue


class CardMixin:
    """Mixed into a chooser of pages: shows the page as a card, where it is live in the reader's language."""

    def get_context(self, value: Page | None, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["card"] = in_reader_language(value)
        context.setdefault("request", None)  # a body is rendered outside of requests too
        return context


class EventCardBlock(CardMixin, EventChooserBlock):
    """An event the story leads to."""

    def get_preview_value(self) -> Any:
        return newest_one("events.EventPage")

    class Meta:
        icon = "date"
        label = _("Event")
        description = _("A card of an event with its date, always up to date and in the reader’s language.")
        group = LINKS
        template = "blocks/event_card.html"


class ArticleCardBlock(CardMixin, ArticleChooserBlock):
    """An article the story leads to."""

    def get_preview_value(self) -> Any:
        return newest_one("articles.ArticlePage")

    class Meta:
        icon = "doc-full"
        label = _("Article")
        description = _("A card of another article, with its photograph and date, in the reader’s language.")
        group = LINKS
        template = "blocks/article_card.html"
