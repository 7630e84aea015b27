"""The services of applications: every write to a timeline goes through this package.

Each service is one transaction, is safe to repeat, and replans before it returns.
"""

from applications.services.applications import (
    add_application,
    archive,
    check_tag,
    edit_application,
    set_tags,
    unarchive,
)
from applications.services.bulk import archive_all, tag_all, unarchive_all
from applications.services.bulk_add import Timeline, add_messages, add_timelines
from applications.services.documents import attach, detach, keep_document, remove_document
from applications.services.events import (
    check_terms,
    edit_event,
    record_event,
    record_no_contact,
    remove_event,
)
from applications.services.interviews import (
    arrange_interview,
    cancel_interview,
    change_interview,
    check_kind,
    debrief_interview,
    prepare_interview,
    reinstate_interview,
    remove_debrief,
    remove_interview,
)
from applications.services.messages import (
    check_begun,
    edit_message,
    record_message,
    record_thanks,
    remove_message,
)
from applications.services.moves import move, move_all
from applications.services.trash import delete_application, delete_expired_trash
from applications.services.undo import recorded, remove_entry, undo_action
from applications.services.views import delete_view, save_view

__all__ = [
    "Timeline",
    "add_application",
    "add_messages",
    "add_timelines",
    "archive",
    "archive_all",
    "arrange_interview",
    "attach",
    "cancel_interview",
    "change_interview",
    "check_begun",
    "check_kind",
    "check_tag",
    "check_terms",
    "debrief_interview",
    "delete_application",
    "delete_expired_trash",
    "delete_view",
    "detach",
    "edit_application",
    "edit_event",
    "edit_message",
    "keep_document",
    "move",
    "move_all",
    "prepare_interview",
    "record_event",
    "record_message",
    "record_no_contact",
    "record_thanks",
    "recorded",
    "reinstate_interview",
    "remove_debrief",
    "remove_document",
    "remove_entry",
    "remove_event",
    "remove_interview",
    "remove_message",
    "save_view",
    "set_tags",
    "tag_all",
    "unarchive",
    "unarchive_all",
    "undo_action",
]
