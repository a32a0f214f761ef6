"""Drafts, embargoes and releases for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from articles.models import ArticleIndexPage, ArticlePage
from core.models import BasePage
from publishing.models import Release, ReleasePage
from tests.articles.factories import make_article

Trees = dict[str, BasePage]


def draft_article(index: ArticleIndexPage, title: str, **fields: Any) -> ArticlePage:
    """Return an article that has never been live."""
    article = make_article(index, title, live=False, **fields)
    article.save_revision()
    return ArticlePage.objects.get(pk=article.pk)


def draft_pair(news: Trees, name: str, **fields: Any) -> list[ArticlePage]:
    """Return an unpublished article in both languages."""
    first = draft_article(news["ru"], f"Статья {name}", slug=f"{name}-ru", **fields)
    second = draft_article(
        news["en"], f"Article {name}", slug=f"{name}-en", translation_key=first.translation_key, **fields
    )
    return [first, second]


def make_release(*pages: BasePage, **fields: Any) -> Release:
    release = Release.objects.create(**{"title": "Открытие причала", **fields})
    for order, page in enumerate(pages):
        ReleasePage.objects.create(release=release, page=page, sort_order=order)
    return release


def in_days(days: float) -> datetime:
    return (timezone.now() + timedelta(days=days)).replace(second=0, microsecond=0)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clock of the site stand at ``moment``."""
    with patch("django.utils.timezone.now", return_value=moment):
        yield
