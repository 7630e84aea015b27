"""Reminders keep their meaning when two contacts become one: their keys name the person."""

from accounts.access import owned_by
from accounts.models import User
from followups.models import Reminder

Keys = list[tuple[int, str]]


def rename(owner: User, old: str, new: str) -> Keys:
    """Rename a person in the keys of reminders; returns the rows with their former keys.

    Where the other person has the same reminder already, both stay as they are.
    """
    former: Keys = []
    for row in owned_by(owner, Reminder).filter(key__contains=f"/{old}"):
        key = "/".join(new if part == old else part for part in row.key.split("/"))
        taken = owned_by(owner, Reminder).filter(scope=row.scope, key=key).exists()
        if key != row.key and not taken:
            former.append((row.pk, row.key))
            Reminder.objects.filter(pk=row.pk).update(key=key)
    return former


def rename_back(owner: User, former: Keys) -> None:
    """Give reminders their former keys again."""
    for pk, key in former:
        rows = owned_by(owner, Reminder).filter(pk=pk)
        scope = rows.values_list("scope", flat=True).first()
        if not owned_by(owner, Reminder).filter(scope=scope, key=key).exists():
            rows.update(key=key)
