"""Who may work on a translation, checked in as few queries as a saving can afford."""

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState
from wagtail_localize.models import Translation

from localisation.rights import is_locked_for


def translation_for(request: HttpRequest, translation_id: int) -> tuple[Translation, Page]:
    """Return a translation and the page it writes, as its model is.

    Raises ``Http404`` where there is none, or it was stopped, and ``PermissionDenied`` where this person may
    not edit the page.
    """
    translation = (
        Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale", "job")
        .filter(pk=translation_id, enabled=True)
        .first()
    )
    model = translation.source.specific_content_type.model_class() if translation else None
    if translation is None or model is None or not issubclass(model, Page):
        raise Http404
    page = (
        model.objects.filter(translation_key=translation.source.object_id, locale_id=translation.target_locale_id)
        .annotate(may_be_locked=_may_be_locked())
        .first()
    )
    if page is None:
        raise Http404
    page.__dict__["is_translation"] = True  # known here, as is the language; asking again would be a query
    page.locale = translation.target_locale
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return translation, page


def _may_be_locked() -> ExpressionWrapper:
    """Whether a lock, a schedule or a workflow may keep people from changing a page: asked along with the page."""
    key = Cast(OuterRef("pk"), CharField())
    revisions = Revision.page_revisions.filter(object_id=key, approved_go_live_at__isnull=False)
    workflows = WorkflowState.objects.active().filter(object_id=key)
    return ExpressionWrapper(Q(locked=True) | Exists(revisions) | Exists(workflows), output_field=BooleanField())


def refusal(request: HttpRequest, page: Page) -> JsonResponse | None:
    """Return the answer to a change of a locked page, or None where nothing locks it for this person."""
    if not page.may_be_locked or not is_locked_for(request.user, page):
        return None
    return JsonResponse({"error": _("This page is locked by somebody else. Nothing was changed.")}, status=423)
