from django.db import migrations, models
import django.db.models.deletion

# The rows of what is under way when the table is made.
FILL = """
INSERT INTO referrals_followed (referral_id, body_id, turn, sent_at)
SELECT referral.id, support.body_id, referral.turn, referral.sent_at
FROM referrals_referral referral JOIN clients_support support ON support.client_id = referral.client_id
WHERE referral.turn < 9 AND support.is_open
"""


class Migration(migrations.Migration):

    dependencies = [
        ("clients", "0001_initial"),
        ("referrals", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Followed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("turn", models.PositiveSmallIntegerField(choices=[(0, "Came back: send on"), (1, "Silent: ask again"), (2, "Under way"), (9, "Nothing to do")])),
                ("sent_at", models.DateTimeField()),
                ("body", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.body")),
                ("referral", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="followed_by", to="referrals.referral")),
            ],
            options={
                "indexes": [models.Index(fields=["body", "turn", "sent_at", "referral"], name="followed_by_a_body")],
                "constraints": [models.UniqueConstraint(fields=("referral", "body"), name="one_row_of_a_referral_and_body")],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
