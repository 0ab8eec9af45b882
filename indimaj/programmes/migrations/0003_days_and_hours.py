from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0002_leads_to'),
    ]

    operations = [
        migrations.AddField(
            model_name='course',
            name='schedules',
            field=models.JSONField(default=list),
        ),
    ]
