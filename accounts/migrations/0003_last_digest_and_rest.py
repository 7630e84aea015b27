from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_second_edition"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="last_digest_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="last_digest_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="resting_since",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="user",
            name="time_format",
            field=models.CharField(
                choices=[("24", "18:30"), ("12", "6:30 PM")],
                default="24",
                max_length=2,
                verbose_name="time format",
            ),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(
                condition=models.Q(("resting_until__isnull", False)),
                fields=["resting_until"],
                name="user_resting",
            ),
        ),
    ]
