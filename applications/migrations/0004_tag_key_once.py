"""One row for each key; apart from filling the keys, which PostgreSQL has to finish first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_tag_key")]

    operations = [
        migrations.RemoveConstraint("tag", "tag_name_once"),
        migrations.AddConstraint(
            "tag",
            models.UniqueConstraint(fields=["owner", "key"], name="tag_key_once"),
        ),
    ]
