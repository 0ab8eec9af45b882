"""Answers and titles of actions are translated: the database lets translations in, and what lacks a language is marked."""

from django.db import migrations, models

from indimaj.delivery import triggers
from indimaj.texts.words import gaps

TRANSLATED = (("Response", "reason"), ("Action", "title"))


def create(apps, schema_editor):
    triggers.create(schema_editor.connection)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection)


def find(apps, schema_editor):
    """Mark what lacks a language, as the actions do from here on."""
    for name, column in TRANSLATED:
        model = apps.get_model("delivery", name)
        rows = model.objects.exclude(**{column: {}}).values_list("pk", column)
        lacking = [pk for pk, value in rows.iterator() if gaps(value)]
        for start in range(0, len(lacking), 1000):
            model.objects.filter(pk__in=lacking[start : start + 1000]).update(to_translate=True)


class Migration(migrations.Migration):
    dependencies = [("delivery", "0003_evidence_of_a_figure")]

    operations = [
        # SQLite writes a table anew to give it a column, and its triggers go with the old one.
        migrations.RunPython(drop, create),
        migrations.AddField("response", "to_translate", models.BooleanField(default=False)),
        migrations.AddField("action", "to_translate", models.BooleanField(default=False)),
        migrations.AddIndex(
            "response",
            models.Index(
                fields=["-on", "-id"], condition=models.Q(to_translate=True), name="answers_to_translate"
            ),
        ),
        migrations.AddIndex(
            "action",
            models.Index(
                fields=["-listed_on", "-id"],
                condition=models.Q(to_translate=True),
                name="actions_to_translate",
            ),
        ),
        migrations.RunPython(find, migrations.RunPython.noop),
        migrations.RunPython(create, drop),
    ]
