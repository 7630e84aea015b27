"""What accepting an answer writes, by its kind, through the services of the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from applications import services
from applications.models import Application, Event, Interview, Message
from applications.models.message import TO_EMPLOYER, TO_REFERRER
from applications.runs import run_of
from inbox.answers import Answer
from inbox.models import Suggestion
from inbox.services.calendar_links import day_of
from inbox.services.meetings import Meeting, call_off, meet
from inbox.services.people import contact_of
from inbox.services.where import (
    add_application,
    application_for,
    brought_back,
    fitted,
    with_interview,
)
from references.models import Contact, Reference

Kind = Suggestion.Kind
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is being logged, on which application; ``token`` comes from the file's key."""

    application: Application
    answer: Answer
    token: UUID
    now: datetime

    @property
    def owner(self) -> User:
        """The seeker."""
        return self.application.owner


def log(owner: User, answer: Answer, *, token: UUID, now: datetime) -> Application:
    """Write what an answer says, and return the application that it was written to.

    Raises ValidationError, by the answer's field, where something is missing or does not fit.
    """
    answer = replace(answer, at=min(answer.at, now))
    application = application_for(owner, answer)
    answer = with_interview(answer, application)
    if application is None:
        application = add_application(owner, answer, token, now)
    application = brought_back(answer, application, now)
    entry = Entry(application, fitted(answer, application, now), token, now)
    WRITERS[answer.kind](entry)
    if answer.writer:
        contact_of(application, answer.writer, token)
    return application


def _record(entry: Entry, kind: str, **details: object) -> None:
    answer = entry.answer
    services.record_event(
        entry.application,
        kind,
        at=answer.at,
        token=uuid5(entry.token, "event"),
        now=entry.now,
        text=answer.text,
        **details,  # type: ignore[arg-type]
    )


def _confirmation(entry: Entry) -> None:
    """Automatic; that it came tells that the application was sent, or sent once more."""
    run, at = run_of(entry.application), entry.answer.at
    ended_at = run.outcome.at if run.outcome and run.is_closed else None
    if run.applied is None or (ended_at and at - ended_at > DAY):
        applied_at = min(entry.answer.applied_at or at, at)
        applied_at = max(applied_at, ended_at + SECOND) if ended_at else applied_at
        own = uuid5(entry.token, "applied")
        applied = Event.Kind.APPLIED
        services.record_event(entry.application, applied, at=applied_at, token=own, now=entry.now)
    _record(entry, Event.Kind.CONFIRMATION)


def _rejection(entry: Entry) -> None:
    _record(entry, Event.Kind.OUTCOME, result=Event.Result.REJECTED)


def _offer(entry: Entry) -> None:
    answer = entry.answer
    _check_day(entry, "answer_by", _("This day is before the one on which they offered it."))
    pay = {"pay_currency": answer.pay_currency, "pay_period": answer.pay_period}
    _record(
        entry,
        Event.Kind.OUTCOME,
        result=Event.Result.OFFER,
        answer_by=answer.answer_by,
        starts_on=answer.starts_on,
        pay=answer.pay,
        **(pay if answer.pay is not None else {}),
    )


def _references(entry: Entry) -> None:
    _record(entry, Event.Kind.REFERENCES_REQUESTED, has_list=False)


def _timeline(entry: Entry) -> None:
    answer = entry.answer
    if answer.news_by is None and answer.ask_on is None:
        problem = _("Enter the date they gave, here or as “ask again on”.")
        raise ValidationError({"news_by": problem})
    if answer.news_by and answer.ask_on:
        problem = _("Enter one of the two dates, and leave the other empty.")
        raise ValidationError({"ask_on": problem})
    for name in ("news_by", "ask_on"):
        _check_day(entry, name, _("This day is before the one on which they said it."))
    _record(entry, Event.Kind.TIMELINE_GIVEN, news_by=answer.news_by, ask_on=answer.ask_on)


def _no_contact(entry: Entry) -> None:
    answer = entry.answer
    _check_day(entry, "news_by", _("This day is before the one on which they said it."))
    services.record_no_contact(
        entry.application,
        at=answer.at,
        token=uuid5(entry.token, "event"),
        now=entry.now,
        news_by=answer.news_by,
        text=answer.text,
    )


def _reply(entry: Entry) -> None:
    _record(entry, Event.Kind.EMPLOYER_REPLY)


def _check_day(entry: Entry, name: str, problem: str) -> None:
    day = getattr(entry.answer, name)
    if day and day < day_of(entry.answer.at, entry.application):
        raise ValidationError({name: problem})


def _interview(entry: Entry) -> None:
    """An interview; a choice of times is a reply, and takes the old time off, if one was named."""
    if not entry.answer.is_choice_of_times:
        for each in _meetings(entry):
            meet(each)
        return
    if entry.answer.before or entry.answer.interview:
        call_off(_meetings(entry)[0])
    _reply(entry)


def _cancelled(entry: Entry) -> None:
    off = [call_off(each) for each in _meetings(entry)]
    if off == [None]:
        answer = entry.answer
        text = answer.text or _("They cancelled the interview.")
        _reply(replace(entry, answer=replace(answer, text=text)))


def _meetings(entry: Entry) -> list[Meeting]:
    return [_meeting(entry, each, place) for place, each in enumerate(entry.answer.meetings)]


def _meeting(entry: Entry, answer: Answer, place: int) -> Meeting:
    found = [contact_of(entry.application, each, entry.token) for each in answer.people]
    people = [each for each in found if each]
    token = uuid5(entry.token, f"interview {place}") if place else entry.token
    return Meeting(entry.application, answer, people, token, entry.now)


def _sent(entry: Entry) -> None:
    """A note that the seeker sent; a thank-you belongs to the latest interview before it."""
    answer, to = entry.answer, entry.answer.recipient
    contact = contact_of(entry.application, to, entry.token) if to else None
    reference = Reference.objects.filter(contact=contact).first() if contact else None
    if answer.purpose in (*TO_EMPLOYER, *TO_REFERRER, Message.Purpose.OTHER):
        reference = None
    elif reference is None:
        raise ValidationError({"recipient": _("This note goes to a reference. Choose which.")})
    services.record_message(
        entry.owner,
        answer.purpose,
        at=answer.at,
        token=entry.token,
        now=entry.now,
        application=entry.application,
        contact=None if reference else contact,
        reference=reference,
        interview=_thanked_for(entry, contact),
        subject=answer.subject,
        body=answer.text,
    )


def _thanked_for(entry: Entry, contact: Contact | None) -> Interview | None:
    answer = entry.answer
    if answer.purpose != Message.Purpose.THANK_YOU:
        return None
    if answer.interview:
        return answer.interview
    begun = entry.application.interviews.filter(cancelled_at=None, starts_at__lte=answer.at)
    latest = begun.order_by("-starts_at", "-pk")
    return (latest.filter(interviewers=contact).first() if contact else None) or latest.first()


WRITERS: Mapping[str, Callable[[Entry], None]] = {
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
}
