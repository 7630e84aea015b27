"""A note that was begun says itself what it is about; it used to hang on a reminder."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PURPOSES = {
    "interview.thank_you": "thank_you",
    "screen.follow_up": "thank_you",
    "offer.decline_note": "decline_note",
    "reference.ask": "ask_reference",
    "reference.reconfirm": "reconfirm",
    "reference.heads_up": "heads_up",
    "reference.thank_you": "reference_thank_you",
    "reference.outcome": "reference_outcome",
    "reference.gift": "gift",
    "reference.keep_in_touch": "keep_in_touch",
    "reference.reciprocate": "reciprocate",
}
ABOUT = ("application_id", "interview_id", "contact_id", "reference_id")


def say_what_it_is_about(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """From each draft's reminder; where two are about the same, the later one stays."""
    drafts = apps.get_model("followups", "NoteDraft").objects.using(editor.connection.alias)
    seen = set()
    for draft in drafts.select_related("reminder").order_by("-kept_at", "pk"):
        row = draft.reminder
        draft.owner_id, draft.purpose = row.owner_id, PURPOSES.get(row.rule, "status")
        for name in ABOUT:
            setattr(draft, name, getattr(row, name))
        if row.reference_id:
            draft.contact_id = None
        about = (draft.owner_id, draft.purpose, *(getattr(draft, name) for name in ABOUT))
        if about in seen:
            draft.delete()
        else:
            seen.add(about)
            draft.save()


def about(model: str, name: str) -> models.ForeignKey:
    """A row that a draft may be about."""
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name=name,
        to=model,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_initial"),
        ("references", "0001_initial"),
        ("followups", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("notedraft", "owner", about(settings.AUTH_USER_MODEL, "note_drafts")),
        migrations.AddField(
            "notedraft", "purpose", models.CharField(max_length=19, default=""), False
        ),
        migrations.AddField(
            "notedraft", "application", about("applications.application", "drafts")
        ),
        migrations.AddField("notedraft", "interview", about("applications.interview", "drafts")),
        migrations.AddField("notedraft", "contact", about("references.contact", "drafts")),
        migrations.AddField("notedraft", "reference", about("references.reference", "drafts")),
        migrations.RunPython(say_what_it_is_about, migrations.RunPython.noop, elidable=True),
    ]
