from django.db import migrations


class Migration(migrations.Migration):
    """The glossary's terms are called so where they are counted."""

    dependencies = [("localisation", "0003_exchange_files")]

    operations = [
        migrations.AlterModelOptions(
            name="glossaryterm",
            options={
                "ordering": ("term_ru", "pk"),
                "verbose_name": "glossary term",
                "verbose_name_plural": "glossary terms",
            },
        ),
    ]
