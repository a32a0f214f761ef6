from collections.abc import Iterable

import wagtail.images.models
from django.core.files.storage import Storage, default_storage, storages
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import images.storage


def _move(names: Iterable[str], source: Storage, target: Storage) -> None:
    for name in names:
        if name and source.exists(name) and not target.exists(name):
            with source.open(name) as file:
                target.save(name, file)
        if name and source.exists(name):
            source.delete(name)


def take_out_of_reach(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Move originals out of the public folder. What Wagtail made for its screens it makes again."""
    photo, rendition = apps.get_model("images", "Photo"), apps.get_model("images", "PhotoRendition")
    _move(photo.objects.values_list("file", flat=True), default_storage, storages["originals"])
    for name in rendition.objects.values_list("file", flat=True):
        if default_storage.exists(name):
            default_storage.delete(name)
    rendition.objects.all().delete()


def put_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    photo, rendition = apps.get_model("images", "Photo"), apps.get_model("images", "PhotoRendition")
    _move(photo.objects.values_list("file", flat=True), storages["originals"], default_storage)
    rendition.objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [("images", "0002_rights_and_metadata")]

    operations = [
        migrations.AlterField(
            model_name="photo",
            name="file",
            field=wagtail.images.models.WagtailImageField(
                height_field="height",
                storage=images.storage.originals,
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.RunPython(take_out_of_reach, put_back),
    ]
