"""The translators' desk of the demo: work handed out, one translation handed in, one out of date, one left out."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation

from core.completeness import missing_texts
from home.demo.content import Item
from home.demo.loading import Loading, NewPage, translation_key
from localisation.jobs.keeping import keep_board
from localisation.models import TranslationJob

TRANSLATOR = "translator"
#: Page, days from today, priority, note.
HANDED_OUT = (
    (
        "article",
        "reading-room-nights",
        2,
        TranslationJob.Priority.HIGH,
        "Изменился один абзац. Новые часы сверены с читальней.",
    ),
    ("event", "river-film-club", 5, TranslationJob.Priority.NORMAL, ""),
    (
        "article",
        "tours-in-english",
        9,
        TranslationJob.Priority.NORMAL,
        "Оригинал английский. Названия площадок — как в глоссарии.",
    ),
)
LEFT_OUT = ("event", "volunteers-evening", "Вечер для тех, кто уже состоит в команде: нужен только по-русски.")


def load_desk(loading: Loading, new: list[NewPage]) -> None:
    """Fill the board, and hand out work on pages that were just made; what people have changed since stays."""
    keep_board()
    made = {made.name for made in new}
    translator = get_user_model().objects.filter(username=TRANSLATOR).first()
    for kind, key, days, priority, note in HANDED_OUT:
        job = _job_of(kind, key)
        if translator is None or job is None or f"{kind}/{key}" not in made:
            continue
        job.assignee, job.priority, job.note = translator, priority, note
        job.due_on = loading.today + timedelta(days=days)
        job.settle()
        job.save()
    for item in new:
        if later := item.item.get("outdated"):
            _hand_in(item, later)
    kind, key, reason = LEFT_OUT
    job = _job_of(kind, key)
    if job is not None and f"{kind}/{key}" in made:
        job.skip_reason = reason
        job.settle()
        job.save()


def _job_of(kind: str, key: str) -> TranslationJob | None:
    return TranslationJob.objects.filter(page__translation_key=translation_key(kind, key)).first()


def _hand_in(new: NewPage, later: Item) -> None:
    """Translate what was changed in an original and hand it in, where the content has the words."""
    job = TranslationJob.objects.filter(page=new.page.pk, translation__isnull=False).first()
    if job is None or job.translation is None:
        return
    words = later.get(f"html_{job.target_locale.language_code}")
    source = later[f"html_{job.source_locale.language_code}"]
    segment = StringSegment.objects.filter(source=job.translation.source_id, string__data=source).first()
    if not words or segment is None:
        return
    StringTranslation.objects.get_or_create(
        translation_of=segment.string,
        locale=job.target_locale,
        context=segment.context,
        defaults={"data": words, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
    )
    if missing_texts(job.translation):
        return
    job.words_done, job.has_unpublished_texts = job.words_total, True
    job.handed_in_at, job.handed_in_by = timezone.now(), job.assignee
    job.settle()
    job.save()
