"""Numbered pages of a list."""

import re
from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


def page_of(items: QuerySet | Sequence, number: str, per_page: int, count: int | None = None) -> Page:
    """Return the page of ``items`` that ``number`` names, counted from one; ``count`` spares counting them again.

    What is no number gives the first page; a number past the end, such as an old link, gives the last.
    """
    paginator = Paginator(items, per_page)
    if count is not None:
        paginator.count = count
    wanted = int(number) if re.fullmatch(r"[0-9]{1,9}", number) else 1
    return paginator.page(min(max(wanted, 1), paginator.num_pages))
