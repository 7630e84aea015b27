"""The index tells when a row has nothing more to say, too: which are shown is read from it alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("followups", "0003_notes_begun_belong_to_their_owner")]

    operations = [
        migrations.RemoveIndex("heldback", "held_back_of_owner"),
        migrations.AddIndex(
            "heldback",
            models.Index(fields=["owner", "guard", "until", "hides_at"], name="held_back_of_owner"),
        ),
    ]
