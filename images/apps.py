"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImagesConfig(AppConfig):
    """Photographs."""

    name = "images"
    verbose_name = _("Photographs")

    def ready(self) -> None:
        """Teach Pillow to read HEIC, clean up after photographs deleted in bulk, say who may delete them."""
        from django.db.models.signals import post_delete, post_save
        from pillow_heif import register_heif_opener
        from wagtail.permissions import register_permission_policy
        from willow.plugins.pillow import PillowImage

        from core.models import SiteSettings
        from images import publishing  # noqa: F401
        from images.models import Photo, SocialImage, delete_made_files
        from images.models.social import delete_file
        from images.rights import PhotoPolicy

        register_heif_opener()
        # Wagtail copies the camera's EXIF, position and serial number included, into every picture it makes.
        PillowImage.get_exif_data = lambda self: None
        # A signal, because the admin's bulk deletion never calls Photo.delete().
        post_delete.connect(delete_made_files, sender=Photo, dispatch_uid="images.delete_made_files")
        post_delete.connect(delete_file, sender=SocialImage, dispatch_uid="images.delete_social_file")
        # For this class exactly: that precedes what Wagtail registers for it, whoever comes first.
        register_permission_policy(Photo, PhotoPolicy(), exact_class=True)
        # A signal, because the centre's settings are a floor below and know nothing of pictures.
        post_save.connect(_follow_centre, sender=SiteSettings, dispatch_uid="images.social_follows_centre")


def _follow_centre(**kwargs: object) -> None:
    """Have every picture for shared links compared with the centre's name and mark."""
    from images.models import SocialImage

    SocialImage.objects.update(checked_at=None)
