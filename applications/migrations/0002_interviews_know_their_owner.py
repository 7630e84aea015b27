"""Each interview says whose it is, so that somebody's week ahead is one range of one index."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def owner(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        editable=False,
        null=null,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """An interview belongs to whom its application belongs to."""
    application = apps.get_model("applications", "Application")
    its_own = application.objects.filter(pk=OuterRef("application")).values("owner")
    interview = apps.get_model("applications", "Interview")
    interview.objects.update(owner=Subquery(its_own))


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("applications", "0001_initial"),
    ]

    operations = [
        migrations.AddField("interview", "owner", owner(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("interview", "owner", owner(null=False)),
        migrations.AddIndex(
            "interview", models.Index(fields=["owner", "ends_at"], name="interview_ahead")
        ),
    ]
