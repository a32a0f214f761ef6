"""Addresses from titles: one transliteration for server and editor."""

from anyascii import anyascii
from django.utils.text import slugify

MAX_LENGTH = 80


def transliterated_slug(title: str) -> str:
    """Return a lower-case ASCII slug of ``title``: ``Щука и ёж`` gives ``shchuka-i-ezh``.

    Cuts at a word boundary near 80 characters; returns ``"page"`` where nothing usable remains.
    """
    slug = slugify(anyascii(title).replace("'", "").replace("`", ""))
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rsplit("-", 1)[0][:MAX_LENGTH]
    return slug or "page"
