"""Static files for production: hashed names, native modules, the layered style sheet folded into one file."""

import posixpath
import re
from collections.abc import Callable, Iterator

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: A file as collectstatic hands it over: the storage that can open it and its path there.
Source = tuple[Storage, str]

FOLDED = "css/site.css"
IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*)?["']?(?P<url>[^"')\s]+)["']?\s*\)?"""
    r"""(?:\s*(?P<layer>layer)\b(?:\(\s*(?P<name>[\w.-]+)\s*\))?)?\s*(?P<media>[^;]*);"""
)
URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>[^"')]+)(?P=quote)\s*\)""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CHARSET = re.compile(r"@charset\s+[^;]+;\s*", re.IGNORECASE)


def fold(name: str, read: Callable[[str], str], above: tuple[str, ...] = ()) -> str:
    """Return the style sheet ``name`` with every ``@import`` replaced by what it imports (CSS Cascade 5 §2).

    ``read`` returns the text of a style sheet by its name below static/. Layers and media conditions become
    blocks, relative ``url()`` are rebased on the importing sheet's folder; an import of another origin stays.
    Raises ``ValueError`` when sheets import each other in a circle.
    """
    if name in above:
        raise ValueError("Style sheets import each other: {}.".format(" → ".join([*above, name])))
    folder = posixpath.dirname(name)

    def replacement(match: re.Match[str]) -> str:
        url = match["url"]
        if re.match(r"[a-z]+:|/", url):
            return match[0]
        imported = posixpath.normpath(posixpath.join(folder, url))
        css = _rebased(fold(imported, read, (*above, name)), posixpath.dirname(imported), folder)
        if match["layer"]:
            css = f"@layer {match['name']} {{\n{css}\n}}" if match["name"] else f"@layer {{\n{css}\n}}"
        media = match["media"].strip()
        return f"@media {media} {{\n{css}\n}}" if media else css

    text = COMMENT.sub("", read(name))
    return IMPORT.sub(replacement, CHARSET.sub("", text) if above else text)


def _rebased(css: str, source_folder: str, target_folder: str) -> str:
    if source_folder == target_folder:
        return css

    def replacement(match: re.Match[str]) -> str:
        url = match["url"]
        if re.match(r"[a-z]+:|/|#", url):
            return match[0]
        path = posixpath.relpath(posixpath.join(source_folder, url), target_folder or ".")
        return f"url({match['quote']}{path}{match['quote']})"

    return URL.sub(replacement, css)


class FoldedSheet(Storage):
    """Stands in for the storage of the one style sheet that has been folded in memory."""

    def __init__(self, css: str) -> None:
        self.css = css

    def _open(self, name: str, mode: str = "rb") -> File:
        return ContentFile(self.css.encode())


class FoldedManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashes and compresses every file; folds ``css/site.css``; hashes the names inside module imports."""

    support_js_module_import_aggregation = True
    manifest_strict = False  # an unknown name prints its plain address instead of breaking the page

    def post_process(
        self, paths: dict[str, Source], dry_run: bool = False, **options: object
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        if not dry_run and FOLDED in paths:
            paths = {**paths, FOLDED: (FoldedSheet(self._folded(paths)), FOLDED)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _folded(self, paths: dict[str, Source]) -> str:
        def read(name: str) -> str:
            if name not in paths:
                raise ValueError(f"A style sheet imports {name}, which does not exist.")
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        return fold(FOLDED, read)
