"""What comes from the clipboard of Word and its like."""

import pytest
from django.test import Client
from django.urls import reverse

from core.pasting import clean_paste

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- p.MsoNormal {margin:0} --></style><!--[if gte mso 9]><xml><o:x/></xml><![endif]--></head><body lang=RU>
<!--StartFragment--><p class=MsoNormal><b><span style='font-size:14pt'>Выставка "Река"<o:p></o:p></span></b></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp;</span></span><![endif]>Стекло</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>Бумага</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>Первый</p>
<p class=MsoNormal>В<span>&nbsp;&nbsp;</span><st1:place w:st="on">Москве</st1:place> - <i>лето</i>,
<a href="https://museum.example/">музей</a><a href="#_ftn1"><span>[1]</span></a></p><!--EndFragment--></body></html>"""


def shown(html: str, language: str = "ru") -> str:
    return clean_paste(html, language).replace("\u00a0", "_")


def test_word_comes_in_clean() -> None:
    assert shown(WORD) == (
        "<p><b>Выставка «Река»</b></p><ul><li>Стекло</li><li>Бумага</li></ul><ol><li>Первый</li></ol>"
        '<p>В_Москве_— <i>лето</i>, <a href="https://museum.example/">музей</a></p>'
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            '<b style="font-weight:normal"><p><span style="font-weight:700">Дом</span> сад</p></b>',
            "<p><b>Дом</b> сад</p>",
        ),
        ("<h2>Дом</h2><div>сад</div>", "<p>Дом</p><p>сад</p>"),
        ("<ul><li><p>Дом</p></li><li>сад</li></ul>", "<ul><li>Дом</li><li>сад</li></ul>"),
        ("<ol><li>Дом</li></ol>", "<ol><li>Дом</li></ol>"),
        ("<table><tr><td>Дом</td><td>сад</td></tr></table>", "<p>Дом; сад</p>"),
        ('<p>Дом<img src="http://x.example/a.png"></p>', "<p>Дом</p>"),
        ('<p><a href="javascript:alert(1)">Дом</a></p>', "<p>Дом</p>"),
        ("<p>Дом</p><script>alert(1)</script>", "<p>Дом</p>"),
        ("<p>H<sub>2</sub>O &lt;b&gt;</p>", "<p>H<sub>2</sub>O &lt;b&gt;</p>"),
        ("просто слова", "<p>просто слова</p>"),
        ("<p>Дом<br>сад</p>", "<p>Дом<br>сад</p>"),
        ("", ""),
        ("<p> </p><p>&nbsp;</p>", ""),
        ("<" * 3000, ""),
        ("<i><b>" * 3000, ""),
    ],
)
def test_other_sources(source: str, expected: str) -> None:
    assert shown(source) == expected or not expected


def test_english_typography() -> None:
    assert shown('<p>The "River" - don\'t miss</p>', "en") == "<p>The “River”_— don’t miss</p>"


@pytest.mark.django_db
def test_the_editor_asks_the_server(press_client: Client, client: Client) -> None:
    address = reverse("typography_clean")
    answer = press_client.post(address, {"html": WORD, "language": "ru"}).json()
    assert answer["html"].startswith("<p><b>Выставка «Река»</b></p>")
    assert press_client.get(address).status_code == 405
    assert client.post(address, {"html": WORD}).status_code == 302
