"""What the pages of an account show: the photograph beside the form, fields with their hints and errors."""

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, HiddenInput, RadioSelect
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from core.bilingual import current_language
from core.routing import home_url_path

register = template.Library()


@register.simple_tag(takes_context=True)
def entrance_photo(context: template.Context) -> Any:
    """Return the photograph of the home page in the reader's language, None where there is none."""
    from wagtail.models import Page

    request: HttpRequest | None = context.get("request")
    if request is None:
        return None
    url_path = home_url_path(Site.find_for_request(request), current_language())
    home = Page.objects.filter(url_path=url_path).first() if url_path else None
    if home is None:
        return None
    return getattr(home.specific_class.for_serving().filter(pk=home.pk).first(), "share_photo", None)


@register.inclusion_tag("accounts/field.html")
def account_field(field: BoundField) -> dict[str, Any]:
    """Show a field of a form: label, hint, control, errors tied to it for a screen reader."""
    widget = field.field.widget
    kind = "text"
    if isinstance(widget, HiddenInput):
        kind = "hidden"
    elif isinstance(widget, CheckboxInput):
        kind = "check"
    elif isinstance(widget, RadioSelect):
        kind = "radio"
    return {"field": field, "kind": kind, "control": _control(field)}


def _control(field: BoundField) -> SafeString:
    attrs: dict[str, Any] = {}
    described = [f"{field.id_for_label}-hint"] if field.help_text else []
    if field.errors:
        described.append(f"{field.id_for_label}-error")
        attrs["aria-invalid"] = "true"
    if described:
        attrs["aria-describedby"] = " ".join(described)
    field.field.widget.attrs.pop("placeholder", None)  # the label stands above and stays
    return mark_safe(field.as_widget(attrs=attrs))  # ty: ignore[invalid-argument-type] (the stubs get it wrong)
