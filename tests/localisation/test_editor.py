"""The editor of translations: what it shows, saves, refuses, and what it costs."""

import re

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from articles.models import ArticlePage
from localisation.editor.rows import rows_of
from localisation.editor.segments import Segment, segments_of
from localisation.editor.writing import ConflictError, take_back
from localisation.editor.writing import fill as fill_rows
from localisation.models import FieldAddition, TranslationJob
from tests.articles.factories import make_article, make_photo, paragraph, photo_block
from tests.conftest import Trees
from tests.images.factories import make_photo as make_real_photo
from tests.localisation.long_article import make_long_article
from tests.localisation.translating import committed, fill, result_of, submit

pytestmark = pytest.mark.usefixtures("unindexed")

#: Tasks wait for the worker, as on a real site.
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": True}}
BODY = [paragraph("Вода поднялась к утру."), paragraph("Вода поднялась к утру.")]


@pytest.fixture
def article(news: Trees) -> ArticlePage:
    """A published Russian article with a link, a repeated sentence and a blank description for search engines."""
    link = {"type": "paragraph", "value": '<p>Идём <a href="https://example.org/">к реке</a> <b>вместе</b>.</p>'}
    return make_article(news["ru"], "Мосты", slug="mosty", lead="Подробности о мостах.", body=[*BODY, link])


@pytest.fixture
def translation(article: ArticlePage, en: Locale) -> Translation:
    """Its translation, submitted and empty."""
    return submit(article, en)


def page_url(translation: Translation) -> str:
    return reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])


def segment_at(translation: Translation, words: str) -> Segment:
    return next(segment for segment in segments_of(translation) if words in segment.source)


def save(client: Client, translation: Translation, segment: Segment, text: str, seen: str = "") -> tuple[int, dict]:
    """Send a text as the editor does; return status and answer."""
    url = reverse("localisation_editor:save", args=[translation.pk, segment.key])
    response = client.post(url, {"text": text, "seen": seen})
    return response.status_code, response.json() if response["Content-Type"] == "application/json" else {}


def saved(translation: Translation, words: str) -> str:
    return segment_at(translation, words).target


def test_original_stands_beside_an_empty_field(translation: Translation, translator_client: Client) -> None:
    html = translator_client.get(page_url(translation)).content.decode()
    assert "Подробности о мостах." in html
    assert 'lang="ru"' in html
    assert html.count("<textarea") >= 4
    assert "0 of 5 texts" in html


def test_saving_a_text_tells_how_far_the_work_is(translation: Translation, translator_client: Client) -> None:
    status, answer = save(translator_client, translation, segment_at(translation, "Мосты"), "Bridges")
    assert status == 200
    assert answer["state"] == "done"
    assert answer["progress"]["words"].startswith("1 of")
    assert saved(translation, "Мосты") == "Bridges"
    assert translation.get_target_instance().draft_title == "Bridges"


def test_repeated_text_is_translated_once(translation: Translation, translator_client: Client) -> None:
    first, second = (segment for segment in segments_of(translation) if "Вода" in segment.source)
    _status, answer = save(translator_client, translation, first, "The water rose by morning.")
    assert list(answer["repeated"]) == [second.key]
    assert {segment.target for segment in segments_of(translation) if "Вода" in segment.source} == {
        "The water rose by morning."
    }
    assert "Repeated text" in answer["repeated"][second.key]["foot"]


def test_marks_become_markup(translation: Translation, translator_client: Client) -> None:
    segment = segment_at(translation, "Идём")
    status, answer = save(translator_client, translation, segment, "⟨2⟩Together⟨/2⟩ we go ⟨1⟩to the river⟨/1⟩.")
    assert status == 200
    assert saved(translation, "Идём") == '<b>Together</b> we go <a id="a1">to the river</a>.'
    assert answer["text"] == "⟨2⟩Together⟨/2⟩ we go ⟨1⟩to the river⟨/1⟩."


@pytest.mark.parametrize(
    "text",
    [
        "⟨1⟩to the river",
        "to the river⟨/1⟩",
        "⟨1⟩to ⟨2⟩the⟨/1⟩ river⟨/2⟩",
        "⟨1⟩a⟨/1⟩ ⟨1⟩b⟨/1⟩",
        "⟨7⟩to the river⟨/7⟩",
    ],
)
def test_broken_marks_are_refused_with_a_sentence(
    text: str, translation: Translation, translator_client: Client
) -> None:
    status, answer = save(translator_client, translation, segment_at(translation, "Идём"), text)
    assert status == 400
    assert "mark" in answer["error"]
    assert saved(translation, "Идём") == ""


def test_markup_that_is_typed_stays_words(translation: Translation, translator_client: Client) -> None:
    save(translator_client, translation, segment_at(translation, "Мосты"), "<script>alert(1)</script> & co")
    assert saved(translation, "Мосты") == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"
    assert "<script>alert(1)" not in translator_client.get(page_url(translation)).content.decode()


def test_missing_link_is_saved_and_keeps_the_page_back(translation: Translation, senior_client: Client) -> None:
    fill(translation)
    segment = segment_at(translation, "Идём")
    _status, answer = save(senior_client, translation, segment, "We go together.", segment.version)
    assert "The link ⟨1⟩ is missing." in answer["foot"]
    with committed():
        html = senior_client.post(page_url(translation), {"action": "publish"}, follow=True).content.decode()
    assert "The link ⟨1⟩ is missing." in html
    assert not translation.get_target_instance().live


def test_russian_left_in_english_keeps_the_page_back(translation: Translation, senior_client: Client) -> None:
    fill(translation, {"Мосты": "Bridges Мосты"})
    with committed():
        html = senior_client.post(page_url(translation), {"action": "publish"}, follow=True).content.decode()
    assert "Russian is left in the English text: Мосты" in html
    assert not translation.get_target_instance().live


def test_second_translator_is_told_and_nothing_is_lost(
    translation: Translation, translator_client: Client, editor_client: Client
) -> None:
    segment = segment_at(translation, "Мосты")
    save(translator_client, translation, segment, "Bridges")
    status, answer = save(editor_client, translation, segment, "The bridges")
    assert status == 409
    assert "translator" in answer["conflict"]
    assert answer["text"] == "Bridges"
    assert saved(translation, "Мосты") == "Bridges"
    status, _answer = save(editor_client, translation, segment, "The bridges", answer["version"])
    assert status == 200
    assert saved(translation, "Мосты") == "The bridges"


def test_blank_text_takes_the_translation_back(translation: Translation, translator_client: Client) -> None:
    segment = segment_at(translation, "Мосты")
    _status, answer = save(translator_client, translation, segment, "Bridges")
    status, _answer = save(translator_client, translation, segment, " ", answer["version"])
    assert status == 200
    assert not StringTranslation.objects.filter(context__path="title").exists()


def test_what_was_translated_meanwhile_is_not_filled_in(translation: Translation, translator_client: Client) -> None:
    rows = rows_of(translation)
    save(translator_client, translation, segment_at(translation, "Мосты"), "Bridges")
    filled = fill_rows(translation, [(row, f"Text {row.key}") for row in rows], "memory")
    assert {row.path for row in rows} - {row.path for row in filled} == {"title"}
    title = next(row for row in rows if row.path == "title")
    assert title.made is not None
    assert (title.made.data, title.made.tool) == ("Bridges", "")
    assert all(row.made == read.made for row, read in zip(rows, rows_of(translation), strict=True))


def test_what_another_saved_in_that_instant_is_not_taken_back(
    translation: Translation, translator_client: Client
) -> None:
    save(translator_client, translation, segment_at(translation, "Мосты"), "Bridges")
    row = next(row for row in rows_of(translation) if row.path == "title")
    assert row.made is not None
    StringTranslation.objects.filter(pk=row.made.pk).update(data="The bridges", updated_at=timezone.now())
    with pytest.raises(ConflictError):
        take_back(row, row.made.version)
    assert saved(translation, "Мосты") == "The bridges"


def test_locked_page_is_shown_and_not_changed(
    translation: Translation, editor: User, translator_client: Client
) -> None:
    Page.objects.filter(pk=translation.get_target_instance().pk).update(locked=True, locked_by=editor)
    status, answer = save(translator_client, translation, segment_at(translation, "Мосты"), "Bridges")
    assert status == 423
    assert "locked" in answer["error"]
    assert "locked by somebody else" in translator_client.get(page_url(translation)).content.decode()


def test_press_office_may_not_translate(translation: Translation, press: User) -> None:
    client = Client()
    client.force_login(press)
    press.groups.get().page_permissions.filter(page__locale=translation.target_locale).delete()
    save(client, translation, segment_at(translation, "Мосты"), "Bridges")
    assert saved(translation, "Мосты") == ""


@pytest.mark.parametrize("text", ["a\0b", "x" * 300, "⟨⟩⟨//1⟩", "\ufeff", "‮abc"])
def test_nonsense_is_never_a_server_error(text: str, translation: Translation, translator_client: Client) -> None:
    status, _answer = save(translator_client, translation, segment_at(translation, "Мосты"), text)
    assert status in {200, 400}


def test_unknown_text_is_not_found(translation: Translation, translator_client: Client) -> None:
    url = reverse("localisation_editor:save", args=[translation.pk, "nothing.there"])
    assert translator_client.post(url, {"text": "x"}).status_code == 404


def test_without_javascript_one_form_saves_all(translation: Translation, translator_client: Client) -> None:
    segments = segments_of(translation)
    form = {f"text-{segment.key}": f"Text {number} ⟨1⟩" for number, segment in enumerate(segments)}
    form |= {f"text-{segments[0].key}": "Bridges", f"text-{segments[1].key}": "More about bridges."}
    html = translator_client.post(page_url(translation), {**form, "action": "save"}).content.decode()
    assert saved(translation, "Мосты") == "Bridges"
    assert "The original has no mark ⟨1⟩." in html
    assert "Text 2 ⟨1⟩" in html, "what could not be saved is kept in its field"


def test_blank_description_is_filled_for_the_target_alone(
    article: ArticlePage, translation: Translation, translator_client: Client
) -> None:
    url = reverse("localisation_editor:blank", args=[translation.pk])
    response = translator_client.post(url, {"path": "search_description", "text": "All about bridges", "seen": ""})
    assert response.status_code == 200
    fill(translation)
    with committed():
        translation.save_target(publish=True)
    page = result_of(article, translation.target_locale)
    assert page.live
    assert page.search_description == "All about bridges"
    article.refresh_from_db()
    assert article.search_description == ""


def test_added_text_is_not_written_over_somebody_elses(translation: Translation, translator_client: Client) -> None:
    FieldAddition.objects.create(translation=translation, path="search_description", text="Mine")
    url = reverse("localisation_editor:blank", args=[translation.pk])
    response = translator_client.post(url, {"path": "search_description", "text": "Other", "seen": ""})
    assert response.status_code == 409
    assert FieldAddition.objects.get().text == "Mine"


def test_photographs_texts_are_on_the_translators_desk(news: Trees, en: Locale, translator_client: Client) -> None:
    photo = make_real_photo(alt_ru="Мост у воды", alt_en="", caption_en="")
    translation = submit(make_article(news["ru"], "Фото", body=[photo_block(photo)]), en)
    assert "Мост у воды" in translator_client.get(page_url(translation)).content.decode()
    url = reverse("localisation_editor:photo", args=[translation.pk, photo.pk])
    response = translator_client.post(url, {"name": "alt", "text": "A bridge", "seen": ""})
    assert response.status_code == 200
    photo.refresh_from_db()
    assert (photo.alt_en, photo.alt_ru) == ("A bridge", "Мост у воды")


def test_photograph_of_another_page_is_not_reached(translation: Translation, translator_client: Client) -> None:
    photo = make_photo(alt_en="")
    url = reverse("localisation_editor:photo", args=[translation.pk, photo.pk])
    assert translator_client.post(url, {"name": "alt", "text": "A bridge", "seen": ""}).status_code == 404


def test_translator_hands_in_what_is_sound(translation: Translation, translator_client: Client) -> None:
    fill(translation, {"Мосты": "Bridges Мосты"})
    html = translator_client.post(page_url(translation), {"action": "hand_in"}, follow=True).content.decode()
    assert "Russian is left in the English text: Мосты" in html
    segment = segment_at(translation, "Мосты")
    form = {"action": "hand_in", f"text-{segment.key}": "Bridges", f"seen-{segment.key}": segment.version}
    html = translator_client.post(page_url(translation), form, follow=True).content.decode()
    assert "has been handed in for review." in html
    assert TranslationJob.objects.get(translation=translation).state == "review"


@pytest.mark.parametrize("action", ["hand_in", "approve", "publish"])
def test_what_only_wants_a_look_is_listed_and_keeps_nothing_back(
    translation: Translation, translator_client: Client, senior_client: Client, action: str
) -> None:
    client = translator_client if action == "hand_in" else senior_client
    fill(translation, {"Мосты": "The  bridges"})
    with committed():
        html = client.post(page_url(translation), {"action": action}, follow=True).content.decode()
    listed = html[html.index("Nothing keeps it back") :]
    assert listed.index("<li>") < listed.index("space") < listed.index("</ul>")


def test_steps_of_the_desk_ask_the_checks_too(translation: Translation, translator_client: Client) -> None:
    fill(translation, {"Мосты": "Bridges Мосты"})
    translator_client.post(reverse("localisation_jobs:hand_in", args=[translation.pk]))
    assert not TranslationJob.objects.filter(translation=translation, state="review").exists()


def test_sixty_blocks_cost_few_queries(news: Trees, en: Locale, translator_client: Client) -> None:
    translation = submit(make_long_article(news["ru"]), en)
    fill(translation)
    with CaptureQueriesContext(connection) as queries:
        html = translator_client.get(page_url(translation)).content.decode()
    assert len(re.findall("data-line\n", html)) > 100
    assert len(queries) < 150, len(queries)


def test_saving_a_text_costs_at_most_twelve_queries(news: Trees, en: Locale, translator_client: Client) -> None:
    translation = submit(make_long_article(news["ru"]), en)
    segment = segment_at(translation, "В зале № 7")
    text = "In hall No. 7 there is an exhibition about the river, its ⟨1⟩banks⟨/1⟩ and bridges."
    save(translator_client, translation, segment_at(translation, "Глава 4"), "Chapter 4")
    with override_settings(TASKS=QUEUE), CaptureQueriesContext(connection) as queries, committed():
        status, _answer = save(translator_client, translation, segment, text)
    assert status == 200
    assert len(queries) <= 12, "\n".join(query["sql"][:160] for query in queries)


def test_preview_shows_what_is_translated_and_the_original_of_the_rest(
    news: Trees, en: Locale, translator_client: Client
) -> None:
    translation = submit(make_article(news["ru"], "Река", body=[paragraph("Вода поднялась."), paragraph("Мост.")]), en)
    fill(translation, {"Вода поднялась.": "The water rose."})
    StringTranslation.objects.exclude(data="The water rose.").delete()
    url = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    html = translator_client.get(url).content.decode().replace("\u00a0", " ")
    assert "The water rose." in html
    assert "Мост" in html
    assert "Вода поднялась" not in html
