"""What is pasted from Word and its like, made into the little HTML that a text of the site can hold."""

import re

import nh3
from django.utils.html import escape
from lxml import etree  # ty: ignore[missing-module-member] (compiled, without stubs)
from lxml import html as parser

from core.tidying import tidy_html

LONGEST = 2_000_000  # characters
_TAGS = {"a", "b", "br", "i", "li", "ol", "p", "sub", "sup", "ul"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt", "dd", "tr", "section", "article"}
_DROPPED = {"head", "style", "script", "title", "meta", "link", "xml", "img", "object", "iframe", "svg", "template"}
_LOOKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "sub": "sub", "sup": "sup"}
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}|[a-zа-я]|[ivxlc]{1,5})[.)]\s*$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^#_?(?:ftn|edn|_ftn|_edn|msocom|_msocom)", re.IGNORECASE)
#: Where a clipboard says its own conditional comments: the lists' markers stand between them.
_CONDITIONAL = re.compile(r"<!\[(?:if[^\]]*|endif)\]>", re.IGNORECASE)


def clean_paste(source: str, language: str) -> str:
    """Return the pasted HTML as paragraphs and lists with bold, italic, links, set in the typography of ``language``.

    Lists that Word writes as paragraphs become lists, headings paragraphs; empty paragraphs, styles, smart tags,
    pictures and scripts are gone. What cannot be read gives an empty text.
    """
    try:
        root = parser.document_fromstring(_CONDITIONAL.sub("", source[:LONGEST]))
        writer = _Writer()
        writer.read(root)
    except (etree.LxmlError, ValueError, RecursionError):
        return ""
    cleaned = nh3.clean(writer.html(), tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES, link_rel=None)
    return tidy_html(cleaned, language)


class _Writer:
    """Collects blocks of ``(list tag or empty, html)``."""

    def __init__(self) -> None:
        self.blocks: list[tuple[str, str]] = []
        self.current = ""
        self.kind = ""

    def html(self) -> str:
        self.close()
        result: list[str] = []
        open_list = ""
        for kind, content in self.blocks:
            if kind != open_list:
                result.append((f"</{open_list}>" if open_list else "") + (f"<{kind}>" if kind else ""))
                open_list = kind
            result.append(f"<li>{content}</li>" if kind else f"<p>{content}</p>")
        return "".join(result) + (f"</{open_list}>" if open_list else "")

    def close(self, kind: str = "") -> None:
        """End the block being written, unless it is empty, and begin one of ``kind``."""
        content = re.sub(r"\s+", " ", self.current.replace("\u00a0", " ")).strip()
        content = re.sub(r"^(?:<br>\s*)+|(?:\s*<br>)+$", "", content)
        content = re.sub(r"<(b|i|sub|sup)>(\s*)</\1>", r"\2", content)
        if re.sub(r"<[^>]*>", "", content).strip():
            self.blocks.append((self.kind, content))
        self.current, self.kind = "", kind

    def read(self, element: parser.HtmlElement, list_tag: str = "") -> None:
        name = element.tag.lower() if isinstance(element.tag, str) else ""
        if not name or name in _DROPPED:
            return
        style = (element.get("style") or "").lower().replace(" ", "")
        if "mso-list:ignore" in style or "mso-element:comment" in style or "display:none" in style:
            return
        if name in ("ul", "ol"):
            self.close()
            self._read_inside(element, name)
            self.close()
        elif name == "li":
            self.close(list_tag or "ul")
            self._read_inside(element, list_tag)
            self.close()
        elif name in _BLOCKS:
            self._read_block(element, style, list_tag)
        elif name in ("td", "th"):
            self.current += "; " if self.current.strip() else ""
            self._read_inside(element, list_tag)
        elif name == "br":
            self.current += "<br>"
        elif name == "a":
            self._read_link(element, list_tag)
        else:
            self._read_look(element, name, style, list_tag)

    def _read_inside(self, element: parser.HtmlElement, list_tag: str) -> None:
        self.current += escape(element.text or "")
        for child in element:
            self.read(child, list_tag)
            self.current += escape(child.tail or "")

    def _read_block(self, element: parser.HtmlElement, style: str, list_tag: str) -> None:
        """Read a block; inside an item of a list it adds words to the item."""
        if self.kind and not self.current.strip():
            self._read_inside(element, list_tag)
            return
        is_item = "mso-list:" in style and "mso-list:none" not in style
        self.close(_word_list(element) if is_item else self.kind if list_tag else "")
        self._read_inside(element, list_tag)
        self.close()

    def _read_link(self, element: parser.HtmlElement, list_tag: str) -> None:
        address = re.sub(r"[\x00-\x20]", "", element.get("href") or "")
        if _FOOTNOTE.match(address):
            return
        is_safe = address.lower().split(":", 1)[0] in _SCHEMES and ":" in address
        before, self.current = self.current, ""
        self._read_inside(element, list_tag)
        inside = self.current
        if is_safe and inside.strip():
            inside = f'<a href="{escape(address)}">{inside}</a>'
        self.current = before + inside

    def _read_look(self, element: parser.HtmlElement, name: str, style: str, list_tag: str) -> None:
        looks = [_LOOKS[name]] if name in _LOOKS else []
        if "font-weight:normal" in style or "font-weight:400" in style:
            looks = [look for look in looks if look != "b"]
        if re.search(r"font-weight:(?:bold|[6-9]00)", style) and "b" not in looks:
            looks.append("b")
        if "font-style:italic" in style and "i" not in looks:
            looks.append("i")
        opened = self.current
        self.current = ""
        count = len(self.blocks)
        self._read_inside(element, list_tag)
        inside = self.current
        if len(self.blocks) == count and inside.strip():
            inside = "".join(f"<{look}>" for look in looks) + inside + "".join(f"</{look}>" for look in looks[::-1])
        self.current = opened + inside if len(self.blocks) == count else inside


def _word_list(paragraph: parser.HtmlElement) -> str:
    """Tell a numbered list from the other by the marker that Word writes out."""
    for span in paragraph.iter("span"):
        if "mso-list:ignore" in (span.get("style") or "").lower().replace(" ", ""):
            return "ol" if _NUMBERED.match((span.text_content() or "").replace("\u00a0", " ")) else "ul"
    return "ul"
