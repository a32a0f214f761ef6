"""The document about personal data, agreeing to it anew, and taking consent back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.adapters import is_own_address
from accounts.consent import ACCOUNT, consents_of, current_document, has_consented, record_consent, withdraw
from accounts.following import end_letters_to
from accounts.views.saved import save_pending
from accounts.visitors import signed_in
from core.bilingual import current_language


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """Show the version in force to anybody."""
    found = current_document(current_language())
    if found is None:
        raise Http404
    return render(request, "accounts/consent_document.html", {"document": found})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """Show what the visitor agreed to; let them agree to a new version, or take consent back."""
    user = signed_in(request)
    target = request.POST.get("next") or request.GET.get("next", "")
    target = target if is_own_address(target) else ""
    if request.method == "POST" and request.POST.get("action") == "agree":
        record_consent(ACCOUNT, current_language(), user=user)
        save_pending(request, user)
        messages.success(request, _("Thank you. Your consent is noted."))
        return redirect(target or "accounts:consent")
    if request.method == "POST" and request.POST.get("action") == "withdraw":
        withdraw(user=user, email=user.email)
        end_letters_to(user)
        messages.success(request, _("Your consent is withdrawn. We write no more letters to you."))
        return redirect("accounts:leave")
    in_force, records = current_document(current_language()), list(consents_of(user=user, email=user.email))
    own = [record for record in records if record.purpose == ACCOUNT]
    context = {
        "document": in_force,
        "has_consented": has_consented(user),
        "is_withdrawn": any(record.document == in_force and record.withdrawn_at for record in own),
        "is_changed": any(record.document != in_force for record in own),
        "records": records,
        "target": target,
    }
    return render(request, "accounts/consent.html", context)
