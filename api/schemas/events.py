"""Events as they are sent and answered: each type has its own fields."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from api.http.paging import Paging
from api.schemas.base import Id, In, Instant, Money
from api.schemas.kinds import Day, Flag
from applications.models import Application, Event

PayPeriod = Application.PayPeriod
Result = Event.Result
Type = Literal[
    "applied",
    "confirmation",
    "employer_reply",
    "timeline_given",
    "no_contact_requested",
    "references_requested",
    "reference_chosen",
    "reference_contacted",
    "reference_letter",
    "outcome",
    "note",
    "moved",
]
NewsBy = Annotated[Day | None, Field(description="“You will hear from us by …”")]
AskOn = Annotated[Day | None, Field(description="“Ask us again on …”")]
Text = Annotated[str | None, Field(description="A note. 100,000 characters at most.")]
StartsOn = Annotated[Day | None, Field(description="When you would start.")]
AnswerBy = Annotated[Day | None, Field(description="Until when the offer stays open.")]
HasList = Annotated[
    Flag, Field(description="They have your list already, and said that they will contact them.")
]


class EventFields(In):
    """What every event says."""

    at: Instant = Field(description="When it happened.")
    text: Text = None


class NewApplied(EventFields):
    """You sent the application. After it was closed, that begins a new run."""

    type: Literal["applied"]


class NewConfirmation(EventFields):
    """An automatic confirmation came, or the portal shows the application."""

    type: Literal["confirmation"]


class NewEmployerReply(EventFields):
    """A person at the employer wrote or called, without a date."""

    type: Literal["employer_reply"]


class NewTimelineGiven(EventFields):
    """They said when you will hear, or when to ask again: exactly one of the two dates."""

    type: Literal["timeline_given"]
    news_by: NewsBy = None
    ask_on: AskOn = None


class NewNoContactRequested(EventFields):
    """They will call, and asked not to be called. With a day, two events are recorded."""

    type: Literal["no_contact_requested"]
    news_by: NewsBy = None


class NewReferencesRequested(EventFields):
    """They asked for references."""

    type: Literal["references_requested"]
    has_list: HasList = False


class NewReferenceChosen(EventFields):
    """You picked this reference for this application."""

    type: Literal["reference_chosen"]
    reference: Id = Field(description="The id of a reference who did not decline.")


class NewReferenceContacted(EventFields):
    """They contacted this reference."""

    type: Literal["reference_contacted"]
    reference: Id = Field(description="The id of a reference.")


class NewReferenceLetter(EventFields):
    """This reference wrote a letter for the application, or filled in a form."""

    type: Literal["reference_letter"]
    reference: Id = Field(description="The id of a reference.")


class NewOutcome(EventFields):
    """An offer, with its terms, or how it ended; only an offer has terms."""

    type: Literal["outcome"]
    result: Result
    pay: Money | None = Field(None, description="What they offer.")
    pay_currency: str | None = Field(
        None, description="Three letters, like GBP; usually that of the application."
    )
    pay_period: PayPeriod | None = Field(
        None, description="What the pay is for; usually as in the application."
    )
    starts_on: StartsOn = None
    answer_by: AnswerBy = None


class NewNote(EventFields):
    """A note of yours, which no rule reads."""

    type: Literal["note"]
    text: str = Field(description="100,000 characters at most.")


NewEvent: TypeAlias = Annotated[
    NewApplied
    | NewConfirmation
    | NewEmployerReply
    | NewTimelineGiven
    | NewNoContactRequested
    | NewReferencesRequested
    | NewReferenceChosen
    | NewReferenceContacted
    | NewReferenceLetter
    | NewOutcome
    | NewNote,
    Field(discriminator="type"),
]


class EventChanges(In):
    """The fields to change, each only where an event of its type has it."""

    at: Instant | None = None
    text: Text = None
    news_by: NewsBy = None
    ask_on: AskOn = None
    has_list: HasList = False
    pay: Money | None = None
    pay_currency: str | None = None
    pay_period: PayPeriod | None = None
    starts_on: StartsOn = None
    answer_by: AnswerBy = None


class EventQuery(Paging):
    """Which events, and in which order."""

    type: list[Type] = Field([], description="Only these types.")
    sort: Literal["at", "-at"] = Field("at", description="With a minus, the last first.")
