"""The date an employer gave in an interview: one fact, saved together with the debrief."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from accounts.locking import owner_locked
from applications.models import Debrief, Event, Interview
from applications.services.events import edit_event, record_event, remove_event
from applications.services.interviews import debrief_interview
from references.models import Contact

KINDS = {
    "news_by": Event.Kind.TIMELINE_GIVEN,
    "ask_on": Event.Kind.TIMELINE_GIVEN,
    "no_contact": Event.Kind.NO_CONTACT_REQUESTED,
}


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
        if event.kind in KINDS.values()
        and event.at >= interview.starts_at
        and (until is None or event.at < until)
    ]
    return max(statements, key=lambda event: (event.at, event.pk), default=None)


@owner_locked
def set_employer_date(
    interview: Interview, frame: str, day: date | None, *, known: Event | None, now: datetime
) -> None:
    """Record what they said about when to expect news, or correct ``known``.

    ``frame`` is ``news_by`` or ``ask_on`` (with ``day`` in the seeker's time zone), ``no_contact``
    ("we will call you"), or empty if they said nothing. It is dated to the end of the interview,
    or to ``now`` if that is earlier. The statement of an earlier debrief is deleted if this one
    does not repeat it, even if another one became ``known`` in between.
    """
    news_by = day if frame == "news_by" else None
    ask_on = day if frame == "ask_on" else None
    own, at = _own(interview), min(interview.ends_at, now)
    known = Event.objects.filter(pk=known.pk).first() if known else None
    for event in dict.fromkeys(filter(None, (known, own))):
        if event.kind == KINDS.get(frame):
            at = event.at if event == known else at
            edit_event(event, at=at, now=now, text=event.text, news_by=news_by, ask_on=ask_on)
            return
        remove_event(event, now=now)
    if not frame:
        return
    record_event(
        interview.application,
        KINDS[frame],
        at=at,
        token=_token(interview),
        now=now,
        news_by=news_by,
        ask_on=ask_on,
    )


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


def _own(interview: Interview) -> Event | None:
    """The statement recorded by an earlier debrief of this interview."""
    events = Event.objects.filter(application=interview.application_id)
    return events.filter(token=_token(interview)).first()


def _token(interview: Interview) -> UUID:
    """Derived from the interview's token, so a form sent twice records one fact."""
    return uuid5(interview.token, "frame")
