"""The verbs of applications: every write to the story goes through here.

Each is one transaction, is safe to repeat, and has the plan made anew before it ends.
"""

from applications.services.applications import (
    add_application,
    archive,
    delete_application,
    edit_application,
    move,
    set_tags,
    unarchive,
)
from applications.services.interviews import (
    arrange_interview,
    cancel_interview,
    change_interview,
    debrief_interview,
    prepare_interview,
    reinstate_interview,
    remove_debrief,
    remove_interview,
)
from applications.services.messages import edit_message, record_message, remove_message
from applications.services.story import edit_event, record_event, remove_event

__all__ = [
    "add_application",
    "archive",
    "arrange_interview",
    "cancel_interview",
    "change_interview",
    "debrief_interview",
    "delete_application",
    "edit_application",
    "edit_event",
    "edit_message",
    "move",
    "prepare_interview",
    "record_event",
    "record_message",
    "reinstate_interview",
    "remove_debrief",
    "remove_event",
    "remove_interview",
    "remove_message",
    "set_tags",
    "unarchive",
]
