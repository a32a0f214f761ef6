"""Where the work of a job is done: the editor of the translated page, of the record, of the photograph."""

from collections.abc import Iterable

from django.contrib.admin.utils import quote
from django.urls import NoReverseMatch, reverse
from wagtail.images import get_image_model
from wagtail.models import Page

from localisation.models import TranslationJob


def work_urls(jobs: Iterable[TranslationJob]) -> dict[int, str]:
    """Return the addresses of the editors by job, for jobs whose work has begun; one query for all of them."""
    jobs = list(jobs)
    originals = Page.objects.filter(pk__in=[job.page_id for job in jobs if job.page_id])
    pages = Page.objects.filter(translation_key__in=originals.values("translation_key"), alias_of__isnull=True)
    groups = {(key, locale): pk for key, locale, pk in pages.values_list("translation_key", "locale_id", "pk")}
    keys = {pk: key for (key, _locale), pk in groups.items()}
    urls = {}
    for job in jobs:
        if job.page_id:
            result = groups.get((keys.get(job.page_id), job.target_locale_id))
            url = reverse("wagtailadmin_pages:edit", args=[result]) if result else ""
        else:
            url = record_url(job)
        if url:
            urls[job.pk] = url
    return urls


def record_url(job: TranslationJob) -> str:
    """Return the address of the form of a record or photograph; empty where it has none."""
    model = job.content_type.model_class()
    if model is None:
        return ""
    if model is get_image_model():
        return reverse("wagtailimages:edit", args=[job.object_id])
    name = f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:edit"
    try:
        return reverse(name, args=[quote(job.object_id)])
    except NoReverseMatch:
        return ""
