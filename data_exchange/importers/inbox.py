"""Read what arrived in the inbox: suggestions, events, and senders that are ignored."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from applications.models import Message
from data_exchange.errors import FieldError
from data_exchange.fields import Row, as_row, moment_in, new_row, row_of, text_in, values
from data_exchange.importers.context import ImportContext, named
from data_exchange.schema import EVENT_LINK, IGNORED_SENDER, RECEIVED, SUGGESTION
from inbox.models import CalendarLink, IgnoredSender, ReceivedFile, Suggestion
from inbox.reading.answer_shape import misfit
from inbox.services.bulk_add import Arrival

KEY = re.compile(r"[0-9a-f]{64}")


def received_file(context: ImportContext, raw: object) -> None:
    """Read what is known of a file that arrived, with its suggestion; the file itself is gone."""
    row = row_of(raw, RECEIVED, "application", "suggestion")
    arrived = moment_in(row, "arrived_at") or context.now
    text_in(row, "delete_at")
    fields = {
        **values(RECEIVED, row),
        "owner": context.owner,
        "key": _key(row),
        "application": _application(context, row),
        "arrived_at": arrived,
        "read_at": arrived,
    }
    file = new_row(ReceivedFile, RECEIVED, fields, row)
    suggestion = None
    if row.get("suggestion") is not None:
        suggestion = _inside("suggestion", lambda: _suggestion(context, file, row["suggestion"]))
    context.arrivals.setdefault(file.key, Arrival(file, suggestion))


def event_link(context: ImportContext, raw: object) -> None:
    """Read which interview an event of a calendar file became."""
    row = row_of(raw, EVENT_LINK, "interview")
    text_in(row, "sent_at")
    fields = {
        **values(EVENT_LINK, row),
        "owner": context.owner,
        "key": _key(row),
        "interview": named(context.interviews, row, "interview"),
    }
    link = new_row(CalendarLink, EVENT_LINK, fields, row)
    context.event_links.setdefault(link.key, link)


def ignored_sender(context: ImportContext, raw: object) -> None:
    """Read how often mails of an address were not about a job."""
    row = row_of(raw, IGNORED_SENDER)
    text_in(row, "email")
    fields = {**values(IGNORED_SENDER, row), "owner": context.owner}
    sender = new_row(IgnoredSender, IGNORED_SENDER, fields, row)
    context.senders.setdefault(sender.email, sender)


def _key(row: Row, name: str = "key") -> str:
    key = text_in(row, name)
    if not KEY.fullmatch(key):
        raise FieldError(name, _("This must be a key such as those in an export."))
    return key


def _application(context: ImportContext, row: Row) -> object:
    if row.get("application") is None:
        return None
    return named(context.timelines, row, "application").application


def _suggestion(context: ImportContext, file: ReceivedFile, raw: object) -> Suggestion:
    row = row_of(raw, SUGGESTION, "application")
    text_in(row, "kind"), text_in(row, "at")
    fields = {
        **values(SUGGESTION, row),
        "event_key": _key(row, "event_key") if row.get("event_key") else "",
        "owner": context.owner,
        "file": file,
        "finding": _finding(row.get("finding", {})),
        "application": _application(context, row),
    }
    return new_row(Suggestion, SUGGESTION, fields, row)


def _finding(raw: object) -> dict[str, Any]:
    if wrong := misfit(raw):
        raise FieldError(wrong, _("No reader of ours writes this."))
    found = dict(as_row(raw))
    if found.get("purpose") not in (None, *Message.Purpose.values):
        raise FieldError("finding.purpose", _("No reader of ours writes this."))
    return found


def _inside(name: str, read: Callable[[], Suggestion]) -> Suggestion:
    """Read a row inside another; errors name both fields."""
    try:
        return read()
    except FieldError as error:
        raise FieldError(f"{name}.{error.field}" if error.field else name, error.message) from None
