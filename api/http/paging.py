"""Lists by cursor: a page begins after the last row of the one before, whatever was added since."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import BaseModel, Field

from api.http.problems import Problem

M = TypeVar("M", bound=Model)
T = TypeVar("T")
MOST = 200
USUAL = 50
SALT = "api.cursor"
"""Cursors are signed: one that was made up must not reach the database."""
JSON = "application/json; charset=utf-8"
KINDS: Mapping[str, type[date]] = {"datetime": datetime, "date": date}
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
    show: Callable[[M], BaseModel],
    *,
    sort: str = "id",
) -> HttpResponse:
    """Answer with a page of rows sorted by a field that is never null, then by their id.

    ``sort`` is the field's name, with ``-`` before it for the last first. Raises Problem 422.
    """
    return page_of_all(rows, paging, lambda found: map(show, found), sort=sort)


def page_of_all(
    rows: QuerySet[M],
    paging: Paging,
    show_all: Callable[[list[M]], Iterable[BaseModel]],
    *,
    sort: str,
) -> HttpResponse:
    """Answer with a page of rows that are shown together.

    Each item is written as it is where it is read alone, to the microsecond. The items are checked
    as they are made; the framework would check and copy them once more.
    """
    field, down = sort.removeprefix("-"), sort.startswith("-")
    if paging.cursor:
        rows = rows.filter(_after(field, down, *_read(paging.cursor, rows.model, sort)))
    orders = [F(field).desc() if down else F(field).asc()]
    if field != "id":
        orders.append(F("pk").desc() if down else F("pk").asc())
    found = list(rows.order_by(*orders)[: paging.limit + 1])
    shown, more = found[: paging.limit], found[paging.limit :]
    items = ",".join(item.model_dump_json() for item in show_all(shown))
    cursor = json.dumps(_written(shown[-1], field, sort) if more else None)
    return HttpResponse(f'{{"items":[{items}],"next_cursor":{cursor}}}', content_type=JSON)


def _after(field: str, down: bool, value: Any, pk: int) -> Q:
    than = "lt" if down else "gt"
    if field == "id":
        return Q(**{f"pk__{than}": pk})
    return Q(**{f"{field}__{than}": value}) | Q(**{field: value, f"pk__{than}": pk})


def _written(row: Model, field: str, sort: str) -> str:
    value: Any = row
    for step in field.split("__"):
        value = getattr(value, step)
    kind = next((name for name, known in KINDS.items() if type(value) is known), "")
    said = value.isoformat() if kind else value
    return signing.dumps([row._meta.label, sort, kind, said, row.pk], salt=SALT)


def _read(cursor: str, model: type[Model], sort: str) -> tuple[Any, int]:
    """Return where a page begins. Raises Problem 422 unless this list gave out the cursor."""
    try:
        label, by, kind, value, pk = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError, UnicodeError):
        label, by, kind, value, pk = "", "", "", None, 0
    if (label, by) != (model._meta.label, sort):
        raise Problem(
            422, errors=[("cursor", _("This cursor belongs to another list. Begin without one."))]
        )
    return KINDS[kind].fromisoformat(value) if kind else value, pk
