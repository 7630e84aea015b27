"""The date an employer gave in an interview, kept as one fact that follows the debrief."""

from datetime import date, datetime
from uuid import UUID, uuid5

from accounts.verbs import verb
from applications.models import Event, Interview
from applications.services.story import edit_event, record_event, remove_event

KINDS = {
    "news_by": Event.Kind.TIMELINE_GIVEN,
    "ask_on": Event.Kind.TIMELINE_GIVEN,
    "no_contact": Event.Kind.NO_CONTACT_REQUESTED,
}


def frame_token(interview: Interview) -> UUID:
    """The token of the one fact about the frame that an interview can have."""
    return uuid5(interview.token, "frame")


@verb
def set_frame(interview: Interview, frame: str, day: date | None, *, now: datetime) -> None:
    """Write down what they said of when to expect news; a second time corrects the first.

    ``frame`` is ``news_by`` or ``ask_on`` (with ``day`` on the seeker's calendar), ``no_contact``
    ("we will call you"), or empty where they said nothing. It is said to have been told at the end
    of the interview, or ``now`` where that is earlier.
    """
    event = interview.application.events.filter(token=frame_token(interview)).first()
    if event and event.kind != KINDS.get(frame):
        remove_event(event, now=now)
        event = None
    if not frame:
        return
    days = {frame: day} if frame != "no_contact" else {}
    if event:
        edit_event(event, at=event.at, now=now, text=event.text, **days)
        return
    record_event(
        interview.application,
        KINDS[frame],
        at=min(interview.ends_at, now),
        token=frame_token(interview),
        now=now,
        **days,
    )
