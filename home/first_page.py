"""What the admin's first page offers those who write: where to begin, what is ahead, what waits for a hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.models import ArticleIndexPage, ArticlePage
from core.page_permissions import AnyUser
from events.admin.calendar import lacking
from events.models import EventIndexPage, EventPage
from images.models import Photo
from images.models.rights import WARNED_BEFORE
from pages.models import Message
from press.models import AccreditationRequest
from publishing.models import Release
from publishing.schedule import Entry, entries
from publishing.views.schedule import may_look

#: So many days of the schedule are shown, today the first; and so many rows at most.
DAYS_AHEAD = 7
MOST_ROWS = 12
#: Letters and requests that came within so many days are counted.
DAYS_BACK = 7


@dataclass(frozen=True)
class Way:
    """A link with its words; an ``icon`` by its name in Wagtail's set."""

    words: str
    url: str
    icon: str = ""


class PersonalPanel(Component):
    """A panel that shows the rows of whoever is signed in, and is absent where there are none."""

    def rows(self, request: HttpRequest) -> list[Any]:
        """What the panel lists."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"rows": self.rows(parent_context["request"])}


class StartPanel(PersonalPanel):
    """What is begun most often, one click away."""

    name = "start"
    template_name = "home/admin/start.html"
    order = 20

    class Media:
        css: ClassVar[dict] = {"all": ["css/admin/first-page.css"]}

    def rows(self, request: HttpRequest) -> list[Way]:
        return list(_beginnings(request.user))


class AheadPanel(PersonalPanel):
    """What takes place today, and what goes live, ends or expires within a week."""

    name = "ahead"
    template_name = "home/admin/ahead.html"
    order = 230  # below what waits for the reader's own word: translations and pages to check

    def rows(self, request: HttpRequest) -> list[Entry]:
        if not may_look(request):
            return []
        now = timezone.localtime()
        tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=now.tzinfo)
        found = entries(now, tomorrow + timedelta(days=DAYS_AHEAD - 1))
        return [entry for entry in found if entry.at < tomorrow or not entry.is_held][:MOST_ROWS]


class WaitingPanel(PersonalPanel):
    """What somebody should look after, counted, each with the way there."""

    name = "waiting"
    template_name = "home/admin/waiting.html"
    order = 240

    def rows(self, request: HttpRequest) -> list[Way]:
        return list(_waiting(request.user))


PANELS: tuple[type[PersonalPanel], ...] = (StartPanel, AheadPanel, WaitingPanel)


def _beginnings(user: AnyUser) -> Iterator[Way]:
    news = _section(ArticleIndexPage, user)
    if news is not None:
        yield Way(_("New article"), _new_page(ArticlePage, news), "doc-full")
        yield Way(_("New article from a Word file"), reverse("article_word_import", args=[news.pk]), "upload")
    whats_on = _section(EventIndexPage, user)
    if whats_on is not None:
        yield Way(_("New event"), _new_page(EventPage, whats_on), "date")
    if policy_registry.get_by_type(Photo).user_has_permission(user, "add"):
        yield Way(_("Upload photographs"), reverse("wagtailimages:add_multiple"), "image")
    if policy_registry.get_by_type(Release).user_has_permission(user, "add"):
        yield Way(_("New release"), reverse("releases:add"), "upload")


def _section(model: type[Page], user: AnyUser) -> Page | None:
    """Return the section where ``user`` may add pages: the one in the admin's language before the other's."""
    sections = model.objects.select_related("locale").order_by("path")
    allowed = [section for section in sections if section.permissions_for_user(user).can_add_subpage()]
    return min(allowed, key=lambda section: section.locale.language_code != get_language(), default=None)


def _new_page(model: type[Page], section: Page) -> str:
    meta = model._meta
    return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, section.pk])


def _waiting(user: AnyUser) -> Iterator[Way]:
    """Each thing that is there at all, counted in words."""
    for words, count, address in _counts(user):
        if count:
            yield Way(words % {"count": count}, reverse(address))


def _counts(user: AnyUser) -> Iterator[tuple[Any, int, str]]:
    """Yield the words for a count, the count, and the name of the address where it is looked after."""
    photos = policy_registry.get_by_type(Photo)
    if photos.user_has_any_permission(user, ["add", "delete"]):
        mine = photos.instances_user_has_any_permission_for(user, ["add", "change"])
        words = ngettext_lazy("%(count)d photograph has no credit", "%(count)d photographs have no credit", "count")
        yield words, mine.without_credit().count(), "uncredited_photos"
        words = ngettext_lazy(
            "The rights to %(count)d photograph end soon", "The rights to %(count)d photographs end soon", "count"
        )
        yield words, mine.ending_within(WARNED_BEFORE.days).count(), "ending_rights"
    if policy_registry.get_by_type(Page).user_has_permission(user, "add"):
        words = ngettext_lazy(
            "%(count)d event lacks a translation, a photograph, an age mark or a price",
            "%(count)d events lack a translation, a photograph, an age mark or a price",
            "count",
        )
        yield words, lacking().count(), "event_dates:missing"
    since = timezone.now() - timedelta(days=DAYS_BACK)
    if user.has_perm("press.view_accreditationrequest"):
        words = ngettext_lazy(
            "%(count)d journalist asked for accreditation in the last week",
            "%(count)d journalists asked for accreditation in the last week",
            "count",
        )
        yield words, AccreditationRequest.objects.filter(created_at__gte=since).count(), "accreditation:index"
    if user.has_perm("pages.view_message"):
        words = ngettext_lazy(
            "%(count)d message from visitors in the last week",
            "%(count)d messages from visitors in the last week",
            "count",
        )
        yield words, Message.objects.filter(created_at__gte=since).count(), "feedback_messages:index"
