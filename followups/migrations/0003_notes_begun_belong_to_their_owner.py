"""What the migration before has filled is required from now on, and the reminder goes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PURPOSES = [
    ("thank_you", "Thank-you"),
    ("status", "Status note"),
    ("decline_note", "Declining note"),
    ("ask_reference", "Asking to be a reference"),
    ("reconfirm", "Asking a reference again"),
    ("heads_up", "Heads-up to a reference"),
    ("reference_thank_you", "Thanks to a reference"),
    ("reference_outcome", "Telling a reference the outcome"),
    ("gift", "Present for a reference"),
    ("keep_in_touch", "Keeping in touch"),
    ("reciprocate", "Offering to be their reference"),
    ("other", "Something else"),
]


class Migration(migrations.Migration):
    dependencies = [("followups", "0002_notes_begun_are_no_reminders")]

    operations = [
        migrations.RemoveField("notedraft", "reminder"),
        migrations.AlterField(
            "notedraft",
            "owner",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="note_drafts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "notedraft",
            "purpose",
            models.CharField(choices=PURPOSES, max_length=19, verbose_name="purpose"),
        ),
        migrations.AddIndex(
            "notedraft",
            models.Index(fields=["owner", "purpose", "application"], name="note_draft_by_purpose"),
        ),
        migrations.AddConstraint(
            "notedraft",
            models.CheckConstraint(
                condition=models.Q(application__isnull=False) | models.Q(reference__isnull=False),
                name="note_draft_belongs_somewhere",
            ),
        ),
    ]
