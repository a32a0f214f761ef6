"""The house: where things are, and that what is written about it is so."""

import re
import subprocess
import sys
import tomllib

import pytest

from bin.check_settings import complaints
from config.env import ROOT

ROOMS = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))


def test_site_is_a_source_root_and_no_package() -> None:
    assert (ROOT / "site" / "config" / "settings" / "base.py").exists()
    assert not (ROOT / "site" / "__init__.py").exists()


def test_the_standard_library_keeps_its_site_module() -> None:
    result = subprocess.run(
        [sys.executable, "-c", "import site; print(site.__file__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not result.stdout.startswith(str(ROOT / "site"))


def test_gitignore_does_not_hide_the_settings() -> None:
    ignored = (ROOT / ".gitignore").read_text().split()
    assert not {"site", "/site", "site/", "/site/"}.intersection(ignored)


def test_every_variable_that_is_read_is_explained_and_the_other_way_round() -> None:
    assert complaints() == []


def test_every_room_stands_on_a_floor() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    floors = {room for floor in contract["contracts"][0]["layers"] for room in re.findall(r"\w+", floor)}
    assert set(ROOMS) <= floors
    assert floors <= set(contract["root_packages"])


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-services.txt"])
def test_requirements_are_pinned_and_name_no_index(name: str) -> None:
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    for line in filter(None, lines):
        assert re.match(r"(-[rc] [\w-]+\.txt|[\w.-]+(\[[\w,]+\])?==[\w.]+)$", line), line


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "misc.py"])
def test_no_module_hides_what_it_holds(name: str) -> None:
    assert not [path for room in ROOMS for path in (ROOT / room).rglob(name)]
