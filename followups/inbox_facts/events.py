"""The events of an application after an answer was accepted, by the rules of accepting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from accounts.models import User
from applications.models import Message
from applications.models.message import TO_EMPLOYER, TO_REFERRER
from followups.inbox_facts.interviews import Meeting, Refused, call_off, meet
from followups.inbox_facts.known import Known
from followups.planning.timelines import without_microseconds
from followups.timing import facts as f
from followups.timing.runs import is_end, latest_run
from inbox.answers import Answer
from inbox.applied_dates import sent_earlier
from inbox.models import Suggestion

Kind = Suggestion.Kind
Events = tuple[f.Event, ...]
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Before:
    """An answer at an application, with the events that are known of it."""

    answer: Answer
    events: Events
    known: Known
    application: int | None
    now: datetime

    @property
    def in_order(self) -> list[f.Event]:
        """The events in reading order."""
        return sorted(self.events, key=lambda each: each.at)

    @property
    def applied(self) -> f.Applied | None:
        """The latest submission of the run."""
        run = latest_run(self.in_order).events
        return next((each for each in reversed(run) if isinstance(each, f.Applied)), None)

    def local_day(self, at: datetime) -> date:
        """Return the day of an instant on the seeker's calendar."""
        return at.astimezone(self.known.owner.zone).date()


def events_with(
    answer: Answer, events: Events, known: Known, application: int | None, now: datetime
) -> Events:
    """Return the events after the answer. Raises Refused where accepting would ask something."""
    before = Before(replace(answer, at=min(answer.at, now)), events, known, application, now)
    if application is None:
        before = _with_application(before)
    before = replace(_with_earlier_start(before), answer=_fitted(before))
    return tuple(WRITERS[answer.kind](before))


def _with_application(before: Before) -> Before:
    answer = before.answer
    if not (answer.company and answer.title):
        raise Refused
    if answer.applied_at is None:
        return before
    applied = f.Applied("new applied", without_microseconds(min(answer.applied_at, answer.at)))
    return replace(before, events=(applied,))


def _fitted(before: Before) -> Answer:
    """Date what came on the day of the application after it, as accepting does."""
    answer, applied = before.answer, before.applied
    has_past = bool(latest_run(before.in_order).past)
    if applied is None or answer.at >= applied.at or has_past:
        return answer
    if before.local_day(answer.at) == before.local_day(applied.at):
        return replace(answer, at=min(applied.at + SECOND, before.now))
    return answer


def earlier_start(answer: Answer, events: Events, owner: User) -> datetime | None:
    """Return to when an answer moves the submission; None if it stays."""
    run = latest_run(sorted(events, key=lambda each: each.at))
    sent = [each.at for each in run.events if isinstance(each, f.Applied)]
    return None if run.past else sent_earlier(answer, sent, owner.zone)


def _with_earlier_start(before: Before) -> Before:
    """Move the submission before a confirmation or a rejection of an earlier day."""
    at = earlier_start(before.answer, before.events, before.known.owner)
    if at is None:
        return before
    first = next(each for each in before.in_order if isinstance(each, f.Applied))
    events = tuple(
        replace(each, at=without_microseconds(at)) if each is first else each
        for each in before.events
    )
    return replace(before, events=events)


def _confirmation(before: Before) -> Events:
    answer, events = before.answer, before.events
    outcome = latest_run(before.in_order).outcome
    ended_at = outcome.at if outcome and is_end(outcome) else None
    if before.applied is None or (ended_at and answer.at - ended_at > DAY):
        applied_at = min(answer.applied_at or answer.at, answer.at)
        applied_at = max(applied_at, ended_at + SECOND) if ended_at else applied_at
        events = (*events, f.Applied("new applied", without_microseconds(applied_at)))
    return (*events, f.Confirmation("new confirmation", without_microseconds(answer.at)))


def _rejection(before: Before) -> Events:
    return _and(before, f.Outcome("new outcome", _at(before), f.Result.REJECTED))


def _offer(before: Before) -> Events:
    result = f.Result.OFFER
    _check_day(before, before.answer.answer_by)
    return _and(before, f.Outcome("new outcome", _at(before), result, before.answer.answer_by))


def _references(before: Before) -> Events:
    return _and(before, f.ReferencesRequested("new request", _at(before)))


def _timeline(before: Before) -> Events:
    answer = before.answer
    if bool(answer.news_by) == bool(answer.ask_on):
        raise Refused
    _check_day(before, answer.news_by)
    _check_day(before, answer.ask_on)
    given = f.TimelineGiven("new date", _at(before), answer.news_by, answer.ask_on)
    return _and(before, given)


def _check_day(before: Before, day: date | None) -> None:
    """Raise Refused for a day before the one on which they said it."""
    if day and day < before.local_day(before.answer.at):
        raise Refused


def _no_contact(before: Before) -> Events:
    _check_day(before, before.answer.news_by)
    events = _and(before, f.NoContactRequested("new request", _at(before)))
    if before.answer.news_by is None:
        return events
    return (*events, f.TimelineGiven("new date", _at(before), before.answer.news_by))


def _reply(before: Before) -> Events:
    return _and(before, f.EmployerReply("new reply", _at(before)))


def _interview(before: Before) -> Events:
    answer = before.answer
    if not answer.is_choice_of_times:
        for each in answer.meetings:
            before = replace(before, events=_met(before, meet(_meeting(before, each))))
        return before.events
    if answer.before or answer.interview:
        before = replace(before, events=_met(before, call_off(_meeting(before, answer))))
    return _reply(before)


def _cancelled(before: Before) -> Events:
    answer = before.answer
    for each in answer.meetings:
        off = call_off(_meeting(before, each))
        if off is None and not answer.others:
            return _reply(before)
        before = replace(before, events=_met(before, off))
    return before.events


def _meeting(before: Before, answer: Answer) -> Meeting:
    return Meeting(answer, before.events, before.known, before.application)


def _met(before: Before, interview: f.Interview | None) -> Events:
    """Replace the interview among the events, or add it."""
    if interview is None:
        return before.events
    others = (each for each in before.events if each.name != interview.name)
    return (*others, interview)


def _sent(before: Before) -> Events:
    """A note that the seeker sent; one that withdraws ends the application, too."""
    answer, purpose = before.answer, before.answer.purpose
    if purpose not in (*TO_EMPLOYER, *TO_REFERRER, Message.Purpose.OTHER):
        raise Refused
    met = [who for each in _begun(before) for who in each.interviewers]
    person = answer.recipient
    to = before.known.contact_of(person, before.application, met) if person else None
    if purpose in TO_REFERRER and to is None:
        raise Refused
    about = _thanked_for(before, to)
    if about and answer.at < about.starts_at:
        raise Refused
    note = f.MessageSent(
        "new note", _at(before), f.Purpose(purpose), to, about.name if about else None
    )
    events = _and(before, note)
    is_closed = is_end(latest_run(before.in_order).outcome)
    if purpose == Message.Purpose.WITHDRAW_NOTE and not is_closed:
        return (*events, f.Outcome("new outcome", _at(before), f.Result.WITHDRAWN))
    return events


def _thanked_for(before: Before, to: str | None) -> f.Interview | None:
    answer = before.answer
    if answer.purpose != Message.Purpose.THANK_YOU:
        return None
    if answer.interview:
        chosen = f"i{answer.interview.pk}"
        return next((each for each in _interviews(before.events) if each.name == chosen), None)
    begun = list(_begun(before))
    with_them = [each for each in begun if to and to in each.interviewers]
    return next(iter(with_them or begun), None)


def _begun(before: Before) -> list[f.Interview]:
    """The interviews that had begun when the note was sent, the latest first."""
    begun = [
        each
        for each in _interviews(before.events)
        if each.cancelled_at is None and each.starts_at <= before.answer.at
    ]
    return sorted(begun, key=lambda each: (each.starts_at, int(each.name[1:])), reverse=True)


def _interviews(events: Iterable[f.Event]) -> list[f.Interview]:
    return [each for each in events if isinstance(each, f.Interview)]


def _and(before: Before, event: f.Event) -> Events:
    return (*before.events, event)


def _at(before: Before) -> datetime:
    return without_microseconds(before.answer.at)


WRITERS: Mapping[str, Callable[[Before], Events]] = {
    Kind.CONFIRMATION: _confirmation,
    Kind.REJECTION: _rejection,
    Kind.INTERVIEW_INVITATION: _interview,
    Kind.INTERVIEW_RESCHEDULED: _interview,
    Kind.INTERVIEW_CANCELLED: _cancelled,
    Kind.OFFER: _offer,
    Kind.REFERENCES_REQUESTED: _references,
    Kind.TIMELINE_GIVEN: _timeline,
    Kind.NO_CONTACT_REQUESTED: _no_contact,
    Kind.REPLY: _reply,
    Kind.SENT: _sent,
    Kind.IGNORE: lambda before: before.events,
}
