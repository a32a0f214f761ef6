"""Addresses made from titles, by the server and in the editor's browser."""

import json
import shutil
import subprocess

import pytest

from core.slugs import MAX_LENGTH, browser_formatters, transliterated_slug
from home.models import HomePage
from localisation.slug_input import TransliteratingSlugInput
from pages.models import StandardPage
from tests.conftest import Trees

pytestmark = pytest.mark.usefixtures("unindexed")

#: What Wagtail's slug field does in the browser: the formatters in their order, then its own cleaning.
BROWSER = """
const [formatters, titles] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const format = (text) => formatters.reduce((value, [[pattern, flags], replacement]) =>
  value[flags.includes("g") ? "replaceAll" : "replace"](new RegExp(pattern, flags), replacement), text.trim());
const urlify = (text) => text.toLowerCase().replace(/[^-\\w\\s]/g, "").replace(/[-\\s]+/g, "-")
  .substring(0, 255).replace(/-+$/g, "");
console.log(JSON.stringify(titles.map((title) => urlify(format(title)))));
"""
TITLES = [
    "Щука и ёж",
    "Хрущёв: «Оттепель» — шестьдесят лет спустя",
    "Объезд, съёмка и подъезд № 5",
    "Что?! Где… Когда",
    "Café «Улей» — naïve façade",
    "  Пробелы   и -- тире  ",
    "Ночь музеев 2026/2027",
    "100 % скидка & подарки",
    "Київ, Ўладзімір, Ґанок",
    "What’s on at Izluchina",
    "Очень длинный заголовок о том, как национальный культурный центр открывает набережную и зовёт на праздник",
    "Сверхдлинноесловобезединогопробеладлинойболеевосьмидесятизнаковчтобыпроверитьобрезку",
]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Щука и ёж", "shchuka-i-ezh"),
        ("Площадки", "ploshchadki"),
        ("Хрущёв", "khrushchev"),
        ("Объезд и съёмка", "obezd-i-semka"),
        ("What’s on", "whats-on"),
        ("!!!", "page"),
        ("", "page"),
    ],
)
def test_title_is_transliterated(title: str, slug: str) -> None:
    assert transliterated_slug(title) == slug


def test_long_title_is_cut_between_words() -> None:
    slug = transliterated_slug("слово " * 60)
    assert len(slug) <= MAX_LENGTH
    assert set(slug.split("-")) == {"slovo"}


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node to run what the browser runs")
def test_browser_makes_the_same_address_as_the_server() -> None:
    letters = [chr(code) for first, end in ((0x20, 0x180), (0x400, 0x530)) for code in range(first, end)]
    titles = TITLES + [f"а{letter}б" for letter in letters if letter.isprintable()]
    formatters = json.loads(TransliteratingSlugInput().attrs["data-w-slug-formatters-value"])
    result = subprocess.run(  # noqa: S603
        ["node", "-e", BROWSER],  # noqa: S607
        input=json.dumps([formatters, titles]),
        capture_output=True,
        text=True,
        check=True,
    )
    made = dict(zip(titles, json.loads(result.stdout), strict=True))
    assert made == {title: transliterated_slug(title) for title in titles}
    assert len(browser_formatters()) < 150


def test_page_without_address_gets_a_transliterated_one(ru_home: HomePage) -> None:
    pages = [ru_home.add_child(instance=StandardPage(title="Щука и ёж")) for _time in range(2)]
    assert [page.slug for page in pages] == ["shchuka-i-ezh", "shchuka-i-ezh-2"]


def test_sections_keep_the_addresses_given_to_them(news: Trees) -> None:
    assert [page.slug for page in news.values()] == ["novosti", "news"]
