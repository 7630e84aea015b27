"""Fields that take what JSON means by them alone: no number is a date, and no text is true."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Strict
from pydantic_core import PydanticCustomError

DAY = re.compile(r"\d{4}-\d\d-\d\d")
LARGEST_ID = 2**63 - 1
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d")


def instant_text(value: Any) -> Any:
    """Return what may be an instant; pydantic would take a number for one."""
    if isinstance(value, bool | int | float) or (
        isinstance(value, str) and not INSTANT.match(value)
    ):
        raise PydanticCustomError("datetime_parsing", "no instant")
    return value


def _day_text(value: Any) -> Any:
    if isinstance(value, bool | int | float) or (isinstance(value, str) and not DAY.match(value)):
        raise PydanticCustomError("date_parsing", "no date")
    return value


def whole(value: Any) -> Any:
    """Return what may be a whole number; pydantic would take true for 1."""
    if isinstance(value, bool | float):
        raise PydanticCustomError("int_type", "no whole number")
    return value


def name_or_id(value: Any) -> Any:
    """Return what may be a name, or the id of a row; a union would speak of one of them alone."""
    is_id = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LARGEST_ID
    if not (isinstance(value, str) or is_id):
        raise PydanticCustomError("name_or_id", "neither a name nor an id")
    return value


Day = Annotated[date, BeforeValidator(_day_text)]
Flag = Annotated[bool, Strict()]
Whole = Annotated[int, BeforeValidator(whole)]
