"""The services that change reminders and policies."""

from followups.services.catch_up import (
    catch_up_after_rest,
    close_silent,
    dismiss_set_aside,
    follow_up_on,
    set_aside,
    undo_bulk_answer,
)
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
    "catch_up_after_rest",
    "choose_policy",
    "close_silent",
    "dismiss",
    "dismiss_set_aside",
    "follow_up_on",
    "locked",
    "mark_done",
    "record_fact",
    "restore_states",
    "set_aside",
    "snooze",
    "undo_action",
    "undo_bulk_answer",
]
