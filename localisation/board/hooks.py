"""The desk in Wagtail's admin: addresses, menu, panels of the first page, drafts that are followed."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from core.page_permissions import AnyUser
from localisation.board import bulk
from localisation.board import urls as board_urls
from localisation.board.panels import DeskPanel
from localisation.jobs import urls as job_urls
from localisation.jobs.drafts import has_draft
from localisation.jobs.rights import may_view
from localisation.models import TranslationJob
from localisation.tasks import keep_page, refresh_translations


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """The addresses of board and jobs."""
    return [
        path("localisation/board/", include(board_urls)),
        path("localisation/", include(job_urls)),
    ]


class BoardMenuItem(MenuItem):
    """The way to the board, for those it is open to."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_view(request.user)


@hooks.register("register_admin_menu_item")
def board_menu_item() -> MenuItem:
    """“Translations” in the main menu, after the pages."""
    return BoardMenuItem(
        _("Translations"),
        reverse("localisation_board:index"),
        name="translations",
        icon_name="wagtail-localize-language",
        order=150,
    )


@hooks.register("construct_homepage_panels")
def show_the_desk(request: HttpRequest, panels: list[Component]) -> None:
    """A translator's queue, what waits for review and the notices, on the first page."""
    panels.append(DeskPanel())


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def follow_drafts(request: HttpRequest, page: Page) -> None:
    """Let the board know a new page, and the texts of a draft that is translated follow it until it is published."""
    if page.live and not TranslationJob.objects.filter(page_id=page.pk, reads_draft=True).exists():
        return
    if TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).exists():
        refresh_translations.enqueue(page.pk)
    else:
        keep_page.enqueue(page.pk)


@hooks.register("register_page_header_buttons")
def draft_in_header(page: Page, user: AnyUser, view_name: str, next_url: str | None = None) -> Iterator[PageMenuItem]:
    """Lead from a live page with unpublished changes to its translation, where these can be translated first."""
    if view_name != "edit" or not has_draft(page) or not may_view(user):
        return
    for job in TranslationJob.objects.filter(page_id=page.pk, translation__enabled=True, reads_draft=False):
        yield PageMenuItem(
            _("Translate the draft"),
            reverse("localisation_jobs:job", args=[job.pk]),
            "wagtail-localize-language",
            61,
            page=page,
        )


for action in (bulk.AssignAction, bulk.SkipAction, bulk.WantAction, bulk.StartAction, bulk.ResyncAction):
    hooks.register("register_bulk_action", action)
