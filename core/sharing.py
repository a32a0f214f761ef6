"""Passing a page on: plain links to networks and to a letter. Nothing of theirs is on the page."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class ShareLink:
    """One way to pass a page on."""

    name: str | Promise
    url: str


def share_links(title: str, address: str) -> list[ShareLink]:
    """Return the links that pass on the page called ``title`` at the absolute ``address``."""
    return [
        ShareLink(pgettext_lazy("share", "VK"), _url("https://vk.com/share.php", url=address, title=title)),
        ShareLink("Telegram", _url("https://t.me/share/url", url=address, text=title)),
        ShareLink(pgettext_lazy("share", "OK"), _url("https://connect.ok.ru/offer", url=address, title=title)),
        ShareLink(
            pgettext_lazy("share", "E-mail"),
            "mailto:?" + urlencode({"subject": title, "body": address}, quote_via=quote, safe=""),
        ),
    ]


def _url(base: str, **parameters: str) -> str:
    return f"{base}?{urlencode(parameters, quote_via=quote, safe='')}"
