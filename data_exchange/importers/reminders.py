"""Restore the states of reminders (done, dismissed, snoozed), matched by portable keys."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application
from data_exchange.exporters.data import entry_names, portable_key
from data_exchange.fields import Row, moment_in, row_of, text_in
from data_exchange.importers.context import ImportContext, ReminderState
from data_exchange.schema import REMINDER
from followups.models import Reminder
from followups.services import restore_states


def reminder(context: ImportContext, raw: object) -> None:
    """Read the state of a reminder, unless it needs none."""
    row = row_of(raw, REMINDER, "application", "reference", "key")
    state = ReminderState(text_in(row, "key"), _state(row), moment_in(row, "snoozed_until"))
    if state.state in Reminder.BY_HAND or (state.until and state.until > context.now):
        context.reminders.setdefault(_about(row), []).append(state)


def _state(row: Row) -> str:
    return str(row.get("state") or "")


def _about(row: Row) -> str:
    return str(row.get("application") or row.get("reference") or "")


def restore(
    owner: User,
    states: Mapping[str, Iterable[ReminderState]],
    people: Mapping[str, str],
    *,
    now: datetime,
) -> None:
    """Settle or snooze live reminders again; ``states`` are by the token of what they are about.

    ``people`` are the portable names of contacts and references.
    """
    wanted = {(about, each.key): each for about, rows in states.items() for each in rows}
    found: dict[int, tuple[str, datetime | None]] = {}
    for key, pk in _live(owner, states, people):
        if key in wanted:
            found[pk] = (wanted[key].state, wanted[key].until)
    if found:
        restore_states(owner, found, now=now)


def _live(owner: User, tokens: Iterable[str], people: Mapping[str, str]) -> Iterable[Any]:
    """Yield the portable key and the primary key of each live reminder about these rows."""
    tokens = [token for token in tokens if token]
    applications: Any = owned_by(owner, Application).filter(token__in=tokens)
    names = entry_names(applications.prefetch_related("events", "interviews", "messages"))
    about = Q(application__in=applications) | Q(reference__contact__token__in=tokens)
    rows = owned_by(owner, Reminder).filter(about, state__in=Reminder.LIVE)
    for row in rows.select_related("application", "reference__contact"):
        subject = row.application or (row.reference and row.reference.contact)
        if subject:
            yield (str(subject.token), portable_key(row.key, {**people, **names})), row.pk
