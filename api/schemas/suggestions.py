"""What waits in the Inbox, the answers to it, and what a program proposes."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.conf import settings
from django.urls import reverse
from pydantic import Field

from api.http.paging import PageOut, Paging
from api.schemas.base import Id, In, Instant, Out
from api.schemas.kinds import Day
from applications.models import Application, Message
from followups.inbox_cards import NEW, InboxCard
from inbox.answers import Answer
from inbox.models import Suggestion
from jobtracker.reading.people import Person

PayPeriod = Application.PayPeriod
State = Suggestion.State
Kind = Literal[
    "confirmation",
    "rejection",
    "interview_invitation",
    "interview_rescheduled",
    "interview_cancelled",
    "offer",
    "references_requested",
    "timeline_given",
    "no_contact_requested",
    "reply",
    "sent",
]
Meeting = Literal[
    "phone_screen",
    "interview",
    "video",
    "on_site",
    "panel",
    "technical",
    "task",
    "assessment",
    "informal",
    "final",
]
Pay = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=2)]


class PersonIn(In):
    """Somebody by name."""

    name: str = Field(min_length=1, max_length=150)
    role: str = Field("", max_length=150)
    email: str = Field("", max_length=254)


class PersonOut(Out):
    """Somebody by name."""

    name: str
    role: str
    email: str


class AnswerFields(In):
    """What happened; which fields count depends on the kind."""

    application: Id | None = Field(None, description="One of yours; null for a new one.")
    company: str | None = Field(None, max_length=200, description="Of a new application.")
    title: str | None = Field(None, max_length=200, description="Of a new application.")
    at: Instant | None = Field(None, description="When they wrote, or you did.")
    text: str | None = Field(None, max_length=1_000, description="A note.")
    news_by: Day | None = Field(None, description="You'll hear by this day.")
    ask_on: Day | None = Field(None, description="They asked you to check back on this day.")
    answer_by: Day | None = Field(None, description="Until when an offer stays open.")
    starts_on: Day | None = Field(None, description="When an offered job would start.")
    pay: Pay | None = None
    pay_currency: str | None = Field(None, max_length=3)
    pay_period: PayPeriod | None = None
    interview_type: Meeting | None = None
    starts_at: Instant | None = Field(None, description="When the interview begins.")
    ends_at: Instant | None = None
    time_zone: str | None = Field(None, max_length=64, description="Where the time was agreed on.")
    place: str | None = Field(None, max_length=200)
    link: str | None = Field(None, max_length=1_000)
    people: list[PersonIn] | None = Field(None, max_length=20, description="Interviewers.")
    purpose: Message.Purpose | None = Field(None, description="Of a note you sent.")
    recipient: PersonIn | None = Field(None, description="To whom you sent a note.")


class Changes(AnswerFields):
    """Changes to what was read; what is left out stays as it was read."""

    kind: Kind | None = None
    interview: Id | None = Field(None, description="Which interview is meant, if it is known.")


class Proposal(AnswerFields):
    """Something that happened. It waits in the Inbox, and nothing changes without your yes.

    Without an application, `company` and `title` tell which one is meant, or start a new one.
    """

    kind: Kind


class SuggestionQuery(Paging):
    """Which suggestions."""

    state: list[State] = Field([State.WAITING], description="Only those in these states.")
    application: Id | None = None
    sort: Literal["at", "-at"] = "at"


class CandidateOut(Out):
    """An application that may be meant."""

    id: int
    name: str


class AnswerOut(Out):
    """What accepting it would log."""

    kind: str
    application: int | None
    company: str
    title: str
    at: Instant
    text: str
    news_by: date | None
    ask_on: date | None
    answer_by: date | None
    starts_on: date | None
    pay: Decimal | None
    pay_currency: str
    pay_period: str
    interview_type: str
    starts_at: Instant | None
    ends_at: Instant | None
    time_zone: str
    place: str
    link: str
    people: list[PersonOut]
    purpose: str
    recipient: PersonOut | None


class SuggestionOut(Out):
    """What we think happened, and the words that it rests on.

    Where `candidates` are given, accepting it needs an `application`. `proposed_by` is the key of
    the program that proposed it.
    """

    id: int
    url: str
    state: State
    at: Instant
    answered_at: Instant | None
    says: str
    quote: str
    sender: str
    proposed_by: str
    may_be_forged: bool
    application: int | None
    candidates: list[CandidateOut]
    answer: AnswerOut


class SuggestionDetail(SuggestionOut):
    """A suggestion, with what accepting it would change in the plan."""

    changes: list[str]


class Suggestions(PageOut[SuggestionOut]):
    """One page of suggestions; `next_cursor` is null on the last."""


class Laid(Out):
    """A suggestion that lies in the Inbox."""

    id: int
    url: str
    kind: str
    state: State
    at: Instant


class Received(Out):
    """What became of a mail or of the events of a calendar file."""

    suggestions: list[Laid]
    added: int = Field(description="How many were not here yet.")
    known: int = Field(description="How many were here already.")
    unread: int = Field(description="How many could not be read.")


def inbox_url() -> str:
    """Return the address of the Inbox."""
    return f"{settings.SITE_URL}{reverse('followups:inbox')}"


def laid(row: Suggestion) -> Laid:
    """Return a suggestion in short, for those who may only add to the Inbox."""
    return Laid(id=row.pk, url=inbox_url(), kind=row.kind, state=State(row.state), at=row.at)


def shown(card: InboxCard) -> SuggestionOut:
    """Return a suggestion as it is answered."""
    return SuggestionOut(**_values(card))


def shown_whole(card: InboxCard) -> SuggestionDetail:
    """Return a suggestion with what accepting it would change."""
    is_waiting = card.suggestion.state == State.WAITING
    return SuggestionDetail(**_values(card), changes=card.changes if is_waiting else [])


def _values(card: InboxCard) -> dict[str, Any]:
    row = card.suggestion
    is_waiting = row.state == State.WAITING
    return {
        "id": row.pk,
        "url": inbox_url(),
        "state": row.state,
        "at": row.at,
        "answered_at": row.answered_at,
        "says": card.sentence,
        "quote": "".join(text for text, _is_marked in card.quote),
        "sender": row.sender,
        "proposed_by": card.author,
        "may_be_forged": bool(row.finding.get("may_be_forged")),
        "application": card.answer.application.pk if card.answer.application else None,
        "candidates": list(_candidates(card)) if is_waiting else [],
        "answer": _answer(card.answer),
    }


def _candidates(card: InboxCard) -> Iterable[CandidateOut]:
    for each in card.choices:
        if each.value not in ("", NEW):
            yield CandidateOut(id=int(each.value), name=each.label)


def _answer(answer: Answer) -> AnswerOut:
    same = set(AnswerOut.model_fields) - {"application", "interview_type", "people", "recipient"}
    is_screen = answer.interview_kind == "phone_screen"
    return AnswerOut(
        **{name: getattr(answer, name) for name in same},
        application=answer.application.pk if answer.application else None,
        interview_type="phone_screen" if is_screen else answer.interview_type or "interview",
        people=[_person(each) for each in answer.people],
        recipient=_person(answer.recipient) if answer.recipient else None,
    )


def _person(person: Person) -> PersonOut:
    return PersonOut(name=person.name, role=person.role, email=person.email)
