"""Typography on the way in, example by example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tidying import tidy, tidy_html

NO_BREAK = "\u00a0"
LANGUAGES = st.sampled_from(["ru", "en"])
WORDS = st.text(alphabet="аявдомА-—–.,«»„“”\"'‘’№₽ \n0123456789abcXYZ%+:()", max_size=60)
MARKUP = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from(
            [
                "<b>",
                "</b>",
                "<p>",
                "</p>",
                '<a href="/дом - два/">',
                "</a>",
                "<code>",
                "</code>",
                "<",
                "&amp;",
                "&quot;",
            ]
        ),
    ),
    max_size=12,
).map("".join)


def shown(text: str) -> str:
    return text.replace(NO_BREAK, "_")


RUSSIAN = [
    ('Выставка "Река"', "Выставка «Река»"),
    ('"Река" открыта', "«Река» открыта"),
    ("“Река” открыта", "«Река» открыта"),
    ('Лекция "Чтение "Обломова" вслух"', "Лекция «Чтение „Обломова“ вслух»"),
    ('"Театр "Берег""', "«Театр „Берег“»"),
    ("«Театр «Берег» летом»", "«Театр „Берег“ летом»"),
    ("«Театр „Берег“»", "«Театр „Берег“»"),
    ('(см. "План")', "(см._«План»)"),
    ('Цикл "Город", "Река" и "Лес"', "Цикл «Город», «Река» и_«Лес»"),
    ('Он сказал: "Да!"', "Он_сказал: «Да!»"),
    ('Экран 27" на стене', 'Экран 27" на_стене'),
    ('Незакрытая "кавычка', 'Незакрытая "кавычка'),
    ("Вода - это свет", "Вода_— это свет"),
    ("Вода -- это свет", "Вода_— это свет"),
    ("Вода – это свет", "Вода_— это свет"),
    ("Вода --- это свет", "Вода_— это свет"),
    ("- Вы откуда?", "—_Вы_откуда?"),
    ("Санкт-Петербург", "Санкт-Петербург"),
    ("какой-то дом", "какой-то дом"),
    ("1941-1945", "1941–1945"),
    ("10:00-20:00", "10:00–20:00"),
    ("дети 3-5 лет", "дети 3–5_лет"),
    ("XIX-XX века", "XIX–XX века"),
    ("8-800-555-35-35", "8-800-555-35-35"),
    ("+7 495 123-45-67", "+7_495_123-45-67"),
    ("2025-11-26", "2025-11-26"),
    ("Ту-154", "Ту-154"),
    ("Что ж...", "Что_ж…"),
    ("10000 ₽", "10_000_₽"),
    ("10 000 ₽", "10_000_₽"),
    ("250 ₽", "250_₽"),
    ("1200000 рублей", "1_200_000_рублей"),
    ("№5", "№_5"),
    ("№ 5", "№_5"),
    ("§12", "§_12"),
    ("12 +", "12+"),
    ("18+", "18+"),
    ("А.С. Пушкин", "А._С._Пушкин"),
    ("А.С.Пушкин", "А._С._Пушкин"),
    ("А. С. Пушкин", "А._С._Пушкин"),
    ("А.Пушкин", "А._Пушкин"),
    ("и т.д.", "и_т._д."),
    ("т.е. завтра", "т._е. завтра"),
    ("в доме и на реке", "в_доме и_на_реке"),
    ("Дом  у воды", "Дом у_воды"),
    ("Да , конечно", "Да, конечно"),
    ("15 км от города", "15_км от_города"),
    ("26 ноября 2025 года", "26_ноября 2025_года"),
    ("Пишите на press-office@izluchina.example", "Пишите на_press-office@izluchina.example"),
    ("https://izluchina.example/a--b...c", "https://izluchina.example/a--b...c"),
    ("www.izluchina.example/№5", "www.izluchina.example/№5"),
    ("файл plan--2.docx", "файл plan--2.docx"),
    ("%(count)d - это число", "%(count)d_— это число"),
    ("{date:day - one} и дом", "{date:day - one} и_дом"),
    ("`a -- b`", "`a -- b`"),
]

ENGLISH = [
    ('The show "River"', "The show “River”"),
    ('"River" opens', "“River” opens"),
    ('He said "the play "Shore" is on"', "He said “the play ‘Shore’ is on”"),
    ("\"The play 'Shore' is on\"", "“The play ‘Shore’ is on”"),
    ("The show «River»", "The show “River”"),
    ("“River”", "“River”"),
    ("don't", "don’t"),
    ("the centre's halls", "the centre’s halls"),
    ("the readers' room", "the readers’ room"),
    ("rock of the '90s", "rock of the ’90s"),
    ("\"It's the readers' room\"", "“It’s the readers’ room”"),
    ("'Shore' opens", "‘Shore’ opens"),
    ("light - water", "light_— water"),
    ("light -- water", "light_— water"),
    ("light--water", "light—water"),
    ("light – water", "light_— water"),
    ("2024-2025", "2024–2025"),
    ("pages 3-5", "pages 3–5"),
    ("7:00-9:30", "7:00–9:30"),
    ("well-known", "well-known"),
    ("555-0134-77", "555-0134-77"),
    ("And then...", "And then…"),
    ("No. 5", "No._5"),
    ("J. S. Bach", "J._S._Bach"),
    ("12 +", "12+"),
    ("at 7 pm", "at 7_pm"),
    ("Two  spaces", "Two spaces"),
    ("Yes , of course", "Yes, of course"),
    ('A 27" screen', 'A 27" screen'),
    ("write to o'neil--x@example.org", "write to o'neil--x@example.org"),
    ("%(name)s's page", "%(name)s’s page"),
]


@pytest.mark.parametrize(("source", "expected"), RUSSIAN)
def test_russian(source: str, expected: str) -> None:
    assert shown(tidy(source, "ru")) == expected


@pytest.mark.parametrize(("source", "expected"), ENGLISH)
def test_english(source: str, expected: str) -> None:
    assert shown(tidy(source, "en")) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p>Выставка "<b>Река</b>"</p>', "<p>Выставка «<b>Река</b>»</p>"),
        ("<p>Выставка &quot;Река&quot;</p>", "<p>Выставка «Река»</p>"),
        ('<a href="/a--b/" title="x - y">Дом - сад</a>', '<a href="/a--b/" title="x - y">Дом_— сад</a>'),
        ('<code>a -- "b"</code> - код', '<code>a -- "b"</code>_— код'),
        ("<p>«Река</p><p>Лес»</p>", "<p>«Река</p><p>Лес»</p>"),
        ("5 &lt; 6 &amp; 7", "5 &lt; 6 &amp; 7"),
        ("<li>№5</li><li>- дом</li>", "<li>№_5</li><li>—_дом</li>"),
        (
            '<p>дом - сад</p><hr title="a - b">',
            '<p>дом_— сад</p><hr title="a - b">',
        ),
    ],
)
def test_html_keeps_its_tags_attributes_and_code(source: str, expected: str) -> None:
    assert shown(tidy_html(source, "ru")) == expected


def test_another_language_is_left_alone() -> None:
    assert tidy('"x" - y', "fr") == '"x" - y'


@given(WORDS, LANGUAGES)
def test_tidying_twice_changes_nothing_more(text: str, language: str) -> None:
    once = tidy(text, language)
    assert tidy(once, language) == once


@given(MARKUP, LANGUAGES)
def test_tidying_html_twice_changes_nothing_more_and_no_tag(html: str, language: str) -> None:
    once = tidy_html(html, language)
    assert tidy_html(once, language) == once
    assert once.count('<a href="/дом - два/">') == html.count('<a href="/дом - два/">')


@given(st.text(max_size=80), LANGUAGES)
def test_letters_and_figures_stay(text: str, language: str) -> None:
    def kept(value: str) -> list[str]:
        return [char for char in value if char.isalnum() and char not in "cCсС"]

    assert kept(tidy(text, language)) == kept(text)
