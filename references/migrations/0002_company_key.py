"""Companies are one whatever the case, accents and spaces of their names."""

from typing import Any

from django.db import migrations

import jobtracker.model_fields
from jobtracker.merge_by_key import merge_by_key


def fill(apps: Any, schema_editor: Any) -> None:
    """Fill the keys, and merge the companies that are one now."""
    company = apps.get_model("references", "Company")

    def merge(kept: Any, other: Any) -> None:
        for relation in company._meta.related_objects:
            rows = relation.related_model.objects.filter(**{relation.field.name: other})
            rows.update(**{relation.field.name: kept})
        kept.website = kept.website or other.website
        kept.notes = "\n\n".join(filter(None, [kept.notes, other.notes]))
        kept.save(update_fields=["website", "notes"])

    merge_by_key(company, merge)


class Migration(migrations.Migration):
    # Applications move to the company that stays.
    dependencies = [
        ("references", "0001_initial"),
        ("applications", "0002_second_edition"),
    ]

    operations = [
        migrations.AddField("company", "key", jobtracker.model_fields.NameKeyField()),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
