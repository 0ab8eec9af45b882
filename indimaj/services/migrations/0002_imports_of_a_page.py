from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("services", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="asked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="importrun", name="fault", field=models.CharField(blank=True, max_length=300, default=""), preserve_default=False
        ),
        migrations.AddField(
            model_name="importrun", name="language", field=models.CharField(blank=True, max_length=3, default=""), preserve_default=False
        ),
        migrations.AddField(
            model_name="importrun", name="origin", field=models.CharField(blank=True, max_length=60, default=""), preserve_default=False
        ),
        migrations.AddField(
            model_name="importrun", name="path", field=models.CharField(blank=True, max_length=120, default=""), preserve_default=False
        ),
        migrations.AddField(
            model_name="importrun",
            name="theme",
            field=models.CharField(blank=True, choices=[('health', 'Health'), ('work', 'Work and employment'), ('housing', 'Housing'), ('education', 'School and education'), ('language', 'Learning the language'), ('training', 'Vocational training'), ('livelihood', 'Livelihood and own business'), ('culture', 'Culture and exchange'), ('leisure', 'Youth and leisure'), ('social', 'Social and humanitarian assistance'), ('legal', 'Legal help and rights'), ('recognition', 'Recognition of skills and qualifications')], max_length=16, default=""),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="importrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("running", "Under way"),
                    ("done", "Finished"),
                    ("failed", "Stopped: the file could not be read to its end"),
                ],
                default="running",
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(fields=["-started_at", "-id"], name="imports_newest_first"),
        ),
        migrations.AddIndex(
            model_name="oddity",
            index=models.Index(fields=["run", "what", "id"], name="oddities_of_a_run"),
        ),
    ]
