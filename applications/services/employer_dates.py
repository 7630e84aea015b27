"""The date an employer gave in an interview: one fact, saved together with the debrief."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from accounts.locking import owner_locked
from applications.models import Debrief, Event, Interview
from applications.services.events import Details, edit_event, record_event, remove_event
from applications.services.interviews import debrief_interview
from references.models import Contact

STATEMENTS = (Event.Kind.TIMELINE_GIVEN, Event.Kind.NO_CONTACT_REQUESTED)


def employer_date_of(
    interview: Interview, events: Iterable[Event], until: datetime | None
) -> Event | None:
    """The latest statement about when to expect news, from this interview to ``until``.

    ``until`` is the start of the next interview. The statement may come from the debrief or from
    the log.
    """
    statements = [
        event
        for event in events
        if event.kind in STATEMENTS
        and event.at >= interview.starts_at
        and (until is None or event.at < until)
    ]
    return max(statements, key=lambda event: (event.at, event.pk), default=None)


def says_they_call(statement: Event | None, events: Iterable[Event]) -> bool:
    """Return whether a statement is, or came with, "we will call you"."""
    return statement is not None and any(
        event.kind == Event.Kind.NO_CONTACT_REQUESTED and event.at == statement.at
        for event in events
    )


@owner_locked
def set_employer_date(
    interview: Interview, frame: str, day: date | None, *, known: Event | None, now: datetime
) -> None:
    """Record what they said about when to expect news, or correct ``known``.

    ``frame`` is ``news_by`` or ``ask_on`` (with ``day`` in the seeker's time zone), ``no_contact``
    ("we will call you", with ``day`` if they said by when), or empty if they said nothing. It is
    dated to the end of the interview, or to ``now`` if that is earlier. The statement of an earlier
    debrief is deleted if this one does not repeat it, even if another one became ``known`` in
    between.
    """
    wanted = _facts(frame, day)
    said = _said_with(known)
    found = list(dict.fromkeys([*said, *_own(interview)]))
    stays = {event.kind: event for event in reversed(found) if event.kind in wanted}
    for event in found:
        if event not in stays.values():
            remove_event(event, now=now)
    kept = [event.at for event in said if event in stays.values()]
    at = kept[0] if kept else min(interview.ends_at, now)
    for kind, dates in wanted.items():
        if kind in stays:
            edit_event(stays[kind], at=at, now=now, **dates)
        else:
            token = _free_token(interview)
            record_event(interview.application, kind, at=at, token=token, now=now, **dates)


def _facts(frame: str, day: date | None) -> dict[str, Details]:
    """The events that say what they said, by kind."""
    if frame == "ask_on":
        return {Event.Kind.TIMELINE_GIVEN: {"news_by": None, "ask_on": day}}
    by_day: dict[str, Details] = {Event.Kind.TIMELINE_GIVEN: {"news_by": day, "ask_on": None}}
    if frame == "news_by":
        return by_day
    if frame == "no_contact":
        return {Event.Kind.NO_CONTACT_REQUESTED: {}, **(by_day if day else {})}
    return {}


def _said_with(known: Event | None) -> list[Event]:
    """A statement, and what was said at the same moment."""
    if known is None:
        return []
    rows = Event.objects.filter(application=known.application_id, kind__in=STATEMENTS)
    said_at = rows.filter(pk=known.pk).values_list("at", flat=True)
    return list(rows.filter(at__in=said_at).order_by("pk"))


@owner_locked
def save_debrief(
    interview: Interview,
    *,
    fields: Mapping[str, Any],
    topics: Mapping[Contact, str],
    frame: tuple[str, date | None],
    known: Event | None,
    now: datetime,
) -> Debrief:
    """Save a debrief and what they said about when to expect news (see ``set_employer_date``)."""
    kind, day = frame
    set_employer_date(interview, kind, day, known=known, now=now)
    return debrief_interview(interview, fields=fields, topics=topics, now=now)


def _own(interview: Interview) -> list[Event]:
    """The statements recorded by an earlier debrief of this interview."""
    events = Event.objects.filter(application=interview.application_id)
    return list(events.filter(token__in=_tokens(interview)).order_by("pk"))


def _free_token(interview: Interview) -> UUID:
    used = {event.token for event in _own(interview)}
    return next(token for token in _tokens(interview) if token not in used)


def _tokens(interview: Interview) -> tuple[UUID, UUID]:
    """Derived from the interview's token, so a form sent twice records each fact once."""
    return uuid5(interview.token, "frame"), uuid5(interview.token, "frame-day")
