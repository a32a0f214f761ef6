"""The glossary: found in any form, out as files and back, for those who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import etree

from localisation.glossary.files import read_csv, read_tbx, write_csv, write_tbx
from localisation.glossary.importing import take
from localisation.glossary.matching import Glossary, holds
from localisation.glossary.words import stem
from localisation.models import GlossaryTerm

IMPORT = "localisation_glossary:import"


def term(russian: str, english: str, **fields: object) -> GlossaryTerm:
    return GlossaryTerm.objects.create(term_ru=russian, term_en=english, **fields)


@pytest.mark.parametrize("text", ["выставочный зал", "в выставочных залах", "ВЫСТАВОЧНОГО ЗАЛА"])
def test_term_is_found_in_any_form(text: str) -> None:
    glossary = Glossary([GlossaryTerm(pk=1, term_ru="выставочный зал", term_en="gallery")])
    assert [text[hit.start : hit.end] for hit in glossary.find(text, "ru")] == [text.removeprefix("в ")]


def test_longer_term_wins() -> None:
    terms = [
        GlossaryTerm(pk=1, term_ru="зал", term_en="hall"),
        GlossaryTerm(pk=2, term_ru="читальный зал", term_en="reading room"),
    ]
    assert [hit.term.term_en for hit in Glossary(terms).find("В читальном зале", "ru")] == ["reading room"]


def test_name_is_told_from_the_common_word() -> None:
    glossary = Glossary([GlossaryTerm(pk=1, term_ru="Излучина", term_en="Izluchina", is_case_sensitive=True)])
    assert glossary.find("У Излучины", "ru")
    assert not glossary.find("у излучины реки", "ru")


@pytest.mark.parametrize(
    ("word", "expected"),
    [("galleries", "gallery"), ("opened", "open"), ("running", "run"), ("boxes", "box"), ("museum’s", "museum")],
)
def test_english_words_lose_their_endings(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_phrase_is_found_in_english_too() -> None:
    assert holds("Two concert halls opened", "concert hall")
    assert not holds("A concert in the hall", "concert hall")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "tbx"])
def test_glossary_goes_out_and_comes_back(kind: str) -> None:
    term("река", "river", note="Any river", forbidden_en="stream\ncreek")
    term("Излучина", "Izluchina", is_case_sensitive=kind == "csv")
    terms = list(GlossaryTerm.objects.all())
    drafts = read_csv(write_csv(terms).encode()) if kind == "csv" else read_tbx(write_tbx(terms))
    GlossaryTerm.objects.all().delete()
    assert take(drafts).added == 2
    river = GlossaryTerm.objects.get(term_ru="река")
    assert (river.term_en, river.note, river.forbidden("en")) == ("river", "Any river", ["stream", "creek"])
    assert GlossaryTerm.objects.get(term_ru="Излучина").is_case_sensitive is (kind == "csv")


@pytest.mark.django_db
def test_tbx_is_of_the_basic_dialect() -> None:
    term("река", "river", forbidden_en="stream")
    root = etree.fromstring(write_tbx(GlossaryTerm.objects.all()))
    assert root.get("type") == "TBX-Basic"
    assert [element.text for element in root.iter("term")] == ["река", "river", "stream"]


@pytest.mark.django_db
def test_taking_the_same_file_twice_changes_nothing() -> None:
    drafts = read_csv("term_ru;term_en;note\nрека;river;вода\n".encode("cp1251"))
    assert take(drafts).added == 1
    again = take(drafts)
    assert (again.added, again.changed) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("a.csv", b"", "The first line must name the columns"),
        ("a.csv", b"\x00\xff\xfe\x00", "not a text"),
        ("a.csv", "один;два\n".encode(), "The first line must name the columns"),
        ("a.tbx", b"<martif", "not a TBX file"),
        ("a.tbx", b'<!DOCTYPE x [<!ENTITY a "b">]><martif>&a;</martif>', "document type"),
        ("a.tbx", b"<martif/>", "no terms"),
        ("a.csv", b"term_ru,term_en\n,river\n", "line 2"),
        ("a.csv", ("term_ru,term_en\n" + "а" * 300 + ",b\n").encode(), "line 2"),
    ],
)
def test_unusable_file_is_answered_with_a_sentence(
    name: str, content: bytes, answer: str, translator_client: Client
) -> None:
    file = SimpleUploadedFile(name, content or b" ")
    response = translator_client.post(reverse(IMPORT), {"file": file}, follow=True)
    assert response.status_code == 200
    assert answer in response.content.decode()


@pytest.mark.django_db
def test_translator_keeps_the_glossary(translator_client: Client) -> None:
    viewset = GlossaryTerm.snippet_viewset
    form = {"term_ru": "река", "term_en": "river", "note": "", "forbidden_ru": "", "forbidden_en": ""}
    translator_client.post(reverse(viewset.get_url_name("add")), form)
    assert GlossaryTerm.objects.get().term_en == "river"
    assert "river" in translator_client.get(reverse(viewset.get_url_name("list"))).content.decode()
    exported = translator_client.get(reverse("localisation_glossary:export", args=["csv"])).content.decode()
    assert "река,river" in exported


@pytest.mark.django_db
def test_press_office_does_not_take_terms(press_client: Client) -> None:
    file = SimpleUploadedFile("a.csv", "term_ru,term_en\nрека,river\n".encode())
    press_client.post(reverse(IMPORT), {"file": file})
    assert not GlossaryTerm.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["=1+1", "-1+1", "+7", "@SUM(A1)", "'tis", "'=1"])
def test_spreadsheet_is_given_no_formula_and_gives_the_word_back(word: str) -> None:
    term(word, "a")
    written = write_csv(GlossaryTerm.objects.all())
    assert f"\n'{word},a" in written.replace("\r", "")
    assert read_csv(written.encode())[0].term_ru == word


def test_a_word_that_begins_with_an_apostrophe_is_read_as_it_stands() -> None:
    assert read_csv("term_ru,term_en\nэто,'tis\n".encode())[0].term_en == "'tis"
