"""Dates entered before there were rules: each was planned for the hour it has, and keeps its calendar's name."""

from typing import Any

from django.db import migrations
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat


def plan(apps: Any, schema_editor: Any) -> None:
    occurrences = apps.get_model("events", "Occurrence")
    keys = apps.get_model("events", "EventPage").objects.values_list("pk", "translation_key")
    occurrences.objects.update(planned_day=F("day"), planned_time=F("start_time"))
    for page_id, key in keys.iterator():
        name = Concat(Value(f"{key}-"), Cast("pk", CharField()), output_field=CharField())
        occurrences.objects.filter(event=page_id).update(uid=name)


class Migration(migrations.Migration):
    dependencies = [("events", "0004_recurrences")]

    operations = [migrations.RunPython(plan, migrations.RunPython.noop)]
