"""What is kept for search: things that can be found, words that occur, what is asked, what editors put first."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, PageChooserPanel
from wagtail.documents import get_document_model
from wagtail.images import get_image_model_string
from wagtail.models import CollectionViewRestriction, Page

from core.visibility import open_to_all

#: What has no date of its own stands before everything dated when candidates are chosen.
EVERGREEN = datetime(2200, 1, 1, tzinfo=UTC)


class EntryQuerySet(models.QuerySet):
    """Things in the index."""

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)

    def due(self) -> Self:
        """What may be shown by now."""
        return self.filter(Q(shown_from__isnull=True) | Q(shown_from__lte=timezone.now()))

    def open_to_all(self) -> Self:
        """What anybody may see at this moment: live, without a password; records that such a page mentions."""
        pages = Page.objects.filter(open_to_all(), pk=OuterRef("page_id"))
        mention = Entry.objects.due().filter(
            Exists(pages), language=OuterRef("language"), mentions__contains=_array_of(OuterRef("label"))
        )
        return self.filter(
            Q(Exists(pages)) | Q(page__isnull=True) & (Q(needs_mention=False) | Q(Exists(mention)))
        ).exclude(Q(kind="documents") & Exists(_closed_document()))


class Entry(models.Model):
    """One thing that can be found, in one language: a page, a person, a document, a record of another room."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=8)
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=80)  # "people.person:12", as mentions name it
    kind = models.CharField(max_length=16)
    needs_mention = models.BooleanField(default=False)
    mentions = ArrayField(models.CharField(max_length=80), default=list)
    topic_ids = ArrayField(models.PositiveBigIntegerField(), default=list)
    venue_key = models.UUIDField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    moments = ArrayField(models.DateTimeField(), default=list)
    time_zone = models.CharField(max_length=64, blank=True)
    shown_from = models.DateTimeField(null=True)
    fresh_at = models.DateTimeField(default=EVERGREEN)
    photo = models.ForeignKey(get_image_model_string(), null=True, on_delete=models.SET_NULL, related_name="+")
    address = models.CharField(max_length=500, blank=True)
    title = models.TextField()
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    title_vector = SearchVectorField()
    vector = SearchVectorField()
    indexed_at = models.DateTimeField(default=timezone.now)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["content_type", "object_id", "language"], name="one_entry_in_a_language"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["vector"], name="search_vector"),
            GinIndex(fields=["title_vector"], name="search_title_vector"),
            GinIndex(fields=["mentions"], name="search_mentions"),
            models.Index(fields=["language", "-fresh_at", "-id"], name="search_fresh"),
            models.Index(fields=["language", "kind", "-fresh_at"], name="search_kind_fresh"),
        ]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that occurs in the index, and what is left of it without one letter: misspellings share such a rest."""

    language = models.CharField(max_length=8)
    text = models.CharField(max_length=60)
    uses = models.PositiveIntegerField(default=1)
    rests = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "text"], name="one_word_in_a_language"),
        ]
        indexes: ClassVar[list[models.Index]] = [GinIndex(fields=["rests"], name="search_word_rests")]

    def __str__(self) -> str:
        return self.text


class AskedDay(models.Model):
    """What visitors asked on one day, without anything about who asked."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=8)
    text = models.CharField(_("question"), max_length=80)
    asked = models.PositiveIntegerField(_("times asked"), default=1)
    found = models.PositiveIntegerField(_("results"), default=0)

    class Meta:
        verbose_name = _("question to the search")
        verbose_name_plural = _("questions to the search")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["day", "language", "text"], name="one_question_a_day"),
        ]

    def __str__(self) -> str:
        return self.text


class FeaturedResult(models.Model):
    """A page that editors put above the results of certain questions, in both languages."""

    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("In the other language its translation is shown, where there is one."),
    )
    questions_ru = models.TextField(
        _("questions (Russian)"),
        blank=True,
        help_text=_("One on each line. Forms and order of the words do not matter."),
    )
    questions_en = models.TextField(
        _("questions (English)"),
        blank=True,
        help_text=_("One on each line. Forms and order of the words do not matter."),
    )
    keys = ArrayField(models.CharField(max_length=300), default=list, editable=False)

    panels: ClassVar[list] = [PageChooserPanel("page"), FieldRowPanel(["questions_ru", "questions_en"])]

    class Meta:
        verbose_name = _("featured result")
        verbose_name_plural = _("featured results")
        ordering = ("pk",)
        indexes: ClassVar[list[models.Index]] = [GinIndex(fields=["keys"], name="search_featured_keys")]

    def __str__(self) -> str:
        return f"{self.page}: {', '.join([*self.questions_ru.splitlines(), *self.questions_en.splitlines()])}"

    def clean(self) -> None:
        if not self.questions_ru.strip() and not self.questions_en.strip():
            raise ValidationError({"questions_ru": _("Give at least one question.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the questions in the form they are looked up by."""
        from search.questions import Question

        asked = {"ru": self.questions_ru, "en": self.questions_en}
        keys = [
            f"{language}:{key}"[:300]
            for language, lines in asked.items()
            for line in lines.splitlines()
            if (key := Question.read(line).key)
        ]
        self.keys = list(dict.fromkeys(keys))
        super().save(*args, **kwargs)


def _array_of(value: Any) -> models.Expression:
    """Return a one-element array: ``ARRAY[value]``."""
    return models.Func(
        Cast(value, CharField()), template="ARRAY[%(expressions)s]::varchar[]", output_field=ArrayField(CharField())
    )


def label_of(record: models.Model) -> str:
    """Return how mentions name ``record``: ``people.person:12``."""
    return f"{record._meta.label_lower}:{record.pk}"


def _closed_document() -> models.QuerySet:
    """Return the condition on a document's entry that its collection is behind a password or a sign-in."""
    path = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    restricted = CollectionViewRestriction.objects.annotate(asked_path=path).filter(
        asked_path__startswith=F("collection__path")
    )
    return get_document_model()._default_manager.filter(Exists(restricted), pk=OuterRef("object_id"))


def dated(moments: Iterable[datetime | None]) -> datetime:
    """Return the first of ``moments`` that there is, for the order in which candidates are chosen."""
    return min(next((moment for moment in moments if moment), EVERGREEN), EVERGREEN)
