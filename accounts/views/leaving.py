"""Taking one's data along, leaving, coming back."""

import json

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.leaving import come_back, everything_about, leave
from accounts.visitors import signed_in
from core.bilingual import current_language


@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Show everything the site keeps about the visitor."""
    return render(request, "accounts/data.html", {"data": everything_about(signed_in(request))})


@login_required
@require_safe
def data_file(request: HttpRequest) -> HttpResponse:
    """Hand out the same as a file."""
    content = {"made_at": timezone.now().isoformat(), **everything_about(signed_in(request))}
    text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest) -> HttpResponse:
    """Ask, then close the account; staff are taken out by an administrator, whose pages bear their name."""
    user = signed_in(request)
    if user.is_team or request.method != "POST":
        return render(request, "accounts/leave.html", {"is_team": user.is_team})
    leave(request, user, current_language())
    logout(request)
    return render(request, "accounts/left.html", {"erased_at": user.erased_at})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest) -> HttpResponse:
    """Let somebody who has left come back while there is time."""
    user = signed_in(request)
    if not user.is_leaving:
        return redirect("accounts:profile")
    if request.method == "POST":
        come_back(user)
        return redirect("accounts:saved")
    return render(request, "accounts/restore.html", {"erased_at": user.erased_at})
