"""A full disk is a message, never an error page."""

import errno

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from core.middleware import admin_language

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
ADMIN = "/admin/"


class FullDiskMiddleware(MiddlewareMixin):
    """Says in the admin that a file could not be kept, and leads back; the storage has removed what it began."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_full = isinstance(exception, OSError) and exception.errno in FULL
        if not is_full or not request.path.startswith(ADMIN) or request.method != "POST":
            return None
        with translation.override(admin_language(request)):
            words = _("The file could not be kept: there is no room on the server’s disk. Nothing has been changed.")
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": words, "form": words})
        messages.error(request, words)
        return redirect(request.get_full_path())
