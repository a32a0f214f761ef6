"""Blocks of words: heading, paragraph, quote, factbox."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.bilingual import current_language
from core.blocks.choices import LooksBlock
from core.blocks.choosers import PersonChooserBlock
from core.blocks.groups import TEXT
from core.blocks.prose import ProseBlock
from core.blocks.samples import SampleStructBlock

QUOTES = {"ru": ("«", "»"), "en": ("“", "”")}
_QUOTE_PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"'}
#: A full stop after a whole word: not an ellipsis, not that of “и т. д.”.
_SENTENCE_END = re.compile(r"\w{3}\.$")


class HeadingBlock(SampleStructBlock):
    """A heading inside the text."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200, default="")
    level = LooksBlock(label=_("Size"), choices=[("2", _("Heading")), ("3", _("Smaller heading"))], default="2")

    def sample(self) -> dict[str, Any]:
        return {"text": gettext("A hall above the water")}

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Divides a long text, so that readers find their place.")
        group = TEXT
        template = "blocks/heading.html"


class ParagraphBlock(ProseBlock):
    """One or more paragraphs of text."""

    def get_preview_value(self) -> Any:
        return self.normalize(
            "<p>{}</p><p>{}</p>".format(
                gettext("The river turns here, and the house turns with it: every hall has a window on the water."),
                gettext("In the evening the windows lie on the river like <b>lamps</b>."),
            )
        )

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links: the body of the story.")
        group = TEXT
        template = "blocks/paragraph.html"


class QuoteValue(blocks.StructValue):
    """A quotation and whose it is, in the reader's language."""

    @property
    def paragraphs(self) -> list[str]:
        """The words themselves, without quotation marks around the whole and without what ``closing`` brings."""
        lines = self._lines
        return [*lines[:-1], lines[-1][:-1]] if self._moves_full_stop else lines

    @property
    def opening(self) -> str:
        return QUOTES[current_language()][0]

    @property
    def closing(self) -> str:
        """The closing mark, and behind it the full stop where the language wants it there."""
        return QUOTES[current_language()][1] + ("." if self._moves_full_stop else "")

    @property
    def _lines(self) -> list[str]:
        text = (self.get("text") or "").strip()
        closing = _QUOTE_PAIRS.get(text[:1])
        if closing and len(text) > 1 and text.endswith(closing) and closing not in text[1:-1]:
            text = text[1:-1].strip()
        return [line.strip() for line in text.splitlines() if line.strip()]

    @property
    def _moves_full_stop(self) -> bool:
        """Russian sets it behind the mark (Rules of Russian Orthography and Punctuation, 2006); English leaves it."""
        return current_language() == "ru" and bool(_SENTENCE_END.search(" ".join(self._lines[-1:])))

    @property
    def speaker(self) -> str:
        """The speaker's name: as given here, else the person's."""
        person = self.get("person")
        return self.get("name") or (person.display_name if person else "")

    @property
    def speaker_role(self) -> str:
        """The speaker's position: as given here, else the person's own."""
        person = self.get("person")
        return self.get("role") or (person.role if person else "")


class QuoteBlock(SampleStructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(
        label=_("Words"),
        default="",
        max_length=2000,
        rows=3,
        help_text=_("Without quotation marks: the site sets them as the language wants."),
    )
    person = PersonChooserBlock(
        label=_("Speaker"), required=False, help_text=_("Name and position come from the person’s record.")
    )
    name = blocks.CharBlock(label=_("Name, if not from the list"), required=False, default="", max_length=160)
    role = blocks.CharBlock(
        label=_("Position"),
        required=False,
        default="",
        max_length=400,
        help_text=_("Only if it differs from the person’s record."),
    )
    is_pull = blocks.BooleanBlock(
        label=_("Set off in large type"), required=False, help_text=_("For one or two sentences worth remembering.")
    )

    def clean(self, value: QuoteValue) -> QuoteValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned.get("person") and not cleaned.get("name"):
            raise blocks.StructBlockValidationError(
                block_errors={"person": ValidationError(_("Choose the speaker or write the name below."))}
            )
        return cleaned

    def sample(self) -> dict[str, Any]:
        return {
            "text": gettext("A reading room is the only place in town where nobody hurries you."),
            "name": gettext("Marina Koltsova"),
            "role": gettext("librarian"),
            "is_pull": True,
        }

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody’s words with name and position, in the text or set off in large type.")
        group = TEXT
        template = "blocks/quote.html"
        value_class = QuoteValue


class FigureBlock(blocks.StructBlock):
    """A number and what it counts."""

    figure = blocks.CharBlock(label=_("Figure"), max_length=40, default="", help_text=_("“42 thousand”, “1909”."))
    text = blocks.CharBlock(label=_("What it says"), max_length=160, default="")

    class Meta:
        icon = "decimal"
        label = _("Figure")


class FactboxBlock(SampleStructBlock):
    """Facts beside the story."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, default="")
    text = ProseBlock(label=_("Text"), required=False)
    figures = blocks.ListBlock(
        FigureBlock(), label=_("Figures"), default=[], max_num=8, help_text=_("Numbers shown large.")
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned.get("text") and not cleaned.get("figures"):
            raise blocks.StructBlockValidationError(
                block_errors={"text": ValidationError(_("Write a text or add at least one figure."))}
            )
        return cleaned

    def sample(self) -> dict[str, Any]:
        return {
            "title": gettext("In figures"),
            "figures": [
                {"figure": "900", "text": gettext("seats in the concert hall")},
                {"figure": "14", "text": gettext("windows on the river")},
            ],
        }

    class Meta:
        icon = "info-circle"
        label = _("Factbox")
        description = _("Facts or figures beside the story: a definition, a calendar, numbers shown large.")
        group = TEXT
        template = "blocks/factbox.html"
