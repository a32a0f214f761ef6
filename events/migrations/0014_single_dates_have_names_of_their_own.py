"""Dates left over from a removed rule shared its name, so that calendars took them for one event."""

from typing import Any

from django.db import migrations
from django.db.models import Count


def name_apart(apps: Any, schema_editor: Any) -> None:
    singles = apps.get_model("events", "Occurrence").objects.filter(recurrence=None).order_by()
    shared = singles.values("uid").annotate(count=Count("pk")).filter(count__gt=1).values("uid")
    rows = list(singles.filter(uid__in=shared))
    for row in rows:
        row.uid = f"{row.uid}-{row.planned_day:%Y%m%d}"
    singles.bulk_update(rows, ["uid"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("events", "0013_untold_changes")]

    operations = [migrations.RunPython(name_apart, migrations.RunPython.noop)]
