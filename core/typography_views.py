"""Admin views of typography: clean what is pasted, tidy a draft."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from core.completeness import active_translation
from core.pasting import LONGEST, clean_paste
from core.tidying_pages import Change, tidy_page


@require_POST
def clean(request: HttpRequest) -> JsonResponse:
    """Return the pasted ``html`` cleaned and set in ``language``."""
    source = request.POST.get("html", "")
    if len(source) > LONGEST:
        return JsonResponse({"html": None}, status=413)
    return JsonResponse({"html": clean_paste(source, request.POST.get("language", ""))})


def may_tidy(user: AbstractBaseUser | AnonymousUser, page: Page) -> bool:
    """Tell whether this person may change the draft; a translation's texts are its translator's."""
    tester = page.permissions_for_user(user)
    return tester.can_edit() and not tester.page_locked() and not page.alias_of_id and active_translation(page) is None


class TidyView(WagtailAdminTemplateMixin, TemplateView):
    """Shows what typography would change in the latest draft, and changes it."""

    template_name = "core/tidy.html"
    page_title = gettext_lazy("Tidy typography")
    header_icon = "openquote"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.found = get_object_or_404(Page, pk=kwargs["page_id"], depth__gt=1).specific
        if not may_tidy(request.user, self.found):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def draft(self) -> Page:
        return self.found.get_latest_revision_as_object()

    @cached_property
    def changes(self) -> list[Change]:
        return tidy_page(self.draft)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back through the draft; the last is where one stands."""
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.found.pk]),
                "label": self.found.get_admin_display_title(),
            },
            {"url": "", "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "page": self.found, "changes": self.changes}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        count = len(self.changes)
        if count:
            self.draft.save_revision(user=request.user, log_action=True, clean=False)
            messages.success(
                request,
                ngettext("%(count)d text has been tidied.", "%(count)d texts have been tidied.", count)
                % {"count": count},
            )
        else:
            messages.info(request, _("Typography is in order: there is nothing to change."))
        return redirect("wagtailadmin_pages:edit", self.found.pk)
