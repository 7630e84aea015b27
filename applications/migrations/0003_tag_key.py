"""Tags are one whatever the case, accents and spaces of their names."""

from typing import Any

from django.db import migrations

import jobtracker.model_fields
from jobtracker.merge_by_key import merge_by_key


def fill(apps: Any, schema_editor: Any) -> None:
    """Fill the keys, and merge the tags that are one now."""
    tag = apps.get_model("applications", "Tag")

    def merge(kept: Any, other: Any) -> None:
        kept.tagged.add(*other.tagged.values_list("pk", flat=True))

    merge_by_key(tag, merge)


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_second_edition")]

    operations = [
        migrations.AddField("tag", "key", jobtracker.model_fields.NameKeyField()),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
