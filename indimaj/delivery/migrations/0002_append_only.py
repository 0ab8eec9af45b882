"""From here on, the database refuses to change what was answered, declared or shown."""

from django.db import migrations

from indimaj.delivery import triggers


def create(apps, schema_editor):
    triggers.create(schema_editor.connection)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
