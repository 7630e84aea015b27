"""Restore the states of reminders (done, dismissed, snoozed), matched by portable keys."""

from datetime import datetime
from typing import Any

from accounts.access import owned_by
from applications.models import Application
from data_exchange.exporters.data import portable_key, portable_names
from data_exchange.fields import Row, as_row, moment_in, rows_in, text_in
from data_exchange.importers.context import ImportContext
from followups.models import Reminder
from followups.services import dismiss, mark_done, snooze

State = Reminder.State
Key = tuple[str, str]


def reminders(context: ImportContext, row: Row) -> None:
    """Settle or snooze each exported reminder again, if the new plan contains it."""
    live = _live(context)
    for index, raw in enumerate(rows_in(row, "reminders")):
        with context.problems.row(f"reminders[{index}]"):
            each = as_row(raw)
            reminder = live.get((_about(each), text_in(each, "key")))
            if reminder is not None:
                _restore_state(reminder, each, context.now)


def _about(row: Row) -> str:
    return str(row.get("application") or row.get("reference") or "")


def _live(context: ImportContext) -> dict[Key, Reminder]:
    """The live reminders by the token of what they are about and their portable key."""
    applications: Any = owned_by(context.owner, Application).prefetch_related(
        "events", "interviews", "messages"
    )
    names = portable_names(context.owner, applications)
    rows = owned_by(context.owner, Reminder).filter(state__in=Reminder.LIVE)
    reminders = {}
    for row in rows.select_related("application", "reference__contact"):
        about = row.application or (row.reference and row.reference.contact)
        reminders[str(about.token) if about else "", portable_key(row.key, names)] = row
    return reminders


def _restore_state(reminder: Reminder, row: Row, now: datetime) -> None:
    state, until = row.get("state"), moment_in(row, "snoozed_until")
    if until and until > now:
        snooze(reminder, until, now=now)
    if state == State.DONE:
        mark_done(reminder, now=now)
    elif state == State.DISMISSED:
        dismiss(reminder, now=now)
