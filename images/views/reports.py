"""Which photographs lack a credit, whose rights end soon, and where they are shown."""

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import ReportView
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from core.spreadsheets import PlainExportMixin
from images.models import Photo
from images.models.querysets import PhotoQuerySet
from images.models.rights import WARNED_BEFORE


class PhotoReport(PlainExportMixin, ReportView):
    """Some of the photographs a person looks after, each with the pages it stands on."""

    header_icon = "image"
    model = Photo
    any_permission_required = ("add", "change")

    def get_queryset(self) -> PhotoQuerySet:
        policy = policy_registry.get_by_type(Photo)
        mine = policy.instances_user_has_any_permission_for(self.request.user, ["add", "change"])
        return mine.prefetch_renditions("max-165x165")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        photos = list(object_list)
        places = places_of(photos)
        for photo in photos:
            photo.places = places[photo.pk]
        return photos


class EndingRightsView(PhotoReport):
    """Photographs whose rights end within thirty days or are over, the earliest first."""

    page_title = _("Rights that end soon")
    index_url_name = "ending_rights"
    index_results_url_name = "ending_rights_results"
    results_template_name = "images/ending_rights_results.html"
    list_export = ("title", "credit", "licence", "usage_until", "rights_note")
    export_filename = "ending-rights"
    default_ordering = "usage_until"

    def get_queryset(self) -> PhotoQuerySet:
        return super().get_queryset().ending_within(WARNED_BEFORE.days)


class UncreditedView(PhotoReport):
    """Photographs nobody is named for, the newest first: a page that shows one cannot be published."""

    page_title = _("Photographs without a credit")
    index_url_name = "uncredited_photos"
    index_results_url_name = "uncredited_photos_results"
    results_template_name = "images/uncredited_results.html"
    list_export = ("title", "created_at", "uploaded_by_user")
    export_filename = "without-credit"
    default_ordering = "-created_at"

    def get_queryset(self) -> PhotoQuerySet:
        return super().get_queryset().without_credit().select_related("uploaded_by_user").order_by("-created_at", "-pk")


def places_of(photos: list[Photo]) -> dict[int, list[object]]:
    """Return the pages and records that show each photograph, by its key; a query for each kind of record."""
    content_type = ContentType.objects.get_for_model(Photo)
    rows = ReferenceIndex.objects.filter(
        to_content_type=content_type, to_object_id__in=[str(photo.pk) for photo in photos]
    ).values_list("to_object_id", "base_content_type_id", "object_id")
    wanted: dict[int, set[str]] = defaultdict(set)
    pairs = sorted(set(rows))
    for _photo, type_id, key in pairs:
        wanted[type_id].add(key)
    found = {}
    for type_id, keys in wanted.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None:
            found |= {(type_id, str(key)): record for key, record in model._default_manager.in_bulk(list(keys)).items()}
    places: dict[int, list[object]] = defaultdict(list)
    for photo, type_id, key in pairs:
        if (type_id, key) in found:
            places[int(photo)].append(found[type_id, key])
    return places
