"""Interviews from mails and calendar files: arranged, moved and cancelled, in any order.

An event that is known by its UID is one interview, whichever way and in whatever order its versions
come. Without a UID the interview is known by its time, or by the old time that a mail names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from accounts.access import owned_by
from applications import services
from applications.models import Application, Interview
from inbox.answers import USUAL, Answer, Moment
from inbox.models import Suggestion
from inbox.services.calendar_links import day_of, is_older, link_of, remember
from references.models import Contact

Kind = Suggestion.Kind


@dataclass(frozen=True, slots=True)
class Meeting:
    """An answer about an interview of an application, with its people as contacts."""

    application: Application
    answer: Answer
    people: Sequence[Contact]
    token: UUID
    now: datetime

    @property
    def starts_at(self) -> datetime:
        """When it begins. Raises ValidationError if the answer does not tell."""
        if self.answer.starts_at is None:
            raise ValidationError({"starts_at": _("Enter the day and the time.")})
        return self.answer.starts_at


def meet(meeting: Meeting) -> Interview:
    """Arrange the interview of an answer, or move the one that it is about."""
    answer = meeting.answer
    link = None if answer.interview else link_of(meeting.application, answer)
    known = answer.interview or (link.interview if link else None) or _with_new_time(meeting)
    moved_from = _old_time(known, meeting)
    if known is None:
        known = _arrange(meeting)
    elif link and is_older(answer, link):
        _complete(known, meeting)
    else:
        _move(known, meeting)
    remember(known, answer, moved_from)
    return known


def call_off(meeting: Meeting) -> Interview | None:
    """Cancel the interview of an answer; None where there is none, and no time of one.

    One that is not known yet is added as cancelled, so that an invitation that is logged later does
    not bring it back.
    """
    answer = meeting.answer
    link = None if answer.interview else link_of(meeting.application, answer)
    known = answer.interview or (link.interview if link else None) or _with_old_time(meeting)
    if known is None and answer.starts_at is None:
        return None
    interview = known or _arrange(meeting)
    if not (link and is_older(answer, link)):
        at = max(answer.at, interview.arranged_at)
        services.cancel_interview(interview, at=at, now=meeting.now)
    remember(interview, answer, None)
    return interview


def _with_new_time(meeting: Meeting) -> Interview | None:
    """The interview that begins at the new time already, or the one that was moved to it."""
    at, answer = meeting.starts_at, meeting.answer
    moment = at if answer.is_time_known else day_of(at, meeting.application)
    if same := _at(moment, meeting).first():
        return same
    return _with_old_time(meeting) if answer.kind == Kind.INTERVIEW_RESCHEDULED else None


def _with_old_time(meeting: Meeting) -> Interview | None:
    """The interview at the old time, or the only one that is coming.

    Raises ValidationError if it could be one of several, or if none is at the old time.
    """
    answer = meeting.answer
    is_off = answer.kind == Kind.INTERVIEW_CANCELLED
    before = answer.before or (answer.starts_at if is_off else None)
    if before and (old := _at(before, meeting).first()):
        return old
    coming = list(_coming(meeting)[:2])
    if not coming or (len(coming) == 1 and before is None):
        return coming[0] if coming else None
    raise ValidationError({"interview": _("Choose which interview this is about.")})


def _coming(meeting: Meeting) -> QuerySet[Interview]:
    rows = _interviews(meeting).filter(cancelled_at=None, starts_at__gte=meeting.answer.at)
    return rows.order_by("starts_at", "pk")


def _at(moment: Moment, meeting: Meeting) -> QuerySet[Interview]:
    """The interviews at a moment or on a day of the seeker's, those that are cancelled last."""
    rows = _interviews(meeting)
    if isinstance(moment, datetime):
        rows = rows.filter(starts_at=moment)
    else:
        days = {row.pk: day_of(row.starts_at, meeting.application) for row in rows}
        rows = rows.filter(pk__in=[pk for pk, day in days.items() if day == moment])
    return rows.order_by(F("cancelled_at").asc(nulls_first=True), "starts_at", "pk")


def _interviews(meeting: Meeting) -> QuerySet[Interview]:
    return owned_by(meeting.application.owner, Interview).filter(application=meeting.application)


def _old_time(known: Interview | None, meeting: Meeting) -> Moment | None:
    """The time that an interview is moved away from, if it is."""
    if meeting.answer.kind != Kind.INTERVIEW_RESCHEDULED:
        return None
    if known and known.starts_at != meeting.starts_at:
        return known.starts_at
    return meeting.answer.before


def _arrange(meeting: Meeting) -> Interview:
    return services.arrange_interview(
        meeting.application,
        token=meeting.token,
        fields=_fields(meeting),
        interviewers=meeting.people,
        now=meeting.now,
    )


def _fields(meeting: Meeting) -> dict[str, Any]:
    answer = meeting.answer
    return {
        "kind": answer.interview_kind,
        "type": answer.interview_type,
        "arranged_at": min(answer.at, meeting.starts_at),
        "starts_at": meeting.starts_at,
        "ends_at": answer.ends_at or meeting.starts_at + USUAL,
        "time_zone": answer.time_zone,
        "place": answer.place,
        "link": answer.link,
    }


def _complete(interview: Interview, meeting: Meeting) -> None:
    """Add what an older version tells: that it was arranged before, where, and with whom."""
    answer = meeting.answer
    fields = {
        "arranged_at": min(interview.arranged_at, answer.at),
        "place": interview.place or answer.place,
        "link": interview.link or answer.link,
    }
    _change(interview, fields, meeting)


def _move(interview: Interview, meeting: Meeting) -> None:
    """Give an interview its new time and place; one that was cancelled before takes place again."""
    if interview.cancelled_at and meeting.answer.at < interview.cancelled_at:
        _complete(interview, meeting)
        return
    if interview.cancelled_at:
        services.reinstate_interview(interview, now=meeting.now)
    fields = _fields(meeting)
    if interview.type or interview.kind == Interview.Kind.PHONE_SCREEN:
        fields |= {"kind": interview.kind, "type": interview.type}
    fields["arranged_at"] = min(interview.arranged_at, fields["arranged_at"])
    fields |= {name: fields[name] or getattr(interview, name) for name in ("place", "link")}
    _change(interview, fields | _times(interview, meeting), meeting)


def _times(interview: Interview, meeting: Meeting) -> dict[str, datetime]:
    """The new times; what the answer leaves open stays, the length or the time of day."""
    answer, starts_at = meeting.answer, meeting.starts_at
    days = [day_of(each, meeting.application) for each in (interview.starts_at, starts_at)]
    if not answer.is_time_known and days[0] == days[1]:
        return {"starts_at": interview.starts_at, "ends_at": interview.ends_at}
    ends_at = answer.ends_at or starts_at + USUAL
    if not answer.is_end_known and ends_at - starts_at == USUAL:
        ends_at = starts_at + (interview.ends_at - interview.starts_at)
    return {"starts_at": starts_at, "ends_at": ends_at}


def _change(interview: Interview, fields: Mapping[str, Any], meeting: Meeting) -> None:
    known = list(interview.interviewers.all())
    new = [each for each in meeting.people if each not in known]
    services.change_interview(
        interview, fields=fields, interviewers=[*known, *new], now=meeting.now
    )
