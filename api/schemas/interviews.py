"""Interviews and debriefs as they are sent and answered."""

from datetime import date
from typing import Literal

from django.conf import settings
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from api.http.paging import Paging
from api.schemas.base import Id, In, Instant, Out
from api.schemas.kinds import Day, Flag
from applications.interview_page import InterviewPage
from applications.models import Debrief, Interview
from applications.services.interviews import DEBRIEF_FIELDS

Kind = Literal["phone_screen", "interview"]
Type = Interview.Type
LONG = "100,000 characters at most."


class InterviewFields(In):
    """The fields of an interview."""

    at: Instant | None = Field(
        None,
        description="When it was arranged: the employer was in touch then. Usually now; never"
        " after its start.",
    )
    kind: Kind | None = Field(
        None, description="Usually `interview`. The rules know a phone screen from any other."
    )
    type: Type | None = Field(
        None, description="What an interview that is no phone screen is called; may be empty."
    )
    starts_at: Instant | None = None
    ends_at: Instant | None = Field(
        None,
        description="At most 24 hours after the start; left out, an hour. One that is moved lasts"
        " as long as before.",
    )
    timezone: str | None = Field(
        None,
        description="The IANA name of the place whose clock the time was agreed on, like"
        " Europe/London. Usually your own.",
    )
    location: str | None = Field(None, description="200 characters at most.")
    link: str | None = Field(None, description="The address of the video call.")
    interviewers: list[Id] | None = Field(None, description="The ids of contacts of yours.")
    preparation: str | None = Field(None, description=f"Your notes for it. {LONG}")


class NewInterview(InterviewFields):
    """A new interview."""

    starts_at: Instant


class InterviewChanges(InterviewFields):
    """The fields to change. What is left out stays as it is."""


class InterviewOut(Out):
    """An interview."""

    id: int
    url: str
    application: int
    at: Instant
    kind: Kind
    type: Type
    starts_at: Instant
    ends_at: Instant
    timezone: str
    location: str
    link: str
    interviewers: list[int]
    preparation: str
    cancelled_at: Instant | None
    has_debrief: bool


class InterviewQuery(Paging):
    """Which interviews, and in which order."""

    since: Instant | None = Field(None, alias="from", description="That start then or later.")
    until: Instant | None = Field(None, alias="to", description="That start before.")
    cancelled: bool | None = Field(None, description="Only those cancelled, or none of them.")
    sort: Literal["starts_at", "-starts_at"] = Field(
        "starts_at", description="With a minus, the last first."
    )


class Interviews(Schema):
    """One page of interviews; `next_cursor` is null on the last."""

    items: list[InterviewOut]
    next_cursor: str | None


class Cancellation(In):
    """When it was called off."""

    at: Instant | None = Field(None, description="Usually now; not before it was arranged.")


class Topic(In):
    """What was discussed with one of the interviewers."""

    contact: Id = Field(description="The id of an interviewer.")
    text: str = Field(description=LONG)


class NewDebrief(In):
    """The whole debrief: what is left out is empty."""

    positive_signs: list[Debrief.Sign] = Field([], description="Good signs you noticed.")
    pace: Debrief.Pace = Field(Debrief.Pace.UNKNOWN, description="Their pace; empty: not said.")
    medium_hint: Debrief.Culture = Field(
        Debrief.Culture.UNKNOWN, description="How they communicate; empty: hard to say."
    )
    learned: str = Field("", description=f"What you learned. {LONG}")
    next_steps: str = Field("", description=f"Next steps they named. {LONG}")
    follow_up_contact: str = Field(
        "", description="Whom to write to, by name. 150 characters at most."
    )
    notes: str = Field("", description=f"Anything else. {LONG}")
    news_by: Day | None = Field(None, description="The day by which you will hear.")
    ask_on: Day | None = Field(None, description="The day on which to ask again.")
    no_contact: Flag = Field(
        False, description="They will call, and are not to be asked; by `news_by`, if they said so."
    )
    topics: list[Topic] = Field([], description="What was discussed, by interviewer.")


class TopicOut(Out):
    """What was discussed with one of the interviewers."""

    contact: int
    text: str


class DebriefOut(Out):
    """A debrief, with what they said about when you will hear, from here or from the log."""

    interview: int
    at: Instant
    positive_signs: list[str]
    pace: Debrief.Pace
    medium_hint: Debrief.Culture
    learned: str
    next_steps: str
    follow_up_contact: str
    notes: str
    news_by: date | None
    ask_on: date | None
    no_contact: bool
    topics: list[TopicOut]


CALLED = {"application": "application_id", "at": "arranged_at", "timezone": "time_zone"} | {
    "location": "place"
}
"""The fields that the model calls otherwise."""
COMPUTED = ("id", "url", "interviewers", "has_debrief")


def shown(row: Interview) -> InterviewOut:
    """Return an interview as it is answered."""
    names = [name for name in InterviewOut.model_fields if name not in COMPUTED]
    page = reverse("applications:interview", args=[row.pk])
    return InterviewOut(
        id=row.pk,
        url=f"{settings.SITE_URL}{page}",
        interviewers=sorted(each.pk for each in row.interviewers.all()),
        has_debrief=hasattr(row, "debrief"),
        **{name: getattr(row, CALLED.get(name, name)) for name in names},
    )


def debrief_shown(page: InterviewPage, debrief: Debrief) -> DebriefOut:
    """Return the debrief of an interview as it is answered."""
    said = page.frame
    return DebriefOut(
        interview=page.interview.pk,
        news_by=said.news_by if said else None,
        ask_on=said.ask_on if said else None,
        no_contact=page.they_call,
        topics=[TopicOut(contact=pk, text=text) for pk, text in page.topics.items() if text],
        **{name: getattr(debrief, name) for name in (*DEBRIEF_FIELDS, "at")},
    )
