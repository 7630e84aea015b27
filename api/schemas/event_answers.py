"""Events as they are answered: each type has its own fields."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from ninja import Schema
from pydantic import Field

from api.schemas.base import Instant, Out
from applications.models import Event, Stage

Result = Event.Result
Kind = Event.Kind


class EventOut(Out):
    """What every event has."""

    id: int
    application: int
    at: Instant
    text: str


class Applied(EventOut):
    """You sent the application."""

    type: Literal["applied"]


class Confirmation(EventOut):
    """An automatic confirmation came, or the portal shows the application."""

    type: Literal["confirmation"]


class EmployerReply(EventOut):
    """A person at the employer wrote or called."""

    type: Literal["employer_reply"]


class TimelineGiven(EventOut):
    """They said when you will hear, or when to ask again."""

    type: Literal["timeline_given"]
    news_by: date | None
    ask_on: date | None


class NoContactRequested(EventOut):
    """They will call, and asked not to be called."""

    type: Literal["no_contact_requested"]


class ReferencesRequested(EventOut):
    """They asked for references."""

    type: Literal["references_requested"]
    has_list: bool


class ReferenceChosen(EventOut):
    """You picked this reference."""

    type: Literal["reference_chosen"]
    reference: int


class ReferenceContacted(EventOut):
    """They contacted this reference."""

    type: Literal["reference_contacted"]
    reference: int


class ReferenceLetter(EventOut):
    """This reference wrote a letter, or filled in a form."""

    type: Literal["reference_letter"]
    reference: int


class Outcome(EventOut):
    """An offer, with its terms, or how it ended."""

    type: Literal["outcome"]
    result: Result
    pay: Decimal | None
    pay_currency: str
    pay_period: str
    starts_on: date | None
    answer_by: date | None


class Note(EventOut):
    """A note of yours."""

    type: Literal["note"]


class Moved(EventOut):
    """You moved the application to this stage by hand."""

    type: Literal["moved"]
    stage: Stage


AnyEvent: TypeAlias = Annotated[
    Applied
    | Confirmation
    | EmployerReply
    | TimelineGiven
    | NoContactRequested
    | ReferencesRequested
    | ReferenceChosen
    | ReferenceContacted
    | ReferenceLetter
    | Outcome
    | Note
    | Moved,
    Field(discriminator="type"),
]
SHOWN: dict[str, type[EventOut]] = {
    Kind.APPLIED: Applied,
    Kind.CONFIRMATION: Confirmation,
    Kind.EMPLOYER_REPLY: EmployerReply,
    Kind.TIMELINE_GIVEN: TimelineGiven,
    Kind.NO_CONTACT_REQUESTED: NoContactRequested,
    Kind.REFERENCES_REQUESTED: ReferencesRequested,
    Kind.REFERENCE_CHOSEN: ReferenceChosen,
    Kind.REFERENCE_CONTACTED: ReferenceContacted,
    Kind.REFERENCE_LETTER: ReferenceLetter,
    Kind.OUTCOME: Outcome,
    Kind.NOTE: Note,
    Kind.MOVED: Moved,
}
CALLED = {"type": "kind", "application": "application_id", "reference": "reference_id"}
"""The fields that the model calls otherwise."""


class Events(Schema):
    """One page of events; `next_cursor` is null on the last."""

    items: list[AnyEvent]
    next_cursor: str | None


def shown(row: Event) -> Any:
    """Return an event as it is answered."""
    kind = SHOWN[row.kind]
    return kind(**{name: getattr(row, CALLED.get(name, name)) for name in kind.model_fields})
