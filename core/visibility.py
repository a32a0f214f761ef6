"""Which pages anybody may read, as a condition that asks the database nothing by itself."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageViewRestriction


def open_to_all() -> Q:
    """Return the condition on pages: live, real (no alias), no password or sign-in on them or above them.

    Wagtail's ``public()`` asks for all restrictions first, once for every queryset; this is part of the
    query it stands in. Give it to ``Page.objects.filter()`` or to any page type's.
    """
    page_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restricted = PageViewRestriction.objects.annotate(asked_path=page_path).filter(
        asked_path__startswith=F("page__path")
    )
    return Q(live=True, alias_of__isnull=True) & ~Q(Exists(restricted))
