"""What visitors ask, counted by day without anything about who asked."""

import logging
import re
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from search.models import AskedDay
from search.questions import Question

logger = logging.getLogger(__name__)

#: How long questions are kept; those asked once only are dropped earlier.
KEPT, KEPT_IF_RARE = timedelta(days=365), timedelta(days=60)
LONGEST = 80
#: Different questions counted on one day: somebody who asks nonsense without end fills no disk.
MOST = 20_000
#: What may be somebody's address, telephone, document or card: never kept.
_PERSONAL = re.compile(r"@|(?:\d[\s().+-]*){7,}")

_COUNT = """
    INSERT INTO search_askedday (day, language, text, asked, found)
    SELECT %(day)s::date, %(language)s, %(text)s, 1, %(found)s
    WHERE (SELECT count(*) FROM search_askedday WHERE day = %(day)s::date) < %(most)s
        OR EXISTS (
            SELECT FROM search_askedday WHERE (day, language, text) = (%(day)s::date, %(language)s, %(text)s)
        )
    ON CONFLICT (day, language, text) DO UPDATE SET asked = search_askedday.asked + 1, found = excluded.found
"""


def record(question: Question, language: str, found: int) -> None:
    """Count that ``question`` was asked today and how much it found, in one statement; never fail because of it."""
    text = " ".join(token.word for token in question.words)
    if not text or len(text) > LONGEST or _PERSONAL.search(question.text):
        return
    try:
        with connection.cursor() as cursor:
            today = timezone.localdate().isoformat()
            cursor.execute(_COUNT, {"day": today, "language": language, "text": text, "found": found, "most": MOST})
    except DatabaseError as error:
        logger.warning("A question to the search was not counted: %s", error)


def forget_old() -> None:
    """Delete the questions of long ago, and those of some weeks ago that were asked once; a chore."""
    today = timezone.localdate()
    AskedDay.objects.filter(day__lt=today - KEPT).delete()
    AskedDay.objects.filter(day__lt=today - KEPT_IF_RARE, asked=1).delete()
