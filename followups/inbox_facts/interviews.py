"""Interviews as an answer leaves them: arranged, moved or cancelled, by the rules of accepting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from followups.inbox_facts.known import Known, Link
from followups.planning.timelines import without_microseconds
from followups.timing import facts as f
from inbox.answers import USUAL, Answer, Moment
from inbox.keys import digest, event_key
from inbox.models import Suggestion

Kind = Suggestion.Kind


class Refused(Exception):
    """Accepting asks for something first, so that nothing can be said about it."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """An answer about an interview of an application."""

    answer: Answer
    events: Sequence[f.Event]
    known: Known
    application: int | None

    @property
    def interviews(self) -> list[f.Interview]:
        """The application's interviews; those that are cancelled last, then by their time."""
        found = [each for each in self.events if isinstance(each, f.Interview)]
        return sorted(
            found, key=lambda each: (each.cancelled_at is not None, each.starts_at, each.name)
        )

    def day_of(self, moment: datetime) -> date:
        """Return the day of a moment on the seeker's calendar."""
        return moment.astimezone(self.known.owner.zone).date()

    def named(self, pk: int) -> f.Interview | None:
        """Return an interview by its row's key."""
        return next((each for each in self.interviews if each.name == f"i{pk}"), None)

    @property
    def people(self) -> tuple[str, ...]:
        """Whom one is to meet, by their ids."""
        met = [who for each in self.interviews for who in each.interviewers]
        ids = [self.known.contact_of(each, self.application, met) for each in self.answer.people]
        return tuple(dict.fromkeys(filter(None, ids)))


def meet(meeting: Meeting) -> f.Interview:
    """Return the interview that is arranged, or moved."""
    answer, starts_at = meeting.answer, meeting.answer.starts_at
    if starts_at is None:
        raise Refused
    link = None if answer.interview else _link_of(meeting)
    known = _meant(meeting, link) or _with_new_time(meeting, starts_at)
    if known is None:
        return _arranged(meeting, starts_at)
    if link and _is_older(answer, link):
        return _completed(known, meeting)
    return _moved(known, meeting, starts_at)


def call_off(meeting: Meeting) -> f.Interview | None:
    """Return the interview that is cancelled; None where there is none, and no time of one."""
    answer = meeting.answer
    link = None if answer.interview else _link_of(meeting)
    known = _meant(meeting, link) or _with_old_time(meeting)
    if known is None and answer.starts_at is None:
        return None
    interview = known or _arranged(meeting, answer.starts_at or answer.at)
    if link and _is_older(answer, link):
        return interview
    at = max(without_microseconds(answer.at), interview.at)
    return replace(interview, cancelled_at=at)


def _meant(meeting: Meeting, link: Link | None) -> f.Interview | None:
    if meeting.answer.interview:
        return meeting.named(meeting.answer.interview.pk)
    return meeting.named(link.interview) if link else None


def _link_of(meeting: Meeting) -> Link | None:
    answer = meeting.answer
    links = [each for each in meeting.known.links if each.application == meeting.application]
    key = event_key(answer.uid) if answer.uid else ""
    if key and (known := next((each for each in links if each.key == key), None)):
        return known
    if answer.starts_at is None:
        return None
    days = [answer.starts_at.timestamp(), meeting.day_of(answer.starts_at).isoformat()]
    keys = {digest(f"{meeting.application} {each}") for each in days}
    older = [each for each in links if each.key in keys and each.sent_at > answer.at]
    return min(older, key=lambda each: (each.sent_at, each.pk), default=None)


def _is_older(answer: Answer, link: Link) -> bool:
    is_event = bool(answer.uid) and link.key == event_key(answer.uid)
    sequences = (answer.sequence, link.sequence) if is_event else (0, 0)
    return (sequences[0], answer.at) < (sequences[1], link.sent_at)


def _with_new_time(meeting: Meeting, starts_at: datetime) -> f.Interview | None:
    is_known = meeting.answer.is_time_known
    if same := _at(starts_at if is_known else meeting.day_of(starts_at), meeting):
        return same
    is_moved = meeting.answer.kind == Kind.INTERVIEW_RESCHEDULED
    return _with_old_time(meeting) if is_moved else None


def _with_old_time(meeting: Meeting) -> f.Interview | None:
    answer = meeting.answer
    is_off = answer.kind == Kind.INTERVIEW_CANCELLED
    before = answer.before or (answer.starts_at if is_off else None)
    if before and (old := _at(before, meeting)):
        return old
    coming = [
        each
        for each in meeting.interviews
        if each.cancelled_at is None and each.starts_at >= answer.at
    ]
    if not coming or (len(coming) == 1 and before is None):
        return coming[0] if coming else None
    raise Refused


def _at(moment: Moment, meeting: Meeting) -> f.Interview | None:
    for each in meeting.interviews:
        is_it = each.starts_at == moment
        if not isinstance(moment, datetime):
            is_it = meeting.day_of(each.starts_at) == moment
        if is_it:
            return each
    return None


def _arranged(meeting: Meeting, starts_at: datetime) -> f.Interview:
    answer = meeting.answer
    new = sum(int(each.name[1:]) <= 0 for each in meeting.interviews)
    return f.Interview(
        f"i{-new}",
        without_microseconds(min(answer.at, starts_at)),
        f.Kind(answer.interview_kind),
        without_microseconds(starts_at),
        without_microseconds(answer.ends_at or starts_at + USUAL),
        _in_order(meeting, meeting.people),
    )


def _completed(known: f.Interview, meeting: Meeting) -> f.Interview:
    """Add what an older version tells: that it was arranged before, and with whom."""
    at = min(known.at, without_microseconds(meeting.answer.at))
    return replace(known, at=at, interviewers=_together(known, meeting))


def _moved(known: f.Interview, meeting: Meeting, starts_at: datetime) -> f.Interview:
    """Give it its new time; one that was cancelled before takes place again."""
    answer = meeting.answer
    if known.cancelled_at and answer.at < known.cancelled_at:
        return _completed(known, meeting)
    has_type = bool(meeting.known.types.get(int(known.name[1:])))
    keeps_kind = has_type or known.kind == f.Kind.PHONE_SCREEN
    starts, ends = _times(known, meeting, starts_at)
    return replace(
        known,
        at=min(known.at, without_microseconds(min(answer.at, starts_at))),
        kind=known.kind if keeps_kind else f.Kind(answer.interview_kind),
        starts_at=without_microseconds(starts),
        ends_at=without_microseconds(ends),
        interviewers=_together(known, meeting),
        cancelled_at=None,
    )


def _times(known: f.Interview, meeting: Meeting, starts_at: datetime) -> tuple[datetime, datetime]:
    """The new times; what the answer leaves open stays, the length or the time of day."""
    answer = meeting.answer
    is_same_day = meeting.day_of(known.starts_at) == meeting.day_of(starts_at)
    if not answer.is_time_known and is_same_day:
        return known.starts_at, known.ends_at
    ends_at = answer.ends_at or starts_at + USUAL
    if not answer.is_end_known and ends_at - starts_at == USUAL:
        ends_at = starts_at + (known.ends_at - known.starts_at)
    return starts_at, ends_at


def _together(known: f.Interview, meeting: Meeting) -> tuple[str, ...]:
    return _in_order(meeting, (*known.interviewers, *meeting.people))


def _in_order(meeting: Meeting, people: Sequence[str]) -> tuple[str, ...]:
    """Return people once each, in the order in which pages list them: by name."""
    names = meeting.known.names()
    return tuple(sorted(dict.fromkeys(people), key=lambda who: names[who].lower()))
