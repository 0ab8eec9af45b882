from django.db import migrations, models

FIELDS = {
    "finder_by_need_and_place": ["language", "place", "theme", "-fresh_on", "service"],
    "finder_by_place": ["language", "place", "-fresh_on", "service"],
}


class Migration(migrations.Migration):

    dependencies = [("services", "0002_imports_of_a_page")]

    operations = [
        operation
        for name, fields in FIELDS.items()
        for operation in (
            migrations.RemoveIndex(model_name="listing", name=name),
            migrations.AddIndex(model_name="listing", index=models.Index(fields=fields, include=["asks"], name=name)),
        )
    ]
