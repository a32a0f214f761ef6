"""Tags and filters every template has: pictures with their credit, dates, icons, typography, JSON-LD."""

import json
import re
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core import dates
from core.bilingual import current_language
from core.foreign import mark_foreign
from core.typography import typeset, typeset_html

register = template.Library()

LONG_TITLE = 90
#: A photograph less wide than this, in times the width of its box, fills it as well as any.
WORTH_SAYING = 1.1


@register.inclusion_tag("components/picture.html")
def picture(
    photo: Any,
    sizes: str = "100vw",
    ratio: str = "r32",
    alt: str | None = None,
    eager: bool = False,
    css: str = "",
    decorative: bool = False,
    narrow: str = "",
) -> dict[str, Any]:
    """Show a photograph: AVIF with a JPEG fallback, from files made beforehand, never in this request.

    ``sizes`` is the HTML attribute for the box; ``ratio`` the box's class; ``alt`` overrides the photo's own
    description in the page's language; ``decorative`` says it tells nothing; ``eager`` is for the first
    photograph of a page. ``narrow`` is ``sizes`` for the upright crop, which stands in on a telephone where
    an editor has set one.
    """
    files = _files(photo, ratio)
    upright = _files(photo, "r45") if narrow and _has_crop(photo, "portrait") else {}
    fallback = _nearest(files.get("jpeg", []), 960)
    text = "" if decorative else alt if alt else (photo.alt if photo else "")
    return {
        "photo": photo,
        "avif": files.get("avif", []),
        "jpeg": files.get("jpeg", []),
        "fallback": fallback,
        "sizes": _covering(sizes, ratio, fallback),
        "ratio": ratio,
        "alt": text,
        "eager": eager,
        "css": css,
        "focus": _focus(photo),
        "narrow": [{"type": code, "files": upright[code]} for code in ("avif", "jpeg") if code in upright],
        "narrow_sizes": narrow,
    }


#: The crop that an editor may have set for each box; see ``images.models.crops``.
CROPS = {"r219": "lead", "r32": "card", "r45": "portrait"}


def _files(photo: Any, ratio: str = "") -> dict[str, list[dict[str, Any]]]:
    """Group the photo's files by format, each with its address, narrowest first; those of the box's crop if set."""
    sources = sorted(getattr(photo, "sources", None) or [], key=lambda item: item["width"])
    crop = CROPS.get(ratio, "")
    purpose = crop if crop and _has_crop(photo, crop) else ""
    groups: dict[str, list[dict[str, Any]]] = {}
    for source in sources:
        if source.get("purpose", "") == purpose:
            groups.setdefault(source["format"], []).append({**source, "url": _address(photo, source["name"])})
    return groups


def _address(photo: Any, name: str) -> str:
    """Return where a file is; while an embargo holds, that is the application, which asks who is there."""
    until = getattr(photo, "embargo_until", None)
    is_dark = until is not None and until > timezone.now()
    return f"{settings.MEDIA_URL}{name}" if is_dark else default_storage.url(name)


#: Width divided by height of each box; see static/css/media.css.
BOXES = {"r219": 21 / 9, "r169": 16 / 9, "r32": 3 / 2, "r43": 4 / 3, "r11": 1, "r45": 4 / 5}
_SIZE = re.compile(r"(?P<condition>\([^)]*\) )?(?P<length>.+)")


def _covering(sizes: str, ratio: str, file: dict[str, Any] | None) -> str:
    """Return ``sizes`` of the file itself where the box is narrower: what is cut off at the sides is loaded, too."""
    if ratio not in BOXES or file is None:
        return sizes
    times = file["width"] / file["height"] / BOXES[ratio]
    if times < WORTH_SAYING:
        return sizes
    parts = (_SIZE.fullmatch(part.strip()) for part in re.split(r",(?![^(]*\))", sizes))
    return ", ".join(f"{part['condition'] or ''}calc({times:.2f} * {part['length']})" for part in parts if part)


def _has_crop(photo: Any, crop: str) -> bool:
    """Whether files of the crop were made."""
    return any(source.get("purpose") == crop for source in getattr(photo, "sources", None) or [])


def _nearest(files: list[dict[str, Any]], width: int) -> dict[str, Any] | None:
    """Return the narrowest file at least ``width`` pixels wide, or the widest there is."""
    return next((item for item in files if item["width"] >= width), files[-1] if files else None)


def _focus(photo: Any) -> str:
    """Return the classes that keep the focal point in view, in steps of a tenth."""
    if photo is None or not photo.has_focal_point() or not photo.width or not photo.height:
        return ""
    across = round(10 * min(max(photo.focal_point_x / photo.width, 0), 1))
    down = round(10 * min(max(photo.focal_point_y / photo.height, 0), 1))
    return f"fx-{across} fy-{down}"


@register.inclusion_tag("components/credit.html")
def credit(photo: Any) -> dict[str, Any]:
    """Print “Photo: …” in the reader's language."""
    line = getattr(photo, "credit", None)
    return {"name": line.name if line else ""}


@register.inclusion_tag("components/icon.html")
def icon(name: str, css: str = "ic") -> dict[str, str]:
    """Print an icon of the sprite; it says nothing to a screen reader."""
    return {"name": name, "css": css}


@register.filter
def ty(value: Any) -> str:
    """Set ``value`` in the typography of the page's language, words of the other one marked for a screen reader.

    For text between tags, escaped or with markup of its own; an attribute takes ``ty_plain``.
    """
    return mark_safe(mark_foreign(conditional_escape(ty_plain(value)), current_language()))


@register.filter
def ty_plain(value: Any) -> str:
    """Set ``value`` in the typography of the page's language, without any marks."""
    language = current_language()
    if isinstance(value, SafeString):
        return mark_safe(typeset_html(str(value), language))
    return typeset(str(value), language) if value else ""


@register.filter
def day_and_month(value: date | datetime | None) -> str:
    """``26 ноября`` or ``26 November``."""
    return dates.day_and_month(value) if value else ""


@register.filter(expects_localtime=True)
def full_date(value: date | datetime | None) -> str:
    """``26 ноября 2026`` or ``26 November 2026``; of a moment, the day by the active time zone's clock."""
    return dates.full_date(value) if value else ""


@register.filter
def short_date(value: date | datetime | None) -> str:
    """The day and month, with the year when it is not this one."""
    return dates.short_date(value) if value else ""


@register.filter
def moment_in_words(value: datetime | None) -> str:
    """``26 ноября 2026, 10:00`` or ``26 November 2026, 10:00``, by the active time zone's clock."""
    return dates.moment_in_words(value) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """``19:30``, in the zone the value carries."""
    return f"{value:%H:%M}" if value else ""


@register.filter
def is_long(title: str, limit: int = LONG_TITLE) -> bool:
    """Whether a title needs the smaller size."""
    return len(title or "") > limit


@register.simple_tag
def json_ld(objects: list[dict[str, Any]]) -> str:
    """Print schema.org objects as one JSON-LD script element; data, which the CSP lets pass."""
    if not objects:
        return ""
    graph = {"@context": "https://schema.org", "@graph": objects}
    text = json.dumps(graph, ensure_ascii=False, default=str)
    for char, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(char, escaped)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def _request(context: template.Context) -> HttpRequest | None:
    """Return the request, in a partial that came in with ``only`` too."""
    return context.get("request") or getattr(context, "request", None)


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, url: str | None) -> str:
    """Return ``url`` with scheme and host."""
    request = _request(context)
    if not url or request is None:
        return conditional_escape(url or "")
    return request.build_absolute_uri(url)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """Return the page's query string with ``changes`` applied; a None removes the key."""
    request = _request(context)
    if request is None:
        return ""
    params = request.GET.copy()
    for key, value in changes.items():
        params.pop(key, None)
        if value is not None:
            params[key] = value
    return f"?{params.urlencode()}" if params else request.path
