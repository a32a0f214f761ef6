"""Translations out as files and back in: what changes is told first, nothing newer is lost."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from articles.models import ArticlePage
from localisation.editor.segments import segments_of
from localisation.exchange import tmx, xliff12
from localisation.exchange.units import UnusableFileError, bundle_of
from localisation.jobs.rights import VIEW
from localisation.models import Arrival, MemoryEntry
from tests.articles.factories import make_article
from tests.conftest import Trees
from tests.localisation.long_article import make_long_article
from tests.localisation.translating import fill, publish, submit

pytestmark = pytest.mark.usefixtures("unindexed")

EXCHANGE = "/admin/localisation/exchange/"


@pytest.fixture
def long_translation(news: Trees, en: Locale) -> Translation:
    """The English of a Russian article of sixty blocks, nothing of it translated."""
    return submit(make_long_article(news["ru"]), en)


@pytest.fixture
def short(news: Trees, en: Locale) -> Translation:
    """The English of a short article: title, lead and one paragraph."""
    body = [{"type": "paragraph", "value": '<p>Подробности <a href="https://example.org/">на странице</a>.</p>'}]
    return submit(make_article(news["ru"], "Вода", slug="voda", lead="О воде.", body=body), en)


def exported(client: Client, translation: Translation, form: str) -> bytes:
    response = client.get(f"{EXCHANGE}export/", {"format": form, "translation": translation.pk})
    assert response.status_code == 200
    return response.content


def sent(client: Client, *files: tuple[str, bytes]) -> HttpResponse:
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(EXCHANGE, {"uploads": uploads})


def taken(client: Client, accept: list[str] | None = None) -> HttpResponse:
    return client.post(f"{EXCHANGE}arrivals/{Arrival.objects.latest('pk').pk}/", {"accept": accept or []})


def rename(page: ArticlePage) -> None:
    page.title = "Большая вода"


def filled_in(data: bytes, text: Callable[[str], str]) -> bytes:
    """Translate every unit of an XLIFF 1.2 file the way a program does: marks kept, words replaced."""
    root = etree.fromstring(data)
    for unit in root.iter("{*}trans-unit"):
        source, target = unit.find("{*}source"), unit.find("{*}target")
        for child in list(target):
            target.remove(child)
        target.text = text(source.text) if source.text else source.text
        for child in source:
            copy = etree.fromstring(etree.tostring(child, with_tail=False))
            for node in copy.iter():
                node.text = text(node.text) if node.text else node.text
                node.tail = text(node.tail) if node.tail else node.tail
            copy.tail = text(child.tail) if child.tail else child.tail
            target.append(copy)
        target.set("state", "translated")
    return etree.tostring(root)


def english(text: str) -> str:
    words = "".join(sign for sign in text if sign.isdigit() or sign in " .,:—№")
    return f"River {words}"


def test_a_long_article_goes_out_and_comes_back_with_every_text_in_its_place(
    long_translation: Translation, translator_client: Client
) -> None:
    data = filled_in(exported(translator_client, long_translation, "xliff12"), english)
    sent(translator_client, ("back.xlf", data))
    taken(translator_client)
    segments = segments_of(long_translation)
    assert len(segments) > 100
    assert all(segment.target.startswith("River") for segment in segments)
    links = [segment for segment in segments if "<a" in segment.source]
    assert links
    assert all(segment.target.count("<a id=") == segment.source.count("<a id=") for segment in links)


@pytest.mark.parametrize("form", ["xliff12", "xliff20", "po"])
def test_what_was_translated_here_goes_along_and_comes_back_the_same(
    short: Translation, translator_client: Client, form: str
) -> None:
    fill(short)
    before = [segment.target for segment in segments_of(short)]
    data = exported(translator_client, short, form)
    page = sent(translator_client, ("file", data))
    assert page.status_code == 302
    assert "3 are the same as here" in translator_client.get(page["Location"]).content.decode()
    taken(translator_client)
    assert [segment.target for segment in segments_of(short)] == before


def test_nothing_is_changed_before_a_person_has_seen_it(short: Translation, translator_client: Client) -> None:
    data = filled_in(exported(translator_client, short, "xliff12"), english)
    page = sent(translator_client, ("back.xlf", data))
    assert not StringTranslation.objects.exists()
    text = translator_client.get(page["Location"]).content.decode()
    assert "3 texts are taken" in text
    assert "⟨1⟩River" in text


def test_a_newer_text_stays_unless_its_replacement_is_ticked(short: Translation, translator_client: Client) -> None:
    data = filled_in(exported(translator_client, short, "xliff12"), english)
    fill(short, {"title": "Water, as typed here"})
    later = timezone.now() + timedelta(minutes=5)
    StringTranslation.objects.update(updated_at=later)
    page = sent(translator_client, ("back.xlf", data))
    text = translator_client.get(page["Location"]).content.decode()
    assert "Water, as typed here" in text
    assert "Changed here after the file was made" in text
    taken(translator_client)
    assert segments_of(short)[0].target == "Water, as typed here"

    sent(translator_client, ("again.xlf", data))
    title = segments_of(short)[0]
    taken(translator_client, [f"{title.key}@{title.version}"])
    assert segments_of(short)[0].target == "River"


def test_a_tick_for_a_version_that_was_replaced_meanwhile_does_nothing(
    short: Translation, translator_client: Client
) -> None:
    data = filled_in(exported(translator_client, short, "xliff12"), english)
    fill(short)
    StringTranslation.objects.update(updated_at=timezone.now() + timedelta(minutes=5))
    sent(translator_client, ("back.xlf", data))
    title = segments_of(short)[0]
    StringTranslation.objects.filter(context__path="title").update(
        data="Newer still", updated_at=timezone.now() + timedelta(minutes=9)
    )
    taken(translator_client, [f"{title.key}@{title.version}"])
    assert segments_of(short)[0].target == "Newer still"


def test_units_that_cannot_be_taken_are_listed_with_their_reasons(
    short: Translation, translator_client: Client
) -> None:
    data = filled_in(exported(translator_client, short, "xliff12"), english).decode()
    title = segments_of(short)[0]
    data = data.replace(f'id="{title.key}"', 'id="00000000-0000-0000-0000-000000000000.99"')
    data = data.replace('<g id="1"', '<g id="7"', 4)
    page = sent(translator_client, ("back.xlf", data.encode()))
    text = translator_client.get(page["Location"]).content.decode()
    assert "This text is not of this page." in text
    assert "The original has no mark ⟨7⟩." in text
    taken(translator_client)
    assert [bool(segment.target) for segment in segments_of(short)] == [False, True, False]


def test_text_that_has_changed_and_text_of_another_page_are_told_apart(
    short: Translation, news: Trees, en: Locale, translator_client: Client
) -> None:
    other = submit(make_article(news["ru"], "Лодки", lead="Рассказ о лодках."), en)
    theirs = {segment.path: segment.key for segment in segments_of(other)}
    ours = {segment.path: segment.key for segment in segments_of(short)}
    data = filled_in(exported(translator_client, short, "xliff12"), english).decode()
    data = data.replace(f'id="{ours["lead"]}"', f'id="{theirs["lead"]}"')
    publish(ArticlePage.objects.get(translation_key=short.source.object_id, locale__language_code="ru"), rename)
    page = sent(translator_client, ("back.xlf", data.encode()))
    rows = translator_client.get(page["Location"]).content.decode().partition("What cannot be taken")[2].split("<tr>")
    (changed,) = [row for row in rows if "The original has changed since the file was made" in row]
    (foreign,) = [row for row in rows if "This is a text of another page." in row]
    assert ours["title"] in changed
    assert theirs["lead"] in foreign


def test_a_title_too_long_and_a_script_do_no_harm(short: Translation, translator_client: Client) -> None:
    data = exported(translator_client, short, "xliff12").decode()
    parts = data.split('<target state="needs-translation"/>')
    assert len(parts) == 4
    data = f"{parts[0]}<target>{'x' * 300}</target>{parts[1]}<target>&lt;script&gt;alert(1)&lt;/script&gt;</target>"
    data += parts[2] + "<target/>" + parts[3]
    page = sent(translator_client, ("back.xlf", data.encode()))
    text = translator_client.get(page["Location"]).content.decode()
    assert "too long" in text
    assert "<script>alert(1)" not in text
    taken(translator_client)
    assert [segment.target for segment in segments_of(short)] == ["", "&lt;script&gt;alert(1)&lt;/script&gt;", ""]


def test_what_the_file_marks_for_review_waits_for_a_person(short: Translation, translator_client: Client) -> None:
    data = filled_in(exported(translator_client, short, "xliff12"), english)
    data = data.replace(b'state="translated"', b'state="needs-review-translation"', 1)
    sent(translator_client, ("back.xlf", data))
    taken(translator_client)
    assert [segment.state for segment in segments_of(short)] == ["review", "done", "done"]


def test_several_pages_go_out_in_an_archive_and_come_back_in_it(
    news: Trees, en: Locale, translator_client: Client
) -> None:
    translations = [submit(make_article(news["ru"], f"Река {n}", slug=f"reka-{n}"), en) for n in (1, 2)]
    response = translator_client.get(
        f"{EXCHANGE}export/", {"format": "xliff12", "translation": [item.pk for item in translations]}
    )
    archive = io.BytesIO(response.getvalue())
    back = io.BytesIO()
    with zipfile.ZipFile(archive) as come, zipfile.ZipFile(back, "w") as go:
        assert len(come.namelist()) == 2
        for name in come.namelist():
            go.writestr(name, filled_in(come.read(name), english))
    sent(translator_client, ("back.zip", back.getvalue()))
    taken(translator_client)
    assert all(segment.target for item in translations for segment in segments_of(item))


def test_a_file_of_another_page_is_told_apart(short: Translation, translator_client: Client) -> None:
    data = exported(translator_client, short, "xliff12").decode()
    data = data.replace(str(short.uuid), "11111111-2222-3333-4444-555555555555")
    page = sent(translator_client, ("back.xlf", data.encode()))
    assert "is not here" in translator_client.get(page["Location"]).content.decode()
    taken(translator_client)
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize("data", [b"", b"no file of ours", b"<xliff", b"PK\x03\x04", b'msgid "a"\nmsgstr "b"\n'])
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(
    short: Translation, translator_client: Client, data: bytes
) -> None:
    response = sent(translator_client, ("strange.po", data))
    assert response.status_code == 400
    assert any(word in response.content.decode() for word in ("strange.po", "archive", "empty"))
    assert not Arrival.objects.exists()


def test_a_file_of_fifty_megabytes_is_refused_with_a_sentence(short: Translation, translator_client: Client) -> None:
    response = sent(translator_client, ("huge.xlf", exported(translator_client, short, "xliff12").ljust(50_000_000)))
    assert response.status_code == 400
    assert "“huge.xlf” is too large" in response.content.decode()
    assert not Arrival.objects.exists()


def test_units_of_another_page_are_refused_one_by_one_and_the_rest_is_taken(
    short: Translation, news: Trees, en: Locale, translator_client: Client
) -> None:
    other = submit(make_article(news["ru"], "Мост", slug="most", lead="О мосте."), en)
    ours, theirs = (
        etree.fromstring(filled_in(exported(translator_client, translation, "xliff12"), english))
        for translation in (short, other)
    )
    ours.find(".//{*}body").extend(theirs.findall(".//{*}trans-unit"))
    page = sent(translator_client, ("mixed.xlf", etree.tostring(ours)))
    (arriving,) = translator_client.get(page["Location"]).context["arriving"]
    assert [bool(step.reason) for step in arriving.plan.rejected] == [True, True]
    taken(translator_client)
    assert all(segment.target for segment in segments_of(short))
    assert not any(segment.target for segment in segments_of(other))


def test_a_locked_page_takes_nothing(short: Translation, translator_client: Client, editor: User) -> None:
    data = filled_in(exported(translator_client, short, "xliff12"), english)
    page = ArticlePage.objects.get(translation_key=short.source.object_id, locale=short.target_locale)
    page.locked, page.locked_by = True, editor
    page.save()
    sent(translator_client, ("back.xlf", data))
    taken(translator_client)
    assert not StringTranslation.objects.exists()


def test_another_persons_file_is_not_to_be_seen(
    short: Translation, translator_client: Client, editor_client: Client
) -> None:
    sent(translator_client, ("back.xlf", exported(translator_client, short, "xliff12")))
    address = f"{EXCHANGE}arrivals/{Arrival.objects.get().pk}/"
    assert editor_client.get(address).status_code == 302
    assert editor_client.post(address).status_code == 302
    assert Arrival.objects.get().taken_at is None


def test_who_may_look_at_the_desk_alone_takes_nothing_out_and_brings_nothing_in(
    short: Translation, translator_client: Client, member: Callable[..., User]
) -> None:
    onlooker = member("onlooker")
    for right in ("wagtailadmin.access_admin", VIEW):
        app_label, codename = right.split(".")
        onlooker.user_permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    client = Client()
    client.force_login(onlooker)
    assert client.get(EXCHANGE).status_code == 200
    refused = client.get(f"{EXCHANGE}export/", {"format": "xliff12", "translation": short.pk})
    assert "attachment" not in refused.get("Content-Disposition", "")
    file = ("back.xlf", filled_in(exported(translator_client, short, "xliff12"), english))
    sent(client, file)
    taken(client)
    assert not StringTranslation.objects.exists()
    sent(translator_client, file)
    taken(translator_client)
    assert StringTranslation.objects.exists()


def test_who_is_not_signed_in_gets_nothing(short: Translation, client: Client) -> None:
    response = client.get(f"{EXCHANGE}export/?format=xliff12&translation={short.pk}")
    assert "attachment" not in response.get("Content-Disposition", "")


@pytest.mark.parametrize(
    "query", ["", "format=doc&translation=1", "translation=x", "translation=999999999999", "translation=0"]
)
def test_an_export_of_nothing_is_not_found(short: Translation, translator_client: Client, query: str) -> None:
    assert translator_client.get(f"{EXCHANGE}export/?{query}").status_code == 404


def test_a_look_at_a_long_file_costs_few_queries(
    long_translation: Translation, translator_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = sent(translator_client, ("back.xlf", filled_in(xliff12.write(bundle_of(long_translation)), english)))
    translator_client.get(page["Location"])
    with django_assert_max_num_queries(45):
        translator_client.get(page["Location"])


def test_the_memory_goes_out_as_tmx_and_comes_back(short: Translation, editor_client: Client) -> None:
    fill(short, {"title": "Water &amp; more"})
    from localisation.memory.learning import learn

    learn(short)
    before = set(MemoryEntry.objects.values_list("ru", "en"))
    data = b"".join(editor_client.get(f"{EXCHANGE}memory/export/").streaming_content)
    assert etree.fromstring(data).tag == "tmx"
    MemoryEntry.objects.all().delete()
    editor_client.post(f"{EXCHANGE}memory/import/", {"file": SimpleUploadedFile("memory.tmx", data)})
    assert set(MemoryEntry.objects.values_list("ru", "en")) == before
    editor_client.post(f"{EXCHANGE}memory/import/", {"file": SimpleUploadedFile("memory.tmx", data)})
    assert MemoryEntry.objects.count() == len(before)


def test_tmx_of_other_programs_is_taken_without_their_codes() -> None:
    data = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>
      <tu><tuv xml:lang="RU-RU"><seg>Река <bpt i="1">{\\b </bpt>и<ept i="1">}</ept> мост</seg></tuv>
      <tuv xml:lang="en-GB"><seg>River &amp; <bpt i="1">&lt;script&gt;</bpt>bridge<ept i="1">x</ept></seg></tuv></tu>
      <tu><tuv xml:lang="de"><seg>Fluss</seg></tuv><tuv xml:lang="ru"><seg>Река</seg></tuv></tu></body></tmx>"""
    assert tmx.read("a.tmx", data.encode()) == [{"ru": "Река и мост", "en": "River &amp; bridge"}]


@pytest.mark.parametrize("data", [b"", b"<tmx", b"<html/>", b'<!DOCTYPE t [<!ENTITY a "b">]><tmx>&a;</tmx>'])
def test_what_is_no_tmx_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableFileError):
        tmx.read("a.tmx", data)


def test_a_translator_does_not_feed_the_memory_from_files(translator_client: Client) -> None:
    pair = b'<tuv xml:lang="ru"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv>'
    data = b'<tmx version="1.4"><body><tu>' + pair + b"</tu></body></tmx>"
    translator_client.post(f"{EXCHANGE}memory/import/", {"file": SimpleUploadedFile("m.tmx", data)})
    assert not MemoryEntry.objects.exists()
