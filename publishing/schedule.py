"""What goes live, expires and takes place between two moments; rooms above register sources of their own."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core.dates import moment_in_words
from publishing.embargoes import embargoed_types, embargoes_of
from publishing.models import Release


@dataclass
class Entry:
    """One thing on the board. ``move`` is the address where its moment can be changed; empty where it cannot.

    ``is_held``: it takes place; nothing on the site changes at that moment.
    """

    at: datetime
    kind: str
    title: str
    url: str
    language: str = ""
    group: UUID | None = None
    move: str = ""
    is_going_live: bool = False
    is_held: bool = False
    dark_until: datetime | None = None
    clashes: list[str] = field(default_factory=list)

    @property
    def local(self) -> datetime:
        return timezone.localtime(self.at)


Source = Callable[[datetime, datetime], Iterable[Entry]]
_sources: list[Source] = []


def register_source(source: Source) -> Source:
    """Put what ``source(start, end)`` gives for the half-open stretch onto the board; usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def entries(start: datetime, end: datetime) -> list[Entry]:
    """Return everything in ``[start, end)`` by time, with what clashes said on each."""
    found = sorted((entry for source in _sources for entry in source(start, end)), key=lambda entry: entry.at)
    _mark_clashes(found)
    return found


@register_source
def scheduled_pages(start: datetime, end: datetime) -> Iterable[Entry]:
    """Pages that go live by a schedule of their own."""
    revisions = list(
        Revision.page_revisions.filter(approved_go_live_at__gte=start, approved_go_live_at__lt=end).values_list(
            "object_id", "approved_go_live_at"
        )
    )
    keys = [int(key) for key, _at in revisions]
    pages, embargoes = Page.objects.select_related("locale").in_bulk(keys), embargoes_of(keys)
    for key, at in revisions:
        page = pages.get(int(key))
        if page is not None:
            entry = _of_page(page, at, _("Goes live"), "live", is_going_live=True)
            entry.dark_until = embargoes.get(page.pk)
            yield entry


@register_source
def expiring_pages(start: datetime, end: datetime) -> Iterable[Entry]:
    """Live pages that are taken down."""
    for page in Page.objects.filter(live=True, expire_at__gte=start, expire_at__lt=end).select_related("locale"):
        if page.expire_at:
            yield _of_page(page, page.expire_at, _("Expires"), "expire")


@register_source
def ending_embargoes(start: datetime, end: datetime) -> Iterable[Entry]:
    """Embargoes that end over pages nobody has scheduled yet, or over pages readers see already."""
    for model in embargoed_types():
        pages = model.objects.filter(embargo_until__gte=start, embargo_until__lt=end)
        for page in pages.select_related("locale").annotate_approved_schedule().defer_streamfields():
            if page.live and page.embargo_until > timezone.now():
                entry = _of_page(page, page.embargo_until, _("Embargo ends"), "embargo")
                entry.clashes.append(_("Readers can see the page already."))
                yield entry
            elif not page.live and not page.approved_schedule:
                yield _of_page(page, page.embargo_until, _("Embargo ends, not published yet"), "embargo")


@register_source
def releases(start: datetime, end: datetime) -> Iterable[Entry]:
    """Releases with a time that are not live yet."""
    found = list(
        Release.objects.waiting().filter(goes_live_at__gte=start, goes_live_at__lt=end).prefetch_related("pages")
    )
    embargoes = embargoes_of({row.page_id for release in found for row in release.pages.all()})
    for release in found:
        ends = [embargoes[row.page_id] for row in release.pages.all() if row.page_id in embargoes]
        kind = _("Release") if release.is_confirmed else _("Release, not confirmed")
        url = reverse("releases:inspect", args=[release.pk])
        move = reverse("schedule_move", args=["release", release.pk])
        yield Entry(
            release.goes_live_at,
            kind,
            release.title,
            url,
            move=move,
            is_going_live=True,
            dark_until=max(ends, default=None),
        )


def _of_page(page: Page, at: datetime, kind: str, what: str, *, is_going_live: bool = False) -> Entry:
    return Entry(
        at,
        kind,
        page.get_admin_display_title(),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        page.locale.language_code,
        page.translation_key,
        reverse("schedule_move", args=[what, page.pk]),
        is_going_live,
    )


def _mark_clashes(found: list[Entry]) -> None:
    """Say where two things go live in one minute, one before its embargo ends, a translation apart from its source."""
    going = [entry for entry in found if entry.is_going_live]
    for entry in going:
        if entry.dark_until and entry.at < entry.dark_until:
            entry.clashes.append(_("The embargo ends later: %(until)s.") % {"until": moment_in_words(entry.dark_until)})
    by_minute: dict[datetime, list[Entry]] = defaultdict(list)
    by_group: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in going:
        by_minute[entry.at.replace(second=0, microsecond=0)].append(entry)
        if entry.group:
            by_group[entry.group].append(entry)
    for together in by_minute.values():
        subjects = {entry.group or entry.url for entry in together}
        if len(subjects) > 1:
            for entry in together:
                entry.clashes.append(_("Something else goes live in the same minute."))
    for group in by_group.values():
        if len({entry.at for entry in group}) > 1:
            for entry in group:
                entry.clashes.append(_("Its translation goes live at another time."))
