"""The picture that stands for a page where it is shared."""

from django.core.files.storage import default_storage
from django.db import models
from wagtail.models import Page

from images.models.photo import Photo


class SocialImage(models.Model):
    """A page's title, photograph and the centre's mark in one picture; the worker makes it and takes it away."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="social_image")
    photo = models.ForeignKey(Photo, null=True, on_delete=models.SET_NULL, related_name="social_images")
    name = models.CharField(max_length=120)  # its name changes with what it shows
    checked_at = models.DateTimeField(null=True)  # empty where something it shows has changed since

    #: What the worker has drawn is no place where an editor has used a photograph.
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return default_storage.url(self.name)


def delete_file(instance: SocialImage, **kwargs: object) -> None:
    """Take the file away at once: what is no longer to be seen must not lie there a moment longer."""
    default_storage.delete(instance.name)
