"""Videos from an allow-list of providers: recognised by their address alone, nothing is asked of anyone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders.base import EmbedFinder


@dataclass(frozen=True)
class Video:
    """A video at a provider: where to watch it, and the address of the provider's own player."""

    provider: str
    provider_name: str | Promise
    watch_url: str
    embed_url: str


def recognise(url: str) -> Video | None:
    """Return the video that ``url`` leads to, or None where the provider is not on the allow-list.

    Takes the address of a video's page, of a short link, or of the provider's player. The two addresses
    of the result are built from the video's key, so nothing else of ``url`` survives.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    reader = _READERS.get(host)
    if reader is None or parts.scheme not in {"http", "https"}:
        return None
    return reader(parts.path, {key: values[0] for key, values in parse_qs(parts.query).items()})


def provider_names() -> list[str]:
    """Return the names of the providers on the allow-list, for hints and messages."""
    return ["RuTube", str(_VK_NAME), "YouTube", "Vimeo"]


class VideoFinder(EmbedFinder):
    """Answers Wagtail's question what an address shows: a plain link to the provider, no frame, no script."""

    def accept(self, url: str) -> bool:
        return recognise(url) is not None

    def find_embed(self, url: str, max_width: int | None = None, max_height: int | None = None) -> dict[str, Any]:
        """Return Wagtail's embed data for ``url``, without asking the provider.

        Raises EmbedNotFoundException where the provider is not on the allow-list.
        """
        video = recognise(url)
        if video is None:
            raise EmbedNotFoundException
        return {
            "type": "video",
            "title": "",
            "author_name": "",
            "provider_name": str(video.provider_name),
            "thumbnail_url": "",
            "width": 1280,
            "height": 720,
            "html": format_html('<p><a href="{}">{}</a></p>', video.watch_url, _("Watch the video")),
        }


Query = dict[str, str]
_VK_NAME = pgettext_lazy("video provider", "VK Video")


def _rutube(path: str, query: Query) -> Video | None:
    found = re.match(r"/(?:video|play/embed|shorts|live/video)/(private/)?([0-9a-f]{32})(?:/|$)", path)
    if not found:
        return None
    private, key = found[1] or "", found[2]
    token = f"?p={query['p']}" if re.fullmatch(r"[\w-]{1,64}", query.get("p", ""), re.ASCII) else ""
    return Video(
        "rutube",
        "RuTube",
        f"https://rutube.ru/video/{private}{key}/{token}",
        f"https://rutube.ru/play/embed/{key}/{token}",
    )


def _vk(path: str, query: Query) -> Video | None:
    if path == "/video_ext.php":
        owner, number = query.get("oid", ""), query.get("id", "")
    else:
        listed = re.match(r"(?:video|clip)-?[0-9]+_[0-9]+", query.get("z", ""))
        found = re.search(r"/(?:video|clip)(-?[0-9]{1,20})_([0-9]{1,20})(?:/|$)", f"/{listed[0]}" if listed else path)
        owner, number = (found[1], found[2]) if found else ("", "")
    if not re.fullmatch(r"-?[0-9]{1,20}", owner) or not re.fullmatch(r"[0-9]{1,20}", number):
        return None
    return Video(
        "vk",
        _VK_NAME,
        f"https://vkvideo.ru/video{owner}_{number}",
        f"https://vkvideo.ru/video_ext.php?oid={owner}&id={number}",
    )


def _youtube(path: str, query: Query) -> Video | None:
    found = re.match(r"/(?:embed|shorts|live|v)/([\w-]{11})(?:/|$)", path)
    key = found[1] if found else query.get("v", "") if path.rstrip("/") == "/watch" else ""
    return _youtube_video(key)


def _youtube_short_link(path: str, query: Query) -> Video | None:
    return _youtube_video(path.strip("/"))


def _youtube_video(key: str) -> Video | None:
    if not re.fullmatch(r"[\w-]{11}", key, re.ASCII):
        return None
    return Video(
        "youtube",
        "YouTube",
        f"https://www.youtube.com/watch?v={key}",
        f"https://www.youtube-nocookie.com/embed/{key}",
    )


def _vimeo(path: str, query: Query) -> Video | None:
    found = re.match(
        r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?([0-9]{1,12})(?:/([0-9a-f]{6,20}))?/?$", path, re.ASCII
    )
    if not found:
        return None
    key = found[1]
    secret = found[2] or (query["h"] if re.fullmatch(r"[0-9a-f]{6,20}", query.get("h", "")) else "")
    return Video(
        "vimeo",
        "Vimeo",
        f"https://vimeo.com/{key}" + (f"/{secret}" if secret else ""),
        f"https://player.vimeo.com/video/{key}" + (f"?h={secret}" if secret else ""),
    )


_READERS: dict[str, Callable[[str, Query], Video | None]] = {
    "rutube.ru": _rutube,
    "vk.com": _vk,
    "vk.ru": _vk,
    "vkvideo.ru": _vk,
    "youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtube_short_link,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
}
