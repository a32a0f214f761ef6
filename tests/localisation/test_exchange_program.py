"""XLIFF 1.2 and 2.0 through a program of other people, the npm package “xliff”, and back."""

import shutil
import subprocess
from pathlib import Path

import pytest
from wagtail.models import Locale

from config.env import ROOT
from localisation.exchange import xliff12, xliff20
from localisation.exchange.reading import read
from localisation.exchange.units import Arrived, Bundle, bundle_of
from tests.conftest import Trees
from tests.localisation.long_article import make_long_article
from tests.localisation.test_exchange_formats import BUNDLE
from tests.localisation.translating import submit

FOLDER = ROOT / "var" / "node"
PROGRAM = Path(__file__).with_name("xliff_program.mjs")
WRITERS = {"1.2": xliff12.write, "2.0": xliff20.write}

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (FOLDER / "node_modules" / "xliff").is_dir(),
    reason="needs node and: npm install --prefix var/node xliff@6",
)


def through_the_program(bundle: Bundle, version: str) -> Arrived:
    """Write a bundle, have the program put all its texts into capitals, and read what it wrote."""
    command = ["node", str(PROGRAM), str(FOLDER), version]
    done = subprocess.run(command, input=WRITERS[version](bundle), capture_output=True, check=True, timeout=600)  # noqa: S603
    (found,) = read("back.xlf", done.stdout)
    return found


@pytest.mark.parametrize("version", WRITERS)
def test_links_bold_and_line_breaks_come_back_where_they_were(version: str) -> None:
    found = through_the_program(BUNDLE, version)
    assert found.uuid == BUNDLE.uuid
    assert [(unit.key, unit.target, unit.problem) for unit in found.units] == [
        ("aa-1.7", "РЕКА", ""),
        ("bb-2.8", "ПОДРОБНОСТИ — ⟨1⟩НА ⟨2⟩СТРАНИЦЕ⟨/2⟩⟨/1⟩ ЗАЛА.\nВХОД & БИЛЕТЫ", ""),
        ("cc-3.9", "ВОДА", ""),
    ]


@pytest.fixture
def long_bundle(news: Trees, en: Locale) -> Bundle:
    """An article of sixty blocks."""
    return bundle_of(submit(make_long_article(news["ru"]), en))


@pytest.mark.parametrize("version", WRITERS)
def test_every_text_of_a_long_article_comes_back_in_its_place(long_bundle: Bundle, version: str) -> None:
    found = through_the_program(long_bundle, version)
    assert [(unit.key, unit.target) for unit in found.units] == [
        (unit.key, unit.source.upper()) for unit in long_bundle.units
    ]
