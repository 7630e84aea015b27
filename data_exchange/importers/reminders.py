"""Restore the states of reminders (done, dismissed, snoozed), matched by portable keys."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.access import owned_by
from accounts.models import User
from data_exchange.exporters.data import names_in, portable_key
from data_exchange.fields import Row, moment_in, row_of, text_in
from data_exchange.importers.context import ImportContext, ReminderState
from data_exchange.schema import REMINDER
from followups.models import Reminder
from followups.services import restore_states

OF_SEEKER = "references.line_up"
"""The rule whose reminder belongs to the seeker; in version 1, to each application."""
PLANNED_LAST = (OF_SEEKER, "application.withdraw_note")
"""Rules that look at the other applications, too."""
States = Mapping[str, Collection[ReminderState]]


def reminder(context: ImportContext, raw: object) -> None:
    """Read the state of a reminder, unless it needs none."""
    row = row_of(raw, REMINDER, "application", "reference", "key")
    moments = (moment_in(row, name) for name in ("snoozed_until", "closed_at"))
    state = ReminderState(text_in(row, "key"), _state(row), *moments)
    if state.state in Reminder.BY_HAND or (state.until and state.until > context.now):
        context.reminders.setdefault(_about(row), []).append(state)


def _state(row: Row) -> str:
    return str(row.get("state") or "")


def _about(row: Row) -> str:
    if rule_of(str(row["key"])) == OF_SEEKER:
        return ""
    return str(row.get("application") or row.get("reference") or "")


def rule_of(key: str) -> str:
    """Return the rule that a reminder's key begins with."""
    return key.partition("/")[0]


def planned_last(states: Mapping[str, Iterable[ReminderState]]) -> States:
    """Return those of ``states`` that wait for the plans of all applications."""
    late = {
        about: [each for each in rows if rule_of(each.key) in PLANNED_LAST]
        for about, rows in states.items()
    }
    return {about: rows for about, rows in late.items() if rows}


def restore(owner: User, states: States, people: Mapping[str, str], *, now: datetime) -> None:
    """Settle or snooze live reminders again; ``states`` are by the token of what they are about.

    ``people`` are the portable names of contacts and references.
    """
    wanted = {(about, each.key): each for about, rows in states.items() for each in rows}
    found = {
        pk: (wanted[key].state, wanted[key].until, wanted[key].closed_at)
        for key, pk in _live(owner, states, people)
        if key in wanted
    }
    if found:
        restore_states(owner, found, now=now)


def _live(owner: User, tokens: Collection[str], people: Mapping[str, str]) -> Iterable[Any]:
    """Yield the portable key and the primary key of each live reminder about these rows."""
    of = [token for token in tokens if token]
    about = Q(application__token__in=of) | Q(reference__contact__token__in=of)
    if "" in tokens:
        about |= Q(rule=OF_SEEKER)
    rows = owned_by(owner, Reminder).filter(about, state__in=Reminder.LIVE)
    live = list(rows.select_related("application", "reference__contact"))
    names = {**people, **names_in(owner, (row.key for row in live))}
    for row in live:
        key = portable_key(row.key, names)
        yield (_subject(row, key), key), row.pk


def _subject(row: Reminder, key: str) -> str:
    """Return the token of what a reminder is about, as ``_about`` reads it from a file."""
    if rule_of(key) == OF_SEEKER:
        return ""
    if row.application:
        return str(row.application.token)
    return str(row.reference.contact.token) if row.reference else ""
