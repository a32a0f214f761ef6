"""What the pages of an account show: the photograph beside the form, fields with their hints and errors."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, HiddenInput, RadioSelect
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import Page, Site

from accounts.browsers import browser_in_words
from accounts.models.following import Rhythm
from core.bilingual import current_language
from core.dates import full_date
from core.routing import for_serving, home_url_path

register = template.Library()


@register.simple_tag(takes_context=True)
def entrance_photo(context: template.Context) -> Any:
    """Return the photograph of the home page in the reader's language, None where there is none."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return None
    url_path = home_url_path(Site.find_for_request(request), current_language())
    home = Page.objects.filter(url_path=url_path).first() if url_path else None
    if home is None:
        return None
    return getattr(for_serving(home.specific_class).filter(pk=home.pk).first(), "share_photo", None)


@register.inclusion_tag("accounts/field.html")
def account_field(field: BoundField, says_optional: bool = False) -> dict[str, Any]:
    """Show a field of a form: label, hint, control, errors tied to it for a screen reader.

    With ``says_optional`` the label says of a field that it may be left empty.
    """
    widget = field.field.widget
    kind = "text"
    if isinstance(widget, HiddenInput):
        kind = "hidden"
    elif isinstance(widget, CheckboxInput):
        kind = "check"
    elif isinstance(widget, RadioSelect):
        kind = "radio"
    is_optional = says_optional and not field.field.required
    return {"field": field, "kind": kind, "control": _control(field), "is_optional": is_optional}


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


@register.simple_tag
def personal_data(data: dict[str, object]) -> list[dict[str, object]]:
    """Return what the site keeps about a person as headed lists of names and values, in the page's language.

    Of several things of one kind each has a list of its own.
    """
    return [
        {"heading": _word(name), "lists": [list(_rows(one)) for one in (value if isinstance(value, list) else [value])]}
        for name, value in data.items()
    ]


def _rows(value: object, prefix: str = "", name: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "key":
                continue  # for programs: nobody reads it
            yield from _rows(inner, f"{prefix}: {_word(key)}" if prefix else _word(key), key)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _rows(inner, f"{prefix} {number}".strip(), name)
    elif value not in (None, ""):
        yield prefix, _readable(name, value)


def _readable(name: str, value: object) -> object:
    """Return a value as people read it: a moment in words, yes and no, the words for our own codes."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_at"):
        moment = localtime(datetime.fromisoformat(str(value)))
        return f"{full_date(moment)}, {moment:%H:%M}"
    if name in CODES and value in VALUES:
        return str(VALUES[value])
    return next((str(words[value]) for words in _said_elsewhere("VALUES", name) if value in words), value)


@register.simple_tag
def qr(svg: str) -> SafeString:
    """Print the drawing of a square code inside the page: the policy lets no data address pass."""
    return mark_safe(svg[svg.find("<svg") :])


@register.filter
def browser_name(user_agent: str) -> str:
    """Name a browser as people do."""
    return browser_in_words(user_agent) or _("Unknown browser")


#: Names of what is kept, as people read them; another room that keeps something has ``WORDS`` of its own.
WORDS = {
    "profile": gettext_lazy("Profile"),
    "addresses": gettext_lazy("Addresses"),
    "saved": gettext_lazy("Saved"),
    "letters": gettext_lazy("Letters"),
    "consents": gettext_lazy("Consents"),
    "sign_in": gettext_lazy("Signing in"),
    "name": pgettext_lazy("person", "Name"),
    "email": gettext_lazy("E-mail"),
    "language": gettext_lazy("Language"),
    "notices": gettext_lazy("Letters about changes"),
    "registered_at": gettext_lazy("Registered"),
    "last_sign_in_at": gettext_lazy("Last sign-in"),
    "confirmed": gettext_lazy("Confirmed"),
    "title": gettext_lazy("Title"),
    "address": gettext_lazy("Address"),
    "saved_at": gettext_lazy("Saved on"),
    "rhythm": gettext_lazy("How often"),
    "running": gettext_lazy("Letters go out"),
    "follows": gettext_lazy("What I follow"),
    "kind": gettext_lazy("Kind"),
    "sent": gettext_lazy("Letters sent for"),
    "purpose": gettext_lazy("What for"),
    "version": gettext_lazy("Version"),
    "given_at": gettext_lazy("Given"),
    "withdrawn_at": gettext_lazy("Withdrawn"),
    "providers": gettext_lazy("Other services"),
    "provider": gettext_lazy("Service"),
    "told_us": gettext_lazy("What it told us"),
    "second_factors": gettext_lazy("Two-step sign-in"),
    "added_at": gettext_lazy("Added"),
    "sessions": gettext_lazy("Sessions"),
    "began_at": gettext_lazy("Began"),
    "browser": gettext_lazy("Browser"),
}

#: Values that are codes of ours, and their words.
CODES = {"purpose", "rhythm", "language"}
VALUES: dict[object, object] = {
    "account": gettext_lazy("Account"),
    "letters": gettext_lazy("Letters"),
    **dict(Rhythm.choices),
    **dict(settings.LANGUAGES),
}


def _word(name: str) -> str:
    return str(WORDS.get(name) or next(_said_elsewhere("WORDS", name), name))


def _said_elsewhere(table: str, name: str) -> Iterator[Any]:
    """Yield what the other rooms that keep personal data say of ``name`` in their ``WORDS`` or ``VALUES``."""
    for path in settings.PERSONAL_DATA:
        words = getattr(import_module(path), table, {})
        if name in words:
            yield words[name]
