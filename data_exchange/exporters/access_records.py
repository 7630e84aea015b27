"""What others did in one's account: told in the archive for the record, and never brought in."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, Q

from accounts.access import owned_by
from accounts.models import AccessLog, CoachGrant, User
from accounts.models.grants import SCOPES
from data_exchange.plain import plain
from digests.models import Digest
from followups.models.coach import CoachNote, Nudge, PolicyChange

COACH = ("coach__name", "coach__email")
SPAN = ("invited_at", "accepted_at", "expires_at", "ended_at")
TOLD: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "coaches": (CoachGrant, (*COACH, "email", "by_coach", *SCOPES, *SPAN)),
    "looks": (AccessLog, ("viewer_name", "what", "about", "reason", "day", "at")),
    "nudges": (Nudge, (*COACH, "text", "at", "shown_until", "read_at")),
    "notes_shared_by_coaches": (CoachNote, (*COACH, "text", "written_at")),
    "policies_set_by_coaches": (
        PolicyChange,
        ("coach_name", "before_base", "before_changes", "base", "changes", "at", "settled_at"),
    ),
    "mails": (Digest, ("kind", "day", "state", "sent_at", "error")),
}
# A coach's own notes are the coach's, until they are shared.
ONLY: Mapping[str, Q] = {"notes_shared_by_coaches": Q(shared=True)}


def about(owner: User) -> dict[str, list[dict[str, Any]]]:
    """Each kind of record, oldest first."""
    return {
        name: [
            {field.replace("__", "_"): plain(row[field]) for field in fields}
            for row in owned_by(owner, model)
            .filter(ONLY.get(name, Q()))
            .order_by("pk")
            .values(*fields)
        ]
        for name, (model, fields) in TOLD.items()
    }
