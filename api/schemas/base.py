"""What every schema of the API shares."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
)
from pydantic_core import PydanticCustomError

from jobtracker.validators import validate_moment

NUMBER = re.compile(r"\s*[-+]?[\d_.]+\s*")


def in_utc(moment: datetime) -> str:
    """Return an instant in UTC, to the second or finer, as RFC 3339 writes it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _as_text(value: Any) -> Any:
    """Refuse numbers, which would be counted from 1970."""
    if isinstance(value, datetime) or (isinstance(value, str) and not NUMBER.fullmatch(value)):
        return value
    raise PydanticCustomError("datetime_type", "This is no text of an instant.")


def _countable(moment: datetime) -> datetime:
    """Refuse years that the planner and the database cannot count with."""
    try:
        validate_moment(moment)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None
    return moment


Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_as_text),
    AfterValidator(_countable),
    PlainSerializer(in_utc, return_type=str, when_used="json"),
    Field(description="An instant with its offset (RFC 3339)."),
]
Money = Annotated[Decimal, Field(max_digits=15, decimal_places=2)]
"""An amount; it is told as text, so that nothing is lost: "37500.00"."""
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class In(Schema):
    """What is sent: fields that are not known are refused."""

    model_config = ConfigDict(extra="forbid")

    def sent(self) -> dict[str, Any]:
        """Return the fields that were sent."""
        return self.model_dump(exclude_unset=True)


class Out(Schema):
    """What is answered."""


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
