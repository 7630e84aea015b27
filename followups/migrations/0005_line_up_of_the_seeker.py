"""Who answered to the reminder to line up references is not asked again.

It belonged to each application, and belongs to the seeker now, who gets it once.
"""

from typing import Any

from django.db import migrations

RULE = "references.line_up"
BY_HAND = ("done", "dismissed")


def move_answers(apps: Any, schema_editor: Any) -> None:
    """Make each seeker's first answer the seeker's own."""
    reminders = apps.get_model("followups", "Reminder").objects
    rows = reminders.filter(rule=RULE)
    asked = set(rows.filter(scope="seeker").values_list("owner", flat=True))
    answered = rows.filter(state__in=BY_HAND).exclude(scope="seeker").order_by("closed_at", "pk")
    for pk, owner in list(answered.values_list("pk", "owner")):
        if owner not in asked:
            reminders.filter(pk=pk).update(
                scope="seeker", key=RULE, application=None, interview=None
            )
            asked.add(owner)


class Migration(migrations.Migration):
    dependencies = [("followups", "0004_catch_up_set_aside")]

    operations = [migrations.RunPython(move_answers, migrations.RunPython.noop)]
