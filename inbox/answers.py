"""What accepting a suggestion will log: proposed from what was read, changed by the seeker at will.

Defaults where a mail or file leaves something open: a time without a zone is in the seeker's zone;
an interview without an end takes ``USUAL``; one without a time of day takes the working hours of
its day (``FROM`` to ``TO``), with ``is_time_known`` False. Several offered times, or a link to
choose one, are no interview: ``starts_at`` is None then, and a reply is logged whose text names the
day to answer by.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.zones import known as known_zones
from applications.models import Application, Interview
from inbox import answer_words
from inbox.answer_people import people_of, recipient_of, writer_of
from inbox.events_told import events_of, said_of
from inbox.interview_types import kind_and_type
from inbox.models import Suggestion
from inbox.proposals import fields_of, is_proposal
from jobtracker.reading.money import find_pays
from jobtracker.reading.names import one_line
from jobtracker.reading.people import Person
from jobtracker.reading.periods import period_in

USUAL = timedelta(minutes=60)
JUST_BEFORE = timedelta(seconds=1)
FROM, TO = time(9), time(17)
NOON = time(12)
NEAR = 30
"""So many letters after a figure may tell for how long it is paid."""
LONGEST_PLACE, LONGEST_NAME = 200, 200
Finding = Mapping[str, Any]
Moment = date | datetime
Kind = Suggestion.Kind
ENDS = (Kind.CONFIRMATION, Kind.REJECTION, Kind.SENT, Kind.IGNORE)
GOES_ON = tuple(kind for kind in Kind.values if kind not in ENDS)
"""Kinds that bring an archived application back: they ask for something, or promise it."""
MEETINGS = (Kind.INTERVIEW_INVITATION, Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_CANCELLED)


@dataclass(frozen=True, slots=True)
class Answer:
    """What will be logged; which fields count depends on ``kind``, one of ``Suggestion.Kind``.

    Without an ``application`` a new one at ``company`` is added, submitted at ``applied_at``, or
    only saved if that is None; where there is one with its title already, that is meant, unless
    ``is_new`` insists. ``before`` is the old time of an interview that was moved or cancelled, and
    ``interview`` the one that is meant, where the seeker chose it. ``offered`` are the times to
    choose from. ``text`` becomes the note of the event. ``others`` are further interviews that the
    same mail tells of: several talks on a day.
    """

    kind: str
    at: datetime
    application: Application | None = None
    company: str = ""
    title: str = ""
    is_new: bool = False
    applied_at: datetime | None = None
    text: str = ""
    news_by: date | None = None
    ask_on: date | None = None
    answer_by: date | None = None
    starts_on: date | None = None
    pay: Decimal | None = None
    pay_currency: str = ""
    pay_period: str = ""
    interview: Interview | None = None
    before: Moment | None = None
    offered: tuple[Moment, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_time_known: bool = True
    is_end_known: bool = True
    time_zone: str = ""
    place: str = ""
    link: str = ""
    interview_kind: str = Interview.Kind.INTERVIEW
    interview_type: str = ""
    people: tuple[Person, ...] = ()
    writer: Person | None = None
    uid: str = ""
    sequence: int = 0
    purpose: str = ""
    recipient: Person | None = None
    subject: str = ""
    others: tuple["Answer", ...] = ()

    @property
    def meetings(self) -> tuple["Answer", ...]:
        """This interview and the others of the same mail, each by itself."""
        is_off = self.kind == Kind.INTERVIEW_CANCELLED
        kind = self.kind if is_off else Kind.INTERVIEW_INVITATION.value
        return (self, *(replace(each, kind=kind, at=self.at) for each in self.others))

    @property
    def is_choice_of_times(self) -> bool:
        """Whether they ask for an interview whose time is still to be chosen."""
        return self.kind in MEETINGS[:2] and self.starts_at is None


def proposed(suggestion: Suggestion, zone: ZoneInfo) -> Answer:
    """Return what we think should be logged for a suggestion; ``zone`` is the seeker's."""
    finding = suggestion.finding
    known = suggestion.application
    answer = Answer(
        kind=suggestion.kind,
        at=suggestion.at,
        application=known,
        company=known.company.name if known else _name(finding.get("company")),
        title=known.title if known else _name(finding.get("title")),
        applied_at=_applied_at(suggestion, zone),
        answer_by=_day(_first(finding, "answer_by"), zone),
        writer=writer_of(finding, suggestion.owner),
        subject=one_line(finding.get("subject") or "")[:250],
    )
    if is_proposal(finding):
        return _told(answer, finding, zone)
    if answer.kind in MEETINGS:
        return _meeting(answer, finding, suggestion, zone)
    if answer.kind == Kind.SENT:
        to, purpose = recipient_of(finding, suggestion.owner), finding.get("purpose") or "other"
        return replace(answer, writer=None, recipient=to, purpose=purpose)
    return _with_dates(answer, finding, zone)


def _told(answer: Answer, finding: Finding, zone: ZoneInfo) -> Answer:
    """Add what a program of the seeker's proposes; an interview without an end takes ``USUAL``."""
    answer = replace(answer, **fields_of(finding))
    if answer.kind in MEETINGS:
        answer = replace(answer, time_zone=answer.time_zone or zone.key)
    if answer.starts_at and answer.ends_at is None:
        return replace(answer, ends_at=answer.starts_at + USUAL, is_end_known=False)
    return answer


def as_new(answer: Answer, suggestion: Suggestion) -> Answer:
    """Return the answer for a new application, which takes no title of another one."""
    finding = suggestion.finding
    company = _name(finding.get("company")) or answer.company
    title = _name(finding.get("title"))
    return replace(answer, application=None, is_new=True, company=company, title=title)


def _with_dates(answer: Answer, finding: Finding, zone: ZoneInfo) -> Answer:
    """Add the days and the pay that an answer of the employer names."""
    news_by, ask_on = (_day(_first(finding, what), zone) for what in ("news_by", "back_on"))
    if answer.kind == Kind.OFFER:
        starts_on = _day(_first(finding, "start"), zone)
        return replace(answer, starts_on=starts_on, **_pay(finding, answer.application))
    if answer.kind == Kind.TIMELINE_GIVEN:
        if news_by is None and ask_on is None:
            answer = replace(answer, kind=Kind.REPLY)
        return replace(answer, news_by=news_by, ask_on=None if news_by else ask_on)
    if answer.kind == Kind.NO_CONTACT_REQUESTED:
        return replace(answer, news_by=news_by)
    if answer.kind == Kind.CONFIRMATION and news_by:
        return replace(answer, text=answer_words.news_by(news_by, answer.at.year))
    if answer.kind in (Kind.REPLY, Kind.REFERENCES_REQUESTED) and answer.answer_by:
        by = _first(finding, "answer_by") or answer.answer_by
        return replace(answer, text=answer_words.answer_by(_local(by, zone), answer.at.year))
    return answer


def _meeting(answer: Answer, finding: Finding, suggestion: Suggestion, zone: ZoneInfo) -> Answer:
    """Add when, where and with whom an interview is, or was, and the others of the same mail."""
    first, *more = events_of(finding) or [{}]
    owner, before = suggestion.owner, _first(finding, "interview_before")
    others = tuple(_at(answer, each, said_of(each, finding), owner, zone) for each in more)
    answer = _at(answer, first, said_of(first, finding) if more else finding, owner, zone)
    answer = replace(answer, before=_local(before, zone) if before else None, others=others)
    if answer.starts_at:
        return answer
    if answer.kind == Kind.INTERVIEW_CANCELLED:
        return _timed(answer, before, _read(first.get("ends_at")), zone) if before else answer
    offered = tuple(_offered(finding, zone))
    if len(offered) == 1 and not finding.get("is_choice"):
        return _timed(answer, offered[0], None, zone)
    by, page = answer.answer_by, finding.get("booking_link") or ""
    text = answer_words.choose_a_time(offered, by, answer.at.year, page)
    return replace(answer, offered=offered, text=text)


def _at(answer: Answer, event: Finding, finding: Finding, owner: User, zone: ZoneInfo) -> Answer:
    """Add what an event tells, and its mail of it."""
    kind, type_ = kind_and_type(finding, event, people := people_of(finding, owner))
    answer = replace(
        answer,
        time_zone=_zone_name(event, zone),
        place=one_line(event.get("location") or "")[:LONGEST_PLACE],
        link=_link(event),
        interview_kind=kind,
        interview_type=type_,
        people=people,
        uid=event.get("uid") or "",
        sequence=event.get("sequence") or 0,
    )
    starts = _read(event.get("starts_at"))
    return _timed(answer, starts, _read(event.get("ends_at")), zone) if starts else answer


def _timed(answer: Answer, starts: Moment, ends: Moment | None, zone: ZoneInfo) -> Answer:
    """Give an interview its time; of whole days, a file names the day after the last one."""
    if not isinstance(starts, datetime):
        last = starts
        if ends is not None and not isinstance(ends, datetime):
            last = max(starts, ends - timedelta(days=1))
        begin = datetime.combine(starts, FROM, zone)
        end = datetime.combine(last, TO, zone)
        return replace(answer, starts_at=begin, ends_at=end, is_time_known=False)
    begin = _aware(starts, zone)
    end = _aware(ends, zone) if isinstance(ends, datetime) else begin
    is_known = end > begin
    ends_at = end if is_known else begin + USUAL
    return replace(answer, starts_at=begin, ends_at=ends_at, is_end_known=is_known)


def _offered(finding: Finding, zone: ZoneInfo) -> list[Moment]:
    days = [_read(each["at"]) for each in finding.get("dates") or () if each["what"] == "interview"]
    return [_local(each, zone) for each in dict.fromkeys(days) if each]


def _first(finding: Finding, what: str) -> Moment | None:
    found = (each["at"] for each in finding.get("dates") or () if each["what"] == what)
    return next(filter(None, map(_read, found)), None)


def _read(text: str | None) -> Moment | None:
    """Read a moment as the readers write it; None for what is none."""
    try:
        if text and "T" not in text:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _local(moment: Moment, zone: ZoneInfo) -> Moment:
    return _aware(moment, zone).astimezone(zone) if isinstance(moment, datetime) else moment


def _day(moment: Moment | None, zone: ZoneInfo) -> date | None:
    if moment is None:
        return None
    local = _local(moment, zone)
    return local.date() if isinstance(local, datetime) else local


def _applied_at(suggestion: Suggestion, zone: ZoneInfo) -> datetime:
    """When the application was sent: on the day that the mail names, else just before it came."""
    at = suggestion.at.astimezone(zone)
    day = _day(_first(suggestion.finding, "applied"), zone)
    is_earlier = day is not None and day < at.date()
    return datetime.combine(day, NOON, zone) if day and is_earlier else at - JUST_BEFORE


def _zone_name(event: Finding, zone: ZoneInfo) -> str:
    name = event.get("timezone") or ""
    return name if "/" in name and name in known_zones() else zone.key


def _link(event: Finding) -> str:
    """Return the link to the meeting; empty where it is none that can be kept."""
    link = event.get("link") or ""
    try:
        Interview._meta.get_field("link").run_validators(link)
    except ValidationError:
        return ""
    return link


def _name(text: str | None) -> str:
    return one_line(text or "")[:LONGEST_NAME]


def _pay(finding: Finding, application: Application | None) -> dict[str, Any]:
    """Return the pay that the sentences name which an offer rests on, by the year if not said."""
    usual = application.pay_period if application else Application.PayPeriod.YEAR
    for sentence in finding.get("evidence") or ():
        for amount in find_pays(sentence):
            low, currency = amount.pay.low or amount.pay.high, amount.pay.currency
            near = sentence[amount.start : amount.end + NEAR]
            if low and currency:
                period = amount.pay.period or period_in(near) or usual
                return {"pay": low, "pay_currency": currency, "pay_period": period}
    return {}
