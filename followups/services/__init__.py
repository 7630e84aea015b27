"""The services that change reminders and policies."""

from followups.services.policies import choose_policy
from followups.services.reminders import (
    dismiss,
    locked,
    mark_done,
    record_fact,
    restore_states,
    snooze,
    undo_action,
)

__all__ = [
    "choose_policy",
    "dismiss",
    "locked",
    "mark_done",
    "record_fact",
    "restore_states",
    "snooze",
    "undo_action",
]
