"""A digest is named by the moment it was due, since a change of zone may repeat a date.

For digests of the past that moment is not known. They get noon of their day, in UTC.
"""

from datetime import timedelta

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce

NOON = timedelta(hours=12)


def name_moments(apps, schema_editor):
    """Set when each digest was due, and for each user when the last daily one was."""
    digests = apps.get_model("digests", "Digest").objects
    digests.update(due_at=Cast("day", models.DateTimeField()))
    digests.update(due_at=F("due_at") + NOON)
    last = digests.filter(owner=OuterRef("pk"), kind="daily").order_by("-day")
    sent = last.annotate(moment=Coalesce("sent_at", "due_at"))
    apps.get_model("accounts", "User").objects.update(
        last_digest_at=Subquery(sent.values("moment")[:1]),
        last_digest_on=Subquery(last.values("day")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_last_digest_and_rest"),
        ("digests", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="digest", name="digest_once_a_day"),
        migrations.AddField(
            model_name="digest",
            name="due_at",
            field=models.DateTimeField(null=True, verbose_name="due"),
        ),
        migrations.AddField(
            model_name="digest",
            name="previous_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(name_moments, migrations.RunPython.noop),
    ]
