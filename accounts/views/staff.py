"""The way into the admin: Wagtail's own page, with the account's limits, second factor and recovery behind it."""

from typing import Any

from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.adapters import is_own_address
from accounts.forms import StaffSignInForm

ADMIN = "/admin/"


class StaffSignInView(LoginView):
    """User name or e-mail and password; what comes after them (a second factor) is asked by the account's pages."""

    template_name = "accounts/staff_sign_in.html"

    def get_form_class(self) -> type[StaffSignInForm]:
        return StaffSignInForm

    def get_success_url(self) -> str:
        return _target(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "next": _target(self.request)}


@never_cache
def staff_entrance(request: HttpRequest) -> HttpResponseBase:
    """Sign staff in; somebody who is signed in and may not enter is told so, not sent round in a circle."""
    if not request.user.is_authenticated:
        return StaffSignInView.as_view()(request)
    if request.user.is_team:
        return HttpResponseRedirect(_target(request))
    return render(request, "accounts/not_staff.html", status=403)


def _target(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if is_own_address(wanted) else ADMIN
