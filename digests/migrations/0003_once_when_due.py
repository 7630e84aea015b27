"""Apart from the one before, since PostgreSQL changes no table whose rows just changed."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("digests", "0002_due_at"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="digest",
            name="due_at",
            field=models.DateTimeField(verbose_name="due"),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(
                fields=("owner", "kind", "due_at", "about"), name="digest_once_when_due"
            ),
        ),
        migrations.AlterModelOptions(
            name="digest",
            options={
                "ordering": ["-due_at", "-pk"],
                "verbose_name": "digest",
                "verbose_name_plural": "digests",
            },
        ),
    ]
