"""The form that reaches the centre."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.consent import current_document, document_url
from core.bilingual import current_language
from core.robots import drawn_now, is_one_too_many
from pages.feedback import FeedbackForm, keep
from pages.models import Message


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Take a message in the language of the address; what was typed is kept."""
    language = current_language()
    form = FeedbackForm(request.POST or None, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        if is_one_too_many(request, Message.purpose):
            form.add_error(None, _("Too many messages from your address. Try again in an hour."))
        else:
            if not form.is_from_robot:
                keep(form, language)
            return redirect(f"{reverse('feedback')}?sent=1")
    context = {
        "form": form,
        "drawn_at": drawn_now(),
        "is_sent": "sent" in request.GET and request.method != "POST",
        "document": current_document(language),
        "document_url": document_url(language),
        "description": _("A question, a wish, a fault you found: it reaches people who answer."),
    }
    response = render(request, "pages/feedback.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _asked(request: HttpRequest) -> dict[str, str]:
    """Return what the link that led here says: a page of this site that something is wrong with."""
    about = request.GET.get("about", "")
    return {"about": about[:500], "subject": "site"} if about.startswith("/") else {}
