"""Originals in an S3 bucket: private objects, read by the application alone."""

from storages.backends.s3 import S3Storage

from images.storage import AdminAddressMixin


class PrivateS3Storage(AdminAddressMixin, S3Storage):
    """Objects without an address of their own."""
