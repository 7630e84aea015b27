"""What was deleted is kept for a day, so that it can come back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("applications", "0002_interviews_know_their_owner"),
    ]

    operations = [
        migrations.CreateModel(
            name="RemovedApplication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("application", models.BigIntegerField()),
                ("rows", models.TextField()),
                ("documents", models.JSONField(default=list)),
                ("removed_at", models.DateTimeField(db_index=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["-removed_at", "-pk"]},
        ),
    ]
