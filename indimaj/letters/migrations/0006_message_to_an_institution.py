from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0005_office_papers")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="title",
            field=models.CharField(blank=True, max_length=160, default=""),
            preserve_default=False,
        ),
        migrations.AlterField(model_name="message", name="text", field=models.TextField()),
    ]
