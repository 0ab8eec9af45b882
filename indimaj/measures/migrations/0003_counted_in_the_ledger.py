"""A figure whose counting is not in the ledger is refused, and so is one that would take the place of another."""

from django.db import migrations

from indimaj.measures import triggers


def renew(apps, schema_editor):
    triggers.drop(schema_editor.connection)
    triggers.create(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_counted_and_kept")]

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
