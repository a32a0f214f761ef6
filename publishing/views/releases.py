"""The screens of a release: the list, what keeps it back, confirming its time, publishing it."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import BaseButton, Button, HeaderButton
from wagtail.log_actions import log

from core.columns import MomentColumn
from core.dates import moment_in_words
from core.page_permissions import AnyUser
from publishing.blockers import readiness
from publishing.models import Release
from publishing.releasing import take_live

PUBLISH = "publishing.publish_release"


def release_url(release: Release) -> str:
    """Return the address of the release's page in the admin."""
    return reverse("releases:inspect", args=[release.pk])


class ReleaseIndexView(generic.IndexView):
    """All releases, those to come first."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("pages", "announcements")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleColumn("title", label=_("Name"), get_url=release_url, sort_key="title"),
            Column("state", label=_("Status")),
            MomentColumn("goes_live_at", label=_("Goes live at"), sort_key="goes_live_at"),
            Column("pages", label=_("Pages"), accessor=lambda release: len(release.pages.all())),
            MomentColumn("published_at", label=_("Went live at"), sort_key="published_at"),
        ]


class _ToItsPage:
    """After saving, the release's page shows what still keeps it back."""

    def get_success_url(self) -> str:
        return release_url(self.object)


class ReleaseCreateView(_ToItsPage, generic.CreateView):
    """Preparing a release."""

    def save_instance(self) -> Release:
        self.form.instance.prepared_by = self.request.user
        return super().save_instance()


class ReleaseEditView(_ToItsPage, generic.EditView):
    """Changing a release. One that is live is a record and stays as it is."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        release = self.get_object()
        if release.is_published:
            messages.warning(request, _("This release is live. It can no longer be changed."))
            return redirect(release_url(release))
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self) -> Release:
        """Take back the confirmation where somebody changes what was confirmed without the right to confirm."""
        release = self.form.instance
        has_new_time = "goes_live_at" in self.form.changed_data
        if release.confirmed_by_id and (has_new_time or not self.request.user.has_perm(PUBLISH)):
            release.confirmed_by = None
            messages.warning(self.request, _("The release was changed: its time has to be confirmed again."))
        release.failed_at, release.failure = None, ""
        return super().save_instance()


class ReleaseDeleteView(generic.DeleteView):
    """Deleting a release touches no page of it."""

    @cached_property
    def confirmation_message(self) -> str:
        return _("Delete this release? Its pages and announcements stay as they are.")


class ReleaseInspectView(generic.InspectView):
    """The release: each page with what keeps it back, and the buttons that take it live."""

    page_title = gettext_lazy("Release")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        release, user = self.object, self.request.user
        parts = [] if release.is_published else readiness(release, user)
        may_publish = user.has_perm(PUBLISH)
        acting = user if may_publish or not release.confirmed_by else release.confirmed_by
        if not may_publish and not release.is_published:
            parts = readiness(release, acting if acting is not user else None)
        blocked = sum(bool(part.blockers) for part in parts)
        return {
            **super().get_context_data(**kwargs),
            "release": release,
            "parts": parts,
            "blocked": blocked,
            "blocked_words": ngettext(
                "%(count)d part keeps the whole release back. Nothing will be published until it is mended.",
                "%(count)d parts keep the whole release back. Nothing will be published until they are mended.",
                blocked,
            )
            % {"count": blocked},
            "may_publish": may_publish,
            "published_pages": release.pages.select_related("page__locale") if release.is_published else [],
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("releases:index"), "label": _("Releases")},
            {"url": "", "label": self.object.title},
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [] if self.object.is_published else super().header_more_buttons

    @cached_property
    def header_buttons(self) -> list[BaseButton]:
        if self.object.is_published or not self.request.user.has_perm(PUBLISH):
            return []
        url = reverse("releases:publish", args=[self.object.pk])
        return [HeaderButton(_("Publish now"), url=url, icon_name="upload")]


class ReleaseActionView(WagtailAdminTemplateMixin, PermissionCheckedMixin, TemplateView):
    """A question and its answer, for those who may publish releases."""

    model = Release
    permission_required = "publish"
    template_name = "publishing/admin/release_publish.html"
    header_icon = "upload"
    _show_breadcrumbs = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.release = get_object_or_404(Release, pk=kwargs["pk"])
        super().setup(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("releases:index"), "label": _("Releases")},
            {"url": release_url(self.release), "label": self.release.title},
            {"url": "", "label": self.get_page_title()},
        ]


class ReleasePublishView(ReleaseActionView):
    """“Publish now”: asks once, then publishes all or shows what keeps it back."""

    page_title = gettext_lazy("Publish now")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = [] if self.release.is_published else readiness(self.release, self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "release": self.release,
            "parts": parts,
            "blocked": [part for part in parts if part.blockers],
            "back": release_url(self.release),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        outcome = take_live(self.release.pk, request.user)
        if outcome.is_published:
            messages.success(request, _("The release “%(title)s” is live.") % {"title": self.release.title})
        else:
            reason = outcome.failure or _("See the list below.")
            messages.error(request, _("Nothing was published. %(reason)s") % {"reason": reason})
        return redirect(release_url(self.release))


class ReleaseConfirmView(ReleaseActionView):
    """Confirms the time of a release, or takes the confirmation back."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        release = self.release
        withdraws = "withdraw" in request.POST
        moment = release.goes_live_at
        if release.is_published or moment is None:
            raise PermissionDenied
        release.confirmed_by = None if withdraws else _as_user(request.user)
        release.failed_at, release.failure = None, ""
        release.save(update_fields=["confirmed_by", "failed_at", "failure"])
        log(instance=release, action="publishing.withdraw" if withdraws else "publishing.confirm", user=request.user)
        if withdraws:
            messages.success(request, _("The release no longer goes live by itself."))
        else:
            words = {"moment": moment_in_words(moment)}
            messages.success(request, _("The release goes live by itself on %(moment)s.") % words)
        return redirect(release_url(release))


def _as_user(user: AnyUser) -> Any:
    return user if user.is_authenticated else None


class ReleaseViewSet(ModelViewSet):
    """Releases in the admin."""

    model = Release
    name = "releases"
    url_prefix = "releases"
    icon = "upload"
    menu_label = gettext_lazy("Releases")
    menu_order = 10
    add_to_admin_menu = False
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = ReleaseIndexView
    add_view_class = ReleaseCreateView
    edit_view_class = ReleaseEditView
    delete_view_class = ReleaseDeleteView
    inspect_view_class = ReleaseInspectView
    inspect_template_name = "publishing/admin/release.html"
    search_fields: ClassVar[list[str]] = ["title"]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("publish/<int:pk>/", ReleasePublishView.as_view(), name="publish"),
            path("confirm/<int:pk>/", ReleaseConfirmView.as_view(), name="confirm"),
        ]
