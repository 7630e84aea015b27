"""The date an employer gave in an interview: one fact, written down with the debrief."""

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


def frame_of(interview: Interview, events: Iterable[Event], until: datetime | None) -> Event | None:
    """What was last said of when to expect news, from this interview to the next (``until``).

    It may have been written down with the debrief, or by itself.
    """
    said = [
        event
        for event in events
        if event.kind in KINDS.values()
        and event.at >= interview.starts_at
        and (until is None or event.at < until)
    ]
    return max(said, key=lambda event: (event.at, event.pk), default=None)


@owner_locked
def set_frame(
    interview: Interview, frame: str, day: date | None, *, known: Event | None, now: datetime
) -> None:
    """Write down what they said of when to expect news, correcting what was ``known`` of it.

    ``frame`` is ``news_by`` or ``ask_on`` (with ``day`` on the seeker's calendar), ``no_contact``
    ("we will call you"), or empty where they said nothing. It is said to have been told at the end
    of the interview, or ``now`` where that is earlier. What an earlier debrief said and this one
    does not is taken back, even where something else was ``known`` meanwhile.
    """
    news_by = day if frame == "news_by" else None
    ask_on = day if frame == "ask_on" else None
    own, at = _own(interview), min(interview.ends_at, now)
    known = Event.objects.filter(pk=known.pk).first() if known else None
    for said in dict.fromkeys(filter(None, (known, own))):
        if said.kind == KINDS.get(frame):
            at = said.at if said == known else at
            edit_event(said, at=at, now=now, text=said.text, news_by=news_by, ask_on=ask_on)
            return
        remove_event(said, now=now)
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
def write_down(
    interview: Interview,
    *,
    fields: Mapping[str, Any],
    topics: Mapping[Contact, str],
    frame: tuple[str, date | None],
    known: Event | None,
    now: datetime,
) -> Debrief:
    """Keep a debrief together with what they said of when to expect news (see ``set_frame``)."""
    kind, day = frame
    set_frame(interview, kind, day, known=known, now=now)
    return debrief_interview(interview, fields=fields, topics=topics, now=now)


def _own(interview: Interview) -> Event | None:
    """What an earlier debrief of the interview said."""
    events = Event.objects.filter(application=interview.application_id)
    return events.filter(token=_token(interview)).first()


def _token(interview: Interview) -> UUID:
    """A form sent twice writes one fact."""
    return uuid5(interview.token, "frame")
