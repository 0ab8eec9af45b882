"""From here on, the database refuses a figure that was not counted and any change of one that was."""

from django.db import migrations

from indimaj.measures import triggers


def create(apps, schema_editor):
    triggers.create(schema_editor.connection)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial"), ("ledger", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
