"""OmegaT opens what is sent to it, and what it writes is taken with every text in its place."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import etree
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from localisation.editor.markup import Tag, tags_of
from localisation.editor.segments import Segment, segments_of
from localisation.memory.learning import add_pairs
from localisation.models import Arrival, GlossaryTerm
from tests.articles.factories import make_article
from tests.conftest import Trees
from tests.localisation.long_article import make_long_article
from tests.localisation.translating import fill, submit

pytestmark = pytest.mark.usefixtures("unindexed")

EXCHANGE = "/admin/localisation/exchange/"
needs_omegat = pytest.mark.skipif(shutil.which("omegat") is None, reason="OmegaT is not installed")


@pytest.fixture
def long_translation(news: Trees, en: Locale) -> Translation:
    """The English of a Russian article of sixty blocks; only its title is translated."""
    translation = submit(make_long_article(news["ru"]), en)
    fill(translation, {"title": "The river, told at length"})
    StringTranslation.objects.exclude(context__path="title").delete()
    StringTranslation.objects.update(updated_at=timezone.now() - timedelta(hours=1))  # files know seconds
    return translation


def downloaded(client: Client, *translations: Translation) -> zipfile.ZipFile:
    query = {"format": "omegat", "translation": [translation.pk for translation in translations]}
    return zipfile.ZipFile(io.BytesIO(client.get(f"{EXCHANGE}export/", query).getvalue()))


def run(folder: Path, mode: str, *options: str) -> str:
    command = ["omegat", str(folder), f"--mode=console-{mode}", f"--config-dir={folder / 'config'}", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def translated_in_omegat(folder: Path) -> None:
    """Translate every segment as OmegaT shows it: words become others, its tags stay; then let it write its files."""
    memory = folder / "all.tmx"
    options = (f"--pseudotranslatetmx={memory}", "--pseudotranslatetype=equal")
    run(folder, "createpseudotranslatetmx", *options)
    tree = etree.parse(memory, etree.XMLParser(load_dtd=False, no_network=True))
    for text in tree.iterfind(".//tuv[@lang='EN']/seg"):
        text.text = re.sub(r"<[^>]+>|[А-Яа-яЁё]+", lambda part: part[0] if part[0][0] == "<" else "river", text.text)
    tree.write(folder / "omegat" / "project_save.tmx", encoding="UTF-8", xml_declaration=True)
    run(folder, "translate", "--tag-validation=abort")


def links(html: str) -> list[Tag]:
    return [tag for tag in tags_of(html) if tag.is_link]


@needs_omegat
def test_long_article_is_translated_in_omegat_with_every_text_in_its_place(
    long_translation: Translation, translator_client: Client, tmp_path: Path
) -> None:
    downloaded(translator_client, long_translation).extractall(tmp_path)
    folder = tmp_path / "omegat-ru-en"
    translated_in_omegat(folder)
    (target,) = (folder / "target").iterdir()
    page = translator_client.post(EXCHANGE, {"uploads": SimpleUploadedFile(target.name, target.read_bytes())})
    look = translator_client.get(page["Location"])
    (arriving,) = look.context["arriving"]
    assert arriving.plan.rejected == arriving.plan.conflicts == []
    translator_client.post(page["Location"])
    segments = segments_of(long_translation)
    assert len(segments) > 100
    title, *others = segments
    assert title.target == "The river, told at length"
    for segment in others:
        assert_in_place(segment)


def assert_in_place(segment: Segment) -> None:
    assert "river" in segment.target
    assert not re.search("[А-Яа-яЁё]", segment.target)
    assert re.findall(r"\d+", segment.target) == re.findall(r"\d+", segment.source)
    assert links(segment.target) == links(segment.source)


@needs_omegat
def test_omegat_translates_the_messages_of_a_po_file(
    long_translation: Translation, translator_client: Client, tmp_path: Path
) -> None:
    downloaded(translator_client, long_translation).extractall(tmp_path)
    folder = tmp_path / "omegat-ru-en"
    for file in (folder / "source").iterdir():
        file.unlink()
    query = {"format": "po", "translation": long_translation.pk}
    (folder / "source" / "page.po").write_bytes(translator_client.get(f"{EXCHANGE}export/", query).content)
    translated_in_omegat(folder)
    data = (folder / "target" / "page.po").read_bytes()
    page = translator_client.post(EXCHANGE, {"uploads": SimpleUploadedFile("page.po", data)})
    (arriving,) = translator_client.get(page["Location"]).context["arriving"]
    assert arriving.plan.rejected == arriving.plan.conflicts == []
    translator_client.post(page["Location"])
    for segment in segments_of(long_translation):
        assert_in_place(segment)


def test_what_was_not_translated_in_omegat_is_not_taken_for_a_translation(
    long_translation: Translation, translator_client: Client
) -> None:
    (name,) = [name for name in downloaded(translator_client, long_translation).namelist() if name.endswith(".xlf")]
    data = downloaded(translator_client, long_translation).read(name)
    assert data.count(b'translate="no"') == 1
    page = translator_client.post(EXCHANGE, {"uploads": SimpleUploadedFile("back.xlf", data)})
    (arriving,) = translator_client.get(page["Location"]).context["arriving"]
    assert arriving.plan.empty == len(segments_of(long_translation)) - 1
    assert arriving.plan.unchanged == 1


def test_project_holds_the_memory_and_the_glossary_in_the_direction_of_the_work(
    news: Trees, en: Locale, ru: Locale, translator_client: Client
) -> None:
    GlossaryTerm.objects.create(term_ru="причал", term_en="landing", note="On\tthe river")
    add_pairs([{"ru": "Река", "en": "River"}], "test")
    pages = [make_article(news["ru"], "Вода", slug="voda"), make_article(news["en"], "Bridge", slug="bridge")]
    project = downloaded(translator_client, submit(pages[0], en), submit(pages[1], ru))
    assert project.read("omegat-ru-en/glossary/glossary.utf8").decode() == "причал\tlanding\tOn the river\n"
    assert project.read("omegat-en-ru/glossary/glossary.utf8").decode() == "landing\tпричал\tOn the river\n"
    assert b"<source_lang>EN</source_lang><target_lang>RU</target_lang>" in project.read("omegat-en-ru/omegat.project")
    assert "Река" in project.read("omegat-ru-en/tm/memory.tmx").decode()
    assert len([name for name in project.namelist() if "/source/" in name and name.endswith(".xlf")]) == 2


def test_of_a_project_that_comes_back_whole_only_what_omegat_wrote_is_read(
    long_translation: Translation, translator_client: Client
) -> None:
    project = downloaded(translator_client, long_translation)
    (name,) = [name for name in project.namelist() if name.endswith(".xlf")]
    back = io.BytesIO()
    with zipfile.ZipFile(back, "w") as archive:
        for member in project.namelist():
            archive.writestr(member, project.read(member))
        archive.writestr(name.replace("/source/", "/target/"), project.read(name))
    page = translator_client.post(EXCHANGE, {"uploads": SimpleUploadedFile("back.zip", back.getvalue())})
    assert page.status_code == 302
    assert len(Arrival.objects.get().content) == 1
