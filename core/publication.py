"""What must be in order before a page goes before visitors: rooms register checks, every way of publishing asks them.

A room registers a check in its ``AppConfig.ready()``; the check sees the page as it would be published (a draft
included) and the moment it would go public::

    from core.publication import Problem, register_check

    @register_check
    def photographs_have_credits(page: Page, at: datetime) -> Iterable[Problem]:
        yield Problem(_("“Bridge” has no credit line."), url=reverse("wagtailimages:edit", args=[photo.pk]))

The page editor, workflows, bulk and scheduled publishing refuse a page with a blocking problem
(``TranslatedPage.full_clean`` is the last gate) and show the others as warnings. Whoever plans or releases
pages reads the same list: ``problems_of(page)``, ``blockers(page)``, ``warnings(page)``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page


@dataclass(frozen=True)
class Problem:
    """One thing that is not in order: a sentence for the editor, and the admin address where it is mended."""

    message: str
    url: str = ""
    is_blocking: bool = True
    #: What is wrong and what has it, where many may have the same: they are told in one line, each with its link.
    kind: str = ""
    name: str = ""


@dataclass(frozen=True)
class Line:
    """A problem, or many of one kind, as they are told: words, then links to where each is mended."""

    words: str
    links: list[tuple[str, str]]


Check = Callable[[Page, datetime], Iterable[Problem]]

_checks: list[Check] = []


def register_check(check: Check) -> Check:
    """Have ``check`` asked whenever a page is to be published; usable as a decorator."""
    if check not in _checks:
        _checks.append(check)
    return check


def problems_of(page: Page, at: datetime | None = None) -> list[Problem]:
    """Return all that is not in order with ``page``, what blocks it first.

    ``page`` is the specific page as it would be published, a revision's object for instance. ``at`` is the moment
    (aware) it goes public: its own ``go_live_at`` where that lies ahead, else now.
    """
    now = timezone.now()
    at = at or max(page.go_live_at or now, now)
    found = [problem for check in _checks for problem in check(page, at)]
    return sorted(found, key=lambda problem: not problem.is_blocking)


def blockers(page: Page, at: datetime | None = None) -> list[Problem]:
    """Return what keeps ``page`` from being published."""
    return [problem for problem in problems_of(page, at) if problem.is_blocking]


def warnings(page: Page, at: datetime | None = None) -> list[Problem]:
    """Return what an editor should know about ``page`` but may publish it with."""
    return [problem for problem in problems_of(page, at) if not problem.is_blocking]


class PublicationRefused(ValidationError):  # noqa: N818 (it is said of a page, in the words of the trade)
    """The page may not go before visitors yet; ``problems`` say why."""

    def __init__(self, page: Page, problems: list[Problem]) -> None:
        self.page, self.problems = page, problems
        super().__init__({NON_FIELD_ERRORS: [problem.message for problem in problems]})


def require_publishable(page: Page) -> None:
    """Raise ``PublicationRefused`` where something blocks ``page``."""
    found = blockers(page)
    if found:
        raise PublicationRefused(page, found)


def told(problems: Iterable[Problem]) -> list[Line]:
    """Return the problems as lines for an editor; those of one kind in one line, counted, where the first stands."""
    kinds: dict[str, list[Problem]] = {}
    for number, problem in enumerate(problems):
        kinds.setdefault(problem.kind or str(number), []).append(problem)
    return [
        Line(f"{alike[0].kind.rstrip(':')} ({len(alike)}):", [(problem.name, problem.url) for problem in alike])
        if len(alike) > 1
        else Line(alike[0].message, [(_("Mend"), alike[0].url)] if alike[0].url else [])
        for alike in kinds.values()
    ]


def as_message(introduction: str, problems: Iterable[Problem]) -> SafeString:
    """Return the problems as a list for the admin's messages, each leading to where it is mended."""
    items = format_html_join(
        "",
        "<li>{} {}</li>",
        ((line.words, format_html_join("; ", '<a href="{1}">{0}</a>', line.links)) for line in told(problems)),
    )
    return format_html("{}<ul>{}</ul>", introduction, items)


def refusal(page: Page, problems: Iterable[Problem]) -> SafeString:
    """Return the message that says why ``page`` was not published."""
    words = _("“%(title)s” is saved as a draft, but not published:") % {"title": page.get_admin_display_title()}
    return as_message(words, problems)
