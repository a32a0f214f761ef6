"""Numbered pages of a list."""

import re
from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class CountedPaginator(Paginator):
    """Pages of a list whose length is known already."""

    def __init__(self, items: QuerySet | Sequence, per_page: int, count: int) -> None:
        super().__init__(items, per_page)
        self._count = count

    @property
    def count(self) -> int:
        return self._count


def page_of(items: QuerySet | Sequence, number: str, per_page: int, count: int | None = None) -> Page:
    """Return the page of ``items`` that ``number`` names, counted from one; ``count`` spares counting them again.

    What is no number gives the first page; a number past the end, such as an old link, gives the last.
    """
    paginator = Paginator(items, per_page) if count is None else CountedPaginator(items, per_page, count)
    wanted = int(number) if re.fullmatch(r"[0-9]{1,9}", number) else 1
    return paginator.page(min(max(wanted, 1), paginator.num_pages))
