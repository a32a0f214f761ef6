"""Static files: the style sheet folded, names hashed, modules that find each other."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

from core.staticfiles import fold


def folded(sheets: dict[str, str]) -> str:
    return fold("css/site.css", sheets.__getitem__)


def test_imports_become_layers_in_their_order() -> None:
    css = folded(
        {
            "css/site.css": "@layer reset, base;\n"
            "@import url('reset.css') layer(reset);\n@import 'base.css' layer(base);",
            "css/reset.css": "* { margin: 0 }",
            "css/base.css": "p { color: red }",
        }
    )
    assert "@import" not in css
    assert css.index("@layer reset, base;") < css.index("@layer reset {") < css.index("@layer base {")
    assert re.search(r"@layer base \{\s*p \{ color: red \}\s*\}", css)


def test_a_condition_becomes_a_media_block() -> None:
    css = folded({"css/site.css": '@import url("print.css") layer(components) print;', "css/print.css": "a { b: c }"})
    assert re.search(r"@media print \{\s*@layer components \{\s*a \{ b: c \}\s*\}\s*\}", css)


def test_an_import_without_layer_is_put_in_as_it_is() -> None:
    assert folded({"css/site.css": "@import 'a.css';", "css/a.css": "a { b: c }"}) == "a { b: c }"


def test_addresses_of_pictures_are_rebased_on_the_folder_of_the_folded_sheet() -> None:
    css = folded(
        {
            "css/site.css": "@import url(parts/a.css);",
            "css/parts/a.css": "a { b: url('../../img/x.svg') } c { d: url(data:image/png;base64,AA) }",
        }
    )
    assert "url('../img/x.svg')" in css
    assert "url(data:image/png;base64,AA)" in css


def test_an_import_inside_a_comment_is_no_import() -> None:
    assert folded({"css/site.css": "/* @import 'gone.css'; */ a { b: c }"}).strip() == "a { b: c }"


def test_sheets_that_import_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match=r"import each other: css/site.css → css/a.css → css/site.css"):
        folded({"css/site.css": "@import 'a.css';", "css/a.css": "@import 'site.css';"})


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's own static files as production serves them."""
    root = tmp_path_factory.mktemp("static")
    storages = {"staticfiles": {"BACKEND": "core.staticfiles.FoldedManifestStorage"}}
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["wagtailadmin", "admin"])
    return root


def test_the_sites_own_sheet_is_one_file(collected: Path) -> None:
    (sheet,) = [path for path in collected.glob("css/site.*.css") if re.search(r"\.[0-9a-f]{12}\.", path.name)]
    css = sheet.read_text()
    assert "@import" not in css
    assert "@layer" in css
    assert sheet.with_name(sheet.name + ".gz").exists()


def test_modules_import_each_other_by_hashed_names(collected: Path) -> None:
    modules = [path for path in collected.glob("js/*.js") if re.search(r"\.[0-9a-f]{12}\.", path.name)]
    assert modules
    for module in modules:
        for name in re.findall(r"""(?:from\s*|import\s*\(?\s*)["'](\.[^"']+)["']""", module.read_text()):
            assert (module.parent / name).exists(), f"{module.name} imports {name}"
            assert re.search(r"\.[0-9a-f]{12}\.js$", name), f"{module.name} imports {name} by its plain name"


def test_an_unknown_name_prints_its_plain_address() -> None:
    assert staticfiles_storage.url("css/none.css") == "/static/css/none.css"
