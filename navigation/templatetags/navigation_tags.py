"""What base.html asks about the page it frames."""

import re

from django import template
from django.core.paginator import Page as Leaf
from wagtail.models import Page

from core.bilingual import current_language
from navigation.links import PageLinks
from navigation.lost import Lost

register = template.Library()


@register.simple_tag(takes_context=True)
def page_links(context: template.Context) -> PageLinks:
    """Return the addresses of the page in the context, or of the view that shows no page."""
    page = context.get("page")
    return PageLinks(context["request"], page if isinstance(page, Page) else None, current_language())


@register.simple_tag(takes_context=True)
def lost_page(context: template.Context) -> Lost | None:
    """What the address that nobody answers says; None where there is no request."""
    request = context.get("request")
    return Lost(request) if request is not None else None


@register.filter
def page_numbers(leaf: Leaf) -> list[int | str]:
    """The numbers to link to from a page of a list: the first, the last, those around, gaps between."""
    return list(leaf.paginator.get_elided_page_range(leaf.number, on_each_side=2, on_ends=1))


@register.filter
def phone_digits(phone: str) -> str:
    """``+74950001414``, for a ``tel:`` link."""
    return re.sub(r"[^\d+]", "", phone or "")
