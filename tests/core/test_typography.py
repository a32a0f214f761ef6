"""Typography: no-break spaces, and nothing but no-break spaces."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.typography import NO_BREAK, typeset, typeset_html

LANGUAGES = st.sampled_from(["ru", "en"])
WORDS = st.text(alphabet="аявводомиА-—–.«»№₽ \n0123456789abcXYZ%,", max_size=60)
MARKUP = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from(
            ["<b>", "</b>", "<p>", "</p>", "<br>", '<a href="/в доме/">', "</a>", "<code>", "</code>", "<", "&amp; "]
        ),
    ),
    max_size=12,
).map("".join)


def shown(text: str) -> str:
    return text.replace(NO_BREAK, "_")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Дом в конце улицы", "Дом в_конце улицы"),
        ("и в доме", "и_в_доме"),
        ("В доме", "В_доме"),
        ("из-за реки", "из-за реки"),
        ("кто-то в доме", "кто-то в_доме"),
        ("вода — это свет", "вода_— это свет"),
        ("10:00 – 20:00", "10:00_– 20:00"),
        ("— Вы откуда?", "—_Вы_откуда?"),
        ("500 ₽", "500_₽"),
        ("1 200 000 человек", "1_200_000_человек"),
        ("№ 14", "№_14"),
        ("А. С. Пушкин", "А._С._Пушкин"),
        ("читает Пушкин А. С.", "читает Пушкин_А._С."),
        ("ул. Ленина, д. 5", "ул._Ленина, д._5"),
        ("г. Москва, наб. «Северная»", "г._Москва, наб._«Северная»"),
        ("скажи же мне", "скажи_же мне"),
        ("26 ноября 2025 года", "26_ноября 2025_года"),
        ("90 % воды", "90_% воды"),
    ],
)
def test_russian_text_holds_what_belongs_together(source: str, expected: str) -> None:
    assert shown(typeset(source, "ru")) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a house in the bend", "a house in the bend"),
        ("light — water", "light_— water"),
        ("26 November at 7 pm", "26_November at 7_pm"),
        ("J. S. Bach, No. 5", "J._S._Bach, No._5"),
        ("from 500 ₽", "from 500_₽"),
        ("Dr Sorin and 42 000 books", "Dr_Sorin and 42_000 books"),
        ("12 embankments", "12 embankments"),
    ],
)
def test_english_text_holds_what_belongs_together(source: str, expected: str) -> None:
    assert shown(typeset(source, "en")) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Дом в <b>конце</b> улицы</p>", "<p>Дом в_<b>конце</b> улицы</p>"),
        ("<p>и</p> <p>в доме</p>", "<p>и</p> <p>в_доме</p>"),
        ("<li>то, что в</li><li>доме</li>", "<li>то, что_в</li><li>доме</li>"),
        ('<a href="/в доме/" title="и в">в доме</a>', '<a href="/в доме/" title="и в">в_доме</a>'),
        ("<code>в доме</code> и в саду", "<code>в доме</code> и_в_саду"),
        ("<!-- в доме --> в доме", "<!-- в доме --> в_доме"),
        ("5 &lt; 6 и 7 &amp; 8", "5 &lt; 6_и_7 &amp; 8"),
        ("<pre>в <b>доме</b></pre>", "<pre>в <b>доме</b></pre>"),
    ],
)
def test_html_keeps_its_tags_addresses_and_code(source: str, expected: str) -> None:
    assert shown(typeset_html(source, "ru")) == expected


def test_another_language_is_left_alone() -> None:
    assert typeset("в доме", "fr") == "в доме"
    assert typeset_html("<p>в доме</p>", "") == "<p>в доме</p>"


@given(WORDS, LANGUAGES)
def test_setting_a_text_twice_changes_nothing_more(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(st.text(max_size=80), LANGUAGES)
def test_only_spaces_change(text: str, language: str) -> None:
    changed = typeset(text, language)
    assert len(changed) == len(text)
    assert all(new == old or (old == " " and new == NO_BREAK) for old, new in zip(text, changed, strict=True))


@given(MARKUP, LANGUAGES)
def test_setting_html_twice_changes_nothing_more_and_no_tag(html: str, language: str) -> None:
    once = typeset_html(html, language)
    assert typeset_html(once, language) == once
    assert once.replace(NO_BREAK, " ") == html
    link = '<a href="/в доме/">'
    assert once.count(link) == html.count(link)


def seconds_of_work(paragraphs: int, number: int) -> float:
    """Return how long the processor is at work on the article of that number, whatever else it does meanwhile."""
    html = (
        f"<p>{number}</p>" + "<p>В доме на набережной, 14, в 10 часов — свет и <b>вода</b>, 1 200 ₽.</p>" * paragraphs
    )
    started = time.thread_time()
    typeset_html(html, "ru")
    return time.thread_time() - started


def test_an_article_eight_times_as_long_takes_no_more_than_its_share() -> None:
    short = min(seconds_of_work(300, number) for number in range(3))
    assert seconds_of_work(2400, 3) < short * 8 * 3, "it would be 64 times if each word looked at all others"
