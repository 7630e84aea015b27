"""Lists by cursor: a page begins after the last row of the one before, whatever was added since."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from api.http.body import UNFIT
from api.http.problems import Problem

M = TypeVar("M", bound=Model)
T = TypeVar("T")
MOST = 200
USUAL = 50
Limit = Annotated[int, Field(ge=1, le=MOST, description="How many items a page has.")]
Cursor = Annotated[str, Field(max_length=5000, description="`next_cursor` of the page before.")]


class PageOut(Schema, Generic[T]):
    """One page of a list; `next_cursor` is null on the last."""

    items: list[T]
    next_cursor: str | None


class Paging(Schema):
    """The parameters of every list."""

    cursor: Cursor = ""
    limit: Limit = USUAL


def page_of(
    rows: QuerySet[M],
    paging: Paging,
    show: Callable[[M], Any],
    *,
    sort: str = "id",
) -> dict[str, Any]:
    """Return a page of rows sorted by a field that is never null, then by their id.

    ``sort`` is the field's name, with ``-`` before it for the last first. Raises Problem 422.
    """
    field, down = sort.removeprefix("-"), sort.startswith("-")
    if paging.cursor:
        rows = rows.filter(_after(field, down, *_read(paging.cursor, sort)))
    orders = [F(field).desc() if down else F(field).asc()]
    if field != "id":
        orders.append(F("pk").desc() if down else F("pk").asc())
    found = list(rows.order_by(*orders)[: paging.limit + 1])
    shown, more = found[: paging.limit], found[paging.limit :]
    return {
        "items": [show(row) for row in shown],
        "next_cursor": _written(shown[-1], field, sort) if more else None,
    }


def _after(field: str, down: bool, value: Any, pk: int) -> Q:
    than = "lt" if down else "gt"
    if field == "id":
        return Q(**{f"pk__{than}": pk})
    return Q(**{f"{field}__{than}": value}) | Q(**{field: value, f"pk__{than}": pk})


def _written(row: Model, field: str, sort: str) -> str:
    value = row
    for step in field.split("__"):
        value = getattr(value, step)
    said = value.isoformat() if isinstance(value, date | datetime) else value
    return urlsafe_b64encode(json.dumps([sort, said, row.pk]).encode()).decode().rstrip("=")


def _read(cursor: str, sort: str) -> tuple[Any, int]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        by, value, pk = json.loads(urlsafe_b64decode(padded.encode("ascii")))
        if by == sort and isinstance(pk, int) and 0 < pk < 2**63:
            return _typed(value, sort), pk
    except (ValueError, TypeError, RecursionError, OverflowError):
        pass
    raise Problem(422, errors=[("cursor", _("This is no cursor of this list."))])


def _typed(value: Any, sort: str) -> Any:
    """Return the value of a cursor; one that was made up must not reach the database."""
    field = sort.removeprefix("-")
    if field.endswith("_at") or field == "at":
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment.astimezone(UTC)
    if field.endswith("_on"):
        return date.fromisoformat(value)
    if not isinstance(value, str | int) or (isinstance(value, int) and abs(value) >= 2**63):
        raise ValueError(value)
    if isinstance(value, str) and UNFIT.search(value):
        raise ValueError(value)
    return value
