"""A video nobody can read is asked about when its page is published."""

import pytest

from core.publication import warnings
from tests.articles.factories import block, make_article
from tests.conftest import Trees

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]
VIDEO = {"url": "https://rutube.ru/video/0123456789abcdef0123456789abcdef/", "title": "Вечер", "poster": None}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, "ни расшифровки, ни субтитров"),
        ({"transcript": "<p> </p>"}, "ни расшифровки, ни субтитров"),
        ({"captions_url": "https://example.org/ru.vtt"}, "нет расшифровки"),
        ({"transcript": "<p>Вода поднялась.</p>"}, ""),
    ],
)
def test_a_transcript_is_asked_for_and_blocks_nothing(news: Trees, words: dict[str, str], said: str) -> None:
    page = make_article(news["ru"], body=[block("video", {**VIDEO, **words})])
    found = [problem.message for problem in warnings(page) if "Вечер" in problem.message]
    assert len(found) == bool(said)
    assert all(said in message for message in found)
