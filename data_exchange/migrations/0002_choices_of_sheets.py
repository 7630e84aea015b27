"""An import may be of a spreadsheet, with what was chosen for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("data_exchange", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="importjob",
            name="choices",
            field=models.JSONField(blank=True, null=True, verbose_name="choices"),
        ),
    ]
