"""What arrived in the inbox, as plain JSON types; without the mails themselves."""

from typing import Any

from accounts.access import owned_by
from accounts.models import User
from data_exchange.plain import plain
from data_exchange.schema import EVENT_LINK, IGNORED_SENDER, RECEIVED, SUGGESTION
from inbox.models import CalendarLink, IgnoredSender, ReceivedFile, Suggestion

Json = dict[str, Any]
OF_THIS_SERVER = ("candidates", "interview")
"""What a finding holds by primary keys: it is looked for again where it is imported."""


def inbox(owner: User) -> Json:
    """Return the lists of what arrived, in three queries.

    A file that still waits to be read is left out: its key without its content would keep it from
    being read where it arrives again.
    """
    files = owned_by(owner, ReceivedFile).exclude(read_at=None).defer("content")
    files = files.select_related("application", "suggestion__application")
    links = owned_by(owner, CalendarLink).select_related("interview")
    return {
        "received_files": [_file(row) for row in files.order_by("arrived_at", "key")],
        "event_links": [_link(row) for row in links.order_by("key")],
        "ignored_senders": [
            {name: plain(getattr(row, of)) for name, of in IGNORED_SENDER.written.items()}
            for row in owned_by(owner, IgnoredSender)
        ],
    }


def _file(row: ReceivedFile) -> Json:
    suggestion: Suggestion | None = getattr(row, "suggestion", None)
    return {
        **{name: plain(getattr(row, of)) for name, of in RECEIVED.written.items()},
        "application": plain(row.application.token) if row.application else None,
        "suggestion": _suggestion(suggestion) if suggestion else None,
    }


def _suggestion(row: Suggestion) -> Json:
    finding = {name: value for name, value in row.finding.items() if name not in OF_THIS_SERVER}
    return {
        **{name: plain(getattr(row, of)) for name, of in SUGGESTION.written.items()},
        "finding": finding,
        "application": plain(row.application.token) if row.application else None,
    }


def _link(row: CalendarLink) -> Json:
    return {
        **{name: plain(getattr(row, of)) for name, of in EVENT_LINK.written.items()},
        "interview": plain(row.interview.token),
    }
