"""Every date has the hour it was planned for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0005_plan_existing_dates")]

    operations = [
        migrations.AlterField("occurrence", "planned_day", models.DateField(editable=False)),
        migrations.AlterField("occurrence", "planned_time", models.TimeField(editable=False)),
    ]
