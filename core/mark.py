"""The centre's mark as points: an SVG of the settings, or the one that comes with the site."""

import hashlib
import io
import logging
import re
from pathlib import Path

import resvg_py
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.templatetags.static import static
from PIL import Image

from core.models import SiteSettings

logger = logging.getLogger(__name__)

OWN_MARK = Path(settings.STATICFILES_DIRS[0]) / "img" / "mark.svg"
_REFERENCE = re.compile(
    r"(?:href|src)\s*=\s*[\"']\s*(?!#|data:)|@import|url\(\s*[\"']?\s*(?!#|data:)|<!ENTITY", re.IGNORECASE
)


def mark_picture(centre: SiteSettings, side: int) -> Image.Image:
    """Return the mark as an RGBA picture that fits a square of ``side`` pixels.

    A drawing that cannot be read, or that leads out of its own file, gives way to the mark of the site.
    """
    if centre.logo:
        try:
            with centre.logo.open("rb") as file:
                return draw_svg(file.read().decode(), side)
        except (OSError, ValueError, TypeError):
            logger.warning("The mark %s cannot be drawn", centre.logo.name, exc_info=True)
    return draw_svg(OWN_MARK.read_text(), side)


def draw_svg(drawing: str, side: int) -> Image.Image:
    """Draw an SVG into a square of ``side`` pixels; raises ``ValueError`` where it is none or leads elsewhere."""
    if _REFERENCE.search(drawing):
        raise ValueError("The drawing leads out of its own file.")
    content = bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=side, skip_system_fonts=True))
    picture = Image.open(io.BytesIO(content)).convert("RGBA")
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    return picture


# The icons of the installed site: side in pixels, and whether the system may cut them to a shape of its own.
ICONS = ((192, False), (512, False), (512, True))
GROUND = "#0b2127"


def icon_name(centre: SiteSettings, side: int, is_maskable: bool) -> str:
    """Return the storage name of an icon made from the centre's own mark."""
    digest = hashlib.sha256((centre.logo.name or "").encode()).hexdigest()[:12]
    return f"brand/icons/{digest}-{'maskable-' if is_maskable else ''}{side}.png"


def make_icons(centre: SiteSettings) -> None:
    """Make the icons of the centre's own mark that are missing; background work."""
    if not centre.logo:
        return
    for side, is_maskable in ICONS:
        name = icon_name(centre, side, is_maskable)
        if default_storage.exists(name):
            continue
        canvas = Image.new("RGB", (side, side), GROUND)
        mark = mark_picture(centre, round(side * (0.6 if is_maskable else 0.86)))
        canvas.paste(mark, ((side - mark.width) // 2, (side - mark.height) // 2), mark)
        buffer = io.BytesIO()
        canvas.save(buffer, "PNG", optimize=True)
        default_storage.save(name, ContentFile(buffer.getvalue()))


def icon_url(centre: SiteSettings, side: int, is_maskable: bool) -> str:
    """Return the address of an icon: of the centre's own mark once it is made, until then of the site's."""
    if centre.logo:
        name = icon_name(centre, side, is_maskable)
        if default_storage.exists(name):
            return default_storage.url(name)
    return static(f"img/icon-{'maskable-' if is_maskable else ''}{side}.png")
