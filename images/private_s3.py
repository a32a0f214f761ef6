"""Originals in an S3 bucket: private objects, read by the application alone."""

from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

from images.storage import AdminAddressMixin

GONE = {"404", "NoSuchKey"}


class PrivateS3Storage(AdminAddressMixin, S3Storage):
    """Objects without an address of their own."""

    @staticmethod
    def copy_within(source: S3Storage, name: str, target: S3Storage, new_name: str) -> None:
        """Have the service itself copy an object between two of its buckets: one request, and nothing travels.

        What lies under the new name already is replaced. Raises ``FileNotFoundError`` where there is no such object.
        """
        access = {"ACL": target.default_acl} if target.default_acl else {}
        origin = {"Bucket": source.bucket_name, "Key": name}
        try:
            target.bucket.Object(new_name).copy_from(CopySource=origin, **target.get_object_parameters(name), **access)
        except ClientError as error:
            if error.response["Error"]["Code"] in GONE:
                raise FileNotFoundError(name) from error
            raise
