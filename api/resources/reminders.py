"""Reminders: what to do, why, and what became of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from api.http.auth import READS, WRITES, ApiRequest
from api.http.declared import CREATING, ONE, READING
from api.http.paging import page_of_all
from api.http.problems import Problem
from api.http.replies import reply
from api.http.writing import creating, token_of
from api.schemas.reminders import LIVE, ReminderOut, ReminderQuery, Reminders, Until, shown
from followups import cards
from followups.actions import ACTIONS
from followups.forms.reminders import problem_of_wake
from followups.models import Reminder
from followups.rows import full_rows
from followups.services import dismiss, mark_done, record_fact, snooze, undo_action
from followups.state import current_state, lapsed, live, overdue, snoozed

router = Router(tags=["reminders"])
SORTED = Reminder.objects.only("opens_at")
"""Only what sorts a list, which the database holds in an index; a page's rows are read next."""
ROWS = Reminder.objects.select_related(*cards.WITH, "owner")
State = Reminder.State
NOT_SETTLED = set(LIVE.split(","))
"""The statuses that all together are simply the live reminders, by an index."""
ACTED = {200: ReminderOut, **CREATING}


@router.get("/reminders", response={200: Reminders, **READING}, auth=READS)
def list_reminders(request: ApiRequest, asked: Query[ReminderQuery]) -> HttpResponse:
    """List reminders by when they open: by default those that are not settled yet."""
    rows = owned_by(request.owner, SORTED).filter(_with_status(asked.status, request.now))
    if asked.application:
        rows = rows.filter(application=asked.application)
    if asked.rule:
        rows = rows.filter(rule=asked.rule)

    def show_all(page: list[Reminder]) -> list[ReminderOut]:
        found = full_rows(request.owner, [row.pk for row in page])
        context = cards.card_context(request.owner, found, request.now)
        return [shown(row, context) for row in found]

    return page_of_all(rows, asked, show_all, sort="opens_at")


def _with_status(wanted: str, now: datetime) -> Q:
    names = set(wanted.split(","))
    if names >= NOT_SETTLED:
        return reduce(or_, _conditions(names - NOT_SETTLED, now), live(now))
    return reduce(or_, _conditions(names, now))


def _conditions(names: Iterable[str], now: datetime) -> Iterator[Q]:
    known = _timed(now)
    return (known.get(name, Q(state=name)) for name in names)


def _timed(now: datetime) -> dict[str, Q]:
    """The statuses that depend on the time, whether or not the beat has run."""
    asleep, coming = snoozed(now), Q(opens_at__gt=now)
    up = live(now) & ~asleep
    return {
        "planned": up & coming,
        "open": up & ~coming & ~overdue(now),
        "overdue": overdue(now),
        "snoozed": asleep,
        "lapsed": Q(state=State.LAPSED) | (lapsed(now) & Q(state__in=Reminder.LIVE)),
    }


@router.get("/reminders/{int:pk}", response={200: ReminderOut, **ONE}, auth=READS)
def get_reminder(request: ApiRequest, pk: int) -> HttpResponse:
    """Read a reminder: what to do, when, why, and the words it rests on."""
    return _answer(request, _row(request, pk))


@router.post("/reminders/{int:pk}/done", response=ACTED, auth=WRITES)
@creating
def mark_reminder_done(request: ApiRequest, pk: int) -> HttpResponse:
    """Close a reminder as done. A note that was sent is better added as a message."""
    row = _live(request, pk, State.DONE)
    mark_done(row, now=request.now)
    return _answer(request, _row(request, pk))


@router.post("/reminders/{int:pk}/record", response=ACTED, auth=WRITES)
@creating
def record_reminder_fact(request: ApiRequest, pk: int) -> HttpResponse:
    """Record what the reminder asks about, as its button does: it arrived, or there is no reply."""
    row = _row(request, pk)
    if not ACTIONS[row.rule].fact:
        raise Problem(409, _("This reminder asks for no such fact. Mark it as done."))
    if record_fact(row, token_of(request), now=request.now) is None:
        raise _closed()
    return _answer(request, _row(request, pk))


@router.post("/reminders/{int:pk}/dismiss", response=ACTED, auth=WRITES)
@creating
def dismiss_reminder(request: ApiRequest, pk: int) -> HttpResponse:
    """Close a reminder as not needed."""
    row = _live(request, pk, State.DISMISSED)
    dismiss(row, now=request.now)
    return _answer(request, _row(request, pk))


@router.post("/reminders/{int:pk}/snooze", response=ACTED, auth=WRITES)
@creating
def snooze_reminder(request: ApiRequest, pk: int, sent: Until) -> HttpResponse:
    """Put a reminder off until an instant that is ahead, and before the reminder ends."""
    row = _live(request, pk)
    if problem := problem_of_wake(row, sent.until, request.now):
        raise Problem(422, errors=[("until", problem)])
    snooze(row, sent.until, now=request.now)
    return _answer(request, _row(request, pk))


@router.post("/reminders/{int:pk}/reopen", response=ACTED, auth=WRITES)
@creating
def reopen_reminder(request: ApiRequest, pk: int) -> HttpResponse:
    """Take back that a reminder was done, not needed or put off."""
    row = _row(request, pk)
    if row.state not in (*Reminder.BY_HAND, State.SNOOZED):
        raise Problem(409, _("This reminder was not closed or put off by you."))
    undo_action(row, now=request.now)
    return _answer(request, _row(request, pk))


def _row(request: ApiRequest, pk: int) -> Reminder:
    rows: QuerySet[Reminder] = ROWS.all()
    return get_owned_or_404(request.owner, rows, pk=pk)


def _live(request: ApiRequest, pk: int, same: str = "") -> Reminder:
    """Return a reminder that can be closed, or that is closed so already."""
    row = _row(request, pk)
    state = current_state(row, request.now)
    if state not in (*Reminder.LIVE, State.LAPSED, same) or row.state in {*CLOSED} - {same}:
        raise _closed()
    return row


CLOSED = (*Reminder.BY_HAND, State.SETTLED)


def _closed() -> Problem:
    return Problem(409, _("This reminder is closed already. Reopen it first."))


def _answer(request: ApiRequest, row: Reminder) -> HttpResponse:
    context = cards.card_context(request.owner, [row], request.now)
    return reply(request, shown(row, context))
