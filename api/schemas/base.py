"""What every schema of the API shares."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
)

from api.schemas.kinds import LARGEST_ID, instant_text, whole
from jobtracker.validators import validate_moment


def in_utc(moment: datetime) -> str:
    """Return an instant in UTC, to the second or finer, as RFC 3339 writes it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _countable(moment: datetime) -> datetime:
    """Refuse years that the planner and the database cannot count with."""
    try:
        validate_moment(moment)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None
    return moment


Instant = Annotated[
    AwareDatetime,
    BeforeValidator(instant_text),
    AfterValidator(_countable),
    PlainSerializer(in_utc, return_type=str, when_used="json"),
    Field(description="An instant with its offset (RFC 3339)."),
]
Money = Annotated[Decimal, Field(max_digits=15, decimal_places=2)]
"""An amount; it is told as text, so that nothing is lost: "37500.00"."""
Id = Annotated[int, Field(ge=1, le=LARGEST_ID), BeforeValidator(whole)]


class In(Schema):
    """What is sent: fields that are not known are refused."""

    model_config = ConfigDict(extra="forbid")

    def sent(self) -> dict[str, Any]:
        """Return the fields that were sent."""
        return self.model_dump(exclude_unset=True)


class Out(BaseModel):
    """What is answered. It is made from values at hand, which needs nothing of the framework."""

    model_config = ConfigDict(from_attributes=True)


class FieldError(Out):
    """A field, and what is wrong with it."""

    field: str
    message: str


class ProblemOut(Out):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError]
