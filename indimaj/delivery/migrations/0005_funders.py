"""Who pays for an action may be a body of the directory."""

import django.db.models.deletion
from django.db import migrations, models

from indimaj.delivery import triggers


def create(apps, schema_editor):
    triggers.create(schema_editor.connection)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("delivery", "0004_translations")]

    operations = [
        # SQLite writes a table anew to give it a column, and its triggers go with the old one.
        migrations.RunPython(drop, create),
        migrations.AddField(
            "action",
            "funder_body",
            models.ForeignKey(
                "directory.Body",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                db_index=False,
            ),
        ),
        migrations.AddConstraint(
            "action",
            models.CheckConstraint(
                condition=models.Q(funder_body=None) | models.Q(funder=""), name="a_funder_is_named_once"
            ),
        ),
        migrations.RunPython(create, drop),
    ]
