"""What was done or waved away stays so: the states of reminders, found again by lasting keys."""

from datetime import datetime
from typing import Any

from accounts.access import owned_by
from applications.models import Application
from data_exchange.exporters.archive import lasting_key, row_names
from data_exchange.fields import Row, as_row, moment_in, rows_in, text_in
from data_exchange.importers.context import ImportContext
from followups.models import Reminder
from followups.services import dismiss, mark_done, snooze

State = Reminder.State
Key = tuple[str, str]


def reminders(arrival: ImportContext, row: Row) -> None:
    """Close or put off again each reminder that was, where the plan made anew has it."""
    live = _live(arrival)
    for index, raw in enumerate(rows_in(row, "reminders")):
        with arrival.flaws.row(f"reminders[{index}]"):
            each = as_row(raw)
            reminder = live.get((_about(each), text_in(each, "key")))
            if reminder is not None:
                _again(reminder, each, arrival.now)


def _about(row: Row) -> str:
    return str(row.get("application") or row.get("reference") or "")


def _live(arrival: ImportContext) -> dict[Key, Reminder]:
    """The live reminders by their lasting keys and the token of what they are about."""
    applications: Any = owned_by(arrival.owner, Application).prefetch_related(
        "events", "interviews", "messages"
    )
    names = row_names(arrival.owner, applications)
    rows = owned_by(arrival.owner, Reminder).filter(state__in=Reminder.LIVE)
    found = {}
    for row in rows.select_related("application", "reference__contact"):
        about = row.application or (row.reference and row.reference.contact)
        found[str(about.token) if about else "", lasting_key(row.key, names)] = row
    return found


def _again(reminder: Reminder, row: Row, now: datetime) -> None:
    state, until = row.get("state"), moment_in(row, "snoozed_until")
    if until and until > now:
        snooze(reminder, until, now=now)
    if state == State.DONE:
        mark_done(reminder, now=now)
    elif state == State.DISMISSED:
        dismiss(reminder, now=now)
