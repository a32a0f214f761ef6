"""Review links: the draft as a guest sees it, and the screen where links are made and revoked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
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
from publishing.side_by_side import main_part

DEFAULT_DAYS, MOST_DAYS = 7, 60


class CommentForm(forms.Form):
    """What a guest has to say."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=80)
    text = forms.CharField(label=gettext_lazy("Your comment"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    #: People do not see it; what fills it in is a robot.
    website = forms.CharField(required=False, max_length=200)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Show the latest draft in the language of the address, with ``?both`` in each it has; take a comment."""
    link = ReviewLink.by_token(token)
    if link is None:
        raise Http404
    found = versions(link.page)
    page = found.get(current_language())
    if page is None:
        other = next(iter(found), None)
        if other is None:
            raise Http404
        return redirect(_address(token, other))
    _remember(request, link)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return _sent(request, token)
        if may_comment(request):
            leave_comment(page, form.cleaned_data["name"], form.cleaned_data["text"])
            return _sent(request, token)
        form.add_error(None, _("Too many comments from your address. Try again in ten minutes."))
    if "both" in request.GET and len(found) > 1:
        return _kept_private(_side_by_side(request, token, found, form))
    return _kept_private(_draft(request, page, _bar(request, token, page, found, form)))


def _remember(request: HttpRequest, link: ReviewLink) -> None:
    keys = request.session.get(SESSION_KEY, [])
    if link.pk not in keys:
        request.session[SESSION_KEY] = [*keys, link.pk][-20:]
    ReviewLink.objects.filter(pk=link.pk).update(opened_at=timezone.now())


def _address(token: str, language: str) -> str:
    with translation.override(language):
        return reverse("review", args=[token])


def _sent(request: HttpRequest, token: str) -> HttpResponse:
    language = current_language()
    both = "both&" if "both" in request.GET else ""
    return redirect(f"{_address(token, language)}?{both}sent={language}#review-{language}")


def _bar(request: HttpRequest, token: str, page: Page, found: dict[str, Page], form: CommentForm) -> dict[str, Any]:
    """Return what stands about the draft: where its other languages are, and the form of a comment."""
    language = page.locale.language_code
    both = "both" in request.GET and len(found) > 1
    return {
        "form": form,
        "csrf_token": get_token(request),
        "addresses": {code: _address(token, code) for code in sorted(found)},
        "action": _address(token, language) + ("?both" if both else ""),
        "language": language,
        "is_sent": request.GET.get("sent") == language,
        "both": both,
    }


def _draft(request: HttpRequest, page: Page, bar: dict[str, Any]) -> HttpResponse:
    """Return the draft as readers will see it, with the bar."""
    draft = page.get_latest_revision_as_object()
    response = draft.make_preview_request(
        request, draft.default_preview_mode, extra_request_attrs={"review": bar, "is_review": True}
    )
    if hasattr(response, "render"):
        response.render()
    return HttpResponse(response.content, status=response.status_code)


def _side_by_side(request: HttpRequest, token: str, found: dict[str, Page], form: CommentForm) -> HttpResponse:
    """Return the drafts of all languages on one page, that of the address first, each with a form of its own."""
    own = current_language()
    drafts = []
    for code in sorted(found, key=lambda code: (code != own, code)):
        with translation.override(code):
            bar = _bar(request, token, found[code], found, form if code == own else CommentForm())
            bar["form"].auto_id = f"id_%s_{code}"
            content = _draft(request, found[code], bar).content
        drafts.append({"code": code, "main": main_part(content, f"-{code}"), "bar": bar})
    address = _address(token, own)
    return render(request, "publishing/side_by_side.html", {"drafts": drafts, "address": address})


def _kept_private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # No other site is told the address; this one is, or a browser would not say where a comment comes from.
    response["Referrer-Policy"] = "same-origin"
    return response


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
