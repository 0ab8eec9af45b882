"""Steps, declarations, evidence, marks on it and searches are translated too: translations of them are let in."""

from django.db import migrations, models

from indimaj.delivery import triggers
from indimaj.texts.words import gaps

# The columns of words, and those along which the list of what waits goes.
TRANSLATED = {
    "Milestone": (("title",), ["action", "position"], "steps_to_translate"),
    "Declaration": (("words",), ["-on", "-id"], "declarations_to_translate"),
    "Evidence": (("says",), ["-valid_from", "-id"], "evidence_to_translate"),
    "EvidenceMark": (("reason",), ["-id"], "marks_to_translate"),
    "TraceSearch": (("looked_for", "looked_in"), ["-on", "-id"], "searches_to_translate"),
}


def create(apps, schema_editor):
    triggers.create(schema_editor.connection)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection)


def find(apps, schema_editor):
    """Mark what lacks a language, as the actions do from here on."""
    for name, (columns, _order, _index) in TRANSLATED.items():
        model = apps.get_model("delivery", name)
        rows = model.objects.values_list("pk", *columns)
        lacking = [pk for pk, *values in rows.iterator() if any(value and gaps(value) for value in values)]
        for start in range(0, len(lacking), 1000):
            model.objects.filter(pk__in=lacking[start : start + 1000]).update(to_translate=True)


def columns():
    for name, (_columns, order, index) in TRANSLATED.items():
        yield migrations.AddField(name.lower(), "to_translate", models.BooleanField(default=False))
        waits = models.Q(to_translate=True)
        yield migrations.AddIndex(name.lower(), models.Index(fields=order, condition=waits, name=index))


class Migration(migrations.Migration):
    dependencies = [("delivery", "0005_funders")]

    operations = [
        # SQLite writes a table anew to give it a column, and its triggers go with the old one.
        migrations.RunPython(drop, create),
        *columns(),
        migrations.RunPython(find, migrations.RunPython.noop),
        migrations.RunPython(create, drop),
    ]
