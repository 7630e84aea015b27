"""One row for each key; apart from filling the keys, which PostgreSQL has to finish first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("references", "0002_company_key")]

    operations = [
        migrations.RemoveConstraint("company", "company_name_once"),
        migrations.AddConstraint(
            "company",
            models.UniqueConstraint(fields=["owner", "key"], name="company_key_once"),
        ),
    ]
