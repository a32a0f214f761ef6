"""Review links: the draft as a guest sees it, and the screen where links are made and revoked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from core.bilingual import current_language
from publishing.models import ReviewLink
from publishing.review import SESSION_KEY, leave_comment, may_comment, versions

DEFAULT_DAYS, MOST_DAYS = 7, 60


class CommentForm(forms.Form):
    """What a guest has to say."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=80)
    text = forms.CharField(label=gettext_lazy("Your comment"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    #: People do not see it; what fills it in is a robot.
    website = forms.CharField(required=False, max_length=200)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Show the latest draft in the language of the address; take a comment."""
    link = ReviewLink.by_token(token)
    if link is None:
        raise Http404
    found = versions(link.page)
    page = found.get(current_language())
    if page is None:
        other = next(iter(found), None)
        if other is None:
            raise Http404
        with translation.override(other):
            return redirect(reverse("review", args=[token]))
    _remember(request, link)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return _sent(request, token)
        if may_comment(request):
            leave_comment(page, form.cleaned_data["name"], form.cleaned_data["text"])
            return _sent(request, token)
        form.add_error(None, _("Too many comments from your address. Try again in ten minutes."))
    return _shown(request, token, page, sorted(found), form)


def _remember(request: HttpRequest, link: ReviewLink) -> None:
    keys = request.session.get(SESSION_KEY, [])
    if link.pk not in keys:
        request.session[SESSION_KEY] = [*keys, link.pk][-20:]
    ReviewLink.objects.filter(pk=link.pk).update(opened_at=timezone.now())


def _sent(request: HttpRequest, token: str) -> HttpResponse:
    return redirect(reverse("review", args=[token]) + "?sent=1#review")


def _shown(request: HttpRequest, token: str, page: Page, languages: list[str], form: CommentForm) -> HttpResponse:
    draft = page.get_latest_revision_as_object()
    addresses = {}
    for code in languages:
        with translation.override(code):
            addresses[code] = reverse("review", args=[token])
    bar = {
        "form": form,
        "csrf_token": get_token(request),
        "addresses": addresses,
        "language": page.locale.language_code,
        "is_sent": "sent" in request.GET,
        "action": addresses[page.locale.language_code],
    }
    response = draft.make_preview_request(
        request, draft.default_preview_mode, extra_request_attrs={"review": bar, "is_review": True}
    )
    if hasattr(response, "render"):
        response.render()
    answer = HttpResponse(response.content, status=response.status_code)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


class LinkForm(forms.Form):
    """A new link: for whom and for how long."""

    guest = forms.CharField(label=gettext_lazy("For whom"), max_length=120, required=False)
    days = forms.IntegerField(
        label=gettext_lazy("Opens for, days"), min_value=1, max_value=MOST_DAYS, initial=DEFAULT_DAYS
    )


class ReviewLinksView(WagtailAdminTemplateMixin, TemplateView):
    """The review links of a page: making, copying, revoking. For whoever may edit the page."""

    template_name = "publishing/admin/review_links.html"
    page_title = gettext_lazy("Review links")
    header_icon = "link"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        title = self.page.get_admin_display_title()
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = self.page.locale.language_code
        links = ReviewLink.objects.filter(page__translation_key=self.page.translation_key).select_related("created_by")
        with translation.override(code):
            rows = [(link, self.request.build_absolute_uri(reverse("review", args=[link.token]))) for link in links]
        return {"form": LinkForm(), "rows": rows, **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "revoke" in request.POST:
            key = request.POST["revoke"]
            found = ReviewLink.objects.filter(page__translation_key=self.page.translation_key, revoked_at=None)
            if key.isdecimal() and len(key) < 19 and found.filter(pk=key).update(revoked_at=timezone.now()):
                messages.success(request, _("The link no longer opens."))
            return redirect(request.path)
        form = LinkForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        ReviewLink.objects.create(
            page=self.page,
            guest=form.cleaned_data["guest"],
            created_by=request.user,
            expires_at=timezone.now() + timedelta(days=form.cleaned_data["days"]),
        )
        messages.success(request, _("The link is ready. Copy it from the list and send it."))
        return redirect(request.path)
