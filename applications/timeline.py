"""The timeline of one application: everything that happened, in order, in one query."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    F,
    Field,
    Model,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat

from applications.models import (
    Application,
    Debrief,
    Document,
    Event,
    Interview,
    Message,
)
from applications.models.application import PAY_DIGITS, PAY_PLACES
from jobtracker.compiled_query import CompiledQuery


class Row(NamedTuple):
    """One row of the timeline query; its fields are the columns of the union, in order."""

    what: str
    pk: int
    at: datetime
    kind: str
    detail: str
    text: str
    subject: str
    person_id: int | None
    person: str | None
    reference_id: int | None
    consent: str | None
    interview_id: int | None
    news_by: date | None
    ask_on: date | None
    has_list: bool
    pay: Decimal | None
    pay_currency: str
    pay_period: str
    starts_on: date | None
    answer_by: date | None
    type: str
    ends_at: datetime | None
    cancelled_at: datetime | None
    talk_at: datetime | None
    zone: str


@dataclass(slots=True)
class Entry:
    """One thing that happened or is scheduled."""

    row: Row
    people: list[tuple[int, str]] = field(default_factory=list)


BESIDE = {"document", "tag", "person"}
"""What belongs to an application but is no entry of its timeline."""

COLUMNS: dict[str, tuple[Combinable, "Field[Any, Any]"]] = {
    "what": (Value(""), CharField()),
    "pk": (F("pk"), BigIntegerField()),
    "at": (F("at"), DateTimeField()),
    "kind": (Value(""), CharField()),
    "detail": (Value(""), TextField()),
    "text": (Value(""), TextField()),
    "subject": (Value(""), TextField()),
    "person_id": (Value(None), BigIntegerField()),
    "person": (Value(None), CharField()),
    "reference_id": (Value(None), BigIntegerField()),
    "consent": (Value(None), CharField()),
    "interview_id": (Value(None), BigIntegerField()),
    "news_by": (Value(None), DateField()),
    "ask_on": (Value(None), DateField()),
    "has_list": (Value(False), BooleanField()),
    "pay": (Value(None), DecimalField(max_digits=PAY_DIGITS, decimal_places=PAY_PLACES)),
    "pay_currency": (Value(""), CharField()),
    "pay_period": (Value(""), CharField()),
    "starts_on": (Value(None), DateField()),
    "answer_by": (Value(None), DateField()),
    "type": (Value(""), CharField()),
    "ends_at": (Value(None), DateTimeField()),
    "cancelled_at": (Value(None), DateTimeField()),
    "talk_at": (Value(None), DateTimeField()),
    "zone": (Value(""), CharField()),
}


def _branch(model: type[Model], what: str, **columns: Combinable) -> QuerySet[Any]:
    """One part of the union: its own columns, and typed defaults for the others."""
    given = {"what": Value(what), **columns}
    row = {
        f"row_{name}": Cast(given.get(name, default), kind)
        for name, (default, kind) in COLUMNS.items()
    }
    rows: QuerySet[Any] = model._default_manager.order_by().annotate(**row).values_list(*row)
    return rows


def _events() -> QuerySet[Any]:
    return _branch(
        Event,
        "event",
        kind=F("kind"),
        detail=Concat("result", "stage", output_field=TextField()),
        text=F("text"),
        person_id=F("reference__contact_id"),
        person=F("reference__contact__name"),
        reference_id=F("reference_id"),
        consent=F("reference__consent"),
        news_by=F("news_by"),
        ask_on=F("ask_on"),
        has_list=F("has_list"),
        pay=F("pay"),
        pay_currency=F("pay_currency"),
        pay_period=F("pay_period"),
        starts_on=F("starts_on"),
        answer_by=F("answer_by"),
    )


def _messages() -> QuerySet[Any]:
    return _branch(
        Message,
        "message",
        kind=F("purpose"),
        detail=F("channel"),
        text=F("body"),
        subject=F("subject"),
        person_id=Coalesce("contact_id", "reference__contact_id"),
        person=Coalesce("contact__name", "reference__contact__name"),
        reference_id=F("reference_id"),
        consent=F("reference__consent"),
        interview_id=F("interview_id"),
    )


def _interviews() -> QuerySet[Any]:
    """A row per interviewer, or one row if nobody is named."""
    return _branch(
        Interview,
        "interview",
        at=F("starts_at"),
        kind=F("kind"),
        type=F("type"),
        detail=F("place"),
        subject=F("link"),
        person_id=F("interviewers__pk"),
        person=F("interviewers__name"),
        interview_id=F("debrief__pk"),
        ends_at=F("ends_at"),
        cancelled_at=F("cancelled_at"),
        zone=F("time_zone"),
    )


def _debriefs() -> QuerySet[Any]:
    return _branch(
        Debrief,
        "debrief",
        kind=F("interview__kind"),
        type=F("interview__type"),
        detail=F("next_steps"),
        text=F("learned"),
        interview_id=F("interview_id"),
        talk_at=F("interview__starts_at"),
    )


def _documents() -> QuerySet[Any]:
    return _branch(
        Document,
        "document",
        at=F("uploaded_at"),
        kind=F("kind"),
        subject=F("name"),
    )


def _tags() -> QuerySet[Any]:
    return _branch(
        Application.tags.through,
        "tag",
        pk=F("tag_id"),
        at=F("application__created_at"),
        subject=F("tag__name"),
    )


def _people() -> QuerySet[Any]:
    """Everybody known at the company."""
    return _branch(
        Application,
        "person",
        at=F("created_at"),
        person_id=F("company__contacts__pk"),
        person=F("company__contacts__name"),
    )


@CompiledQuery
def _rows(application: int) -> QuerySet[Any]:
    """The union of everything that belongs to an application."""
    first, *others = (
        _events().filter(application=application),
        _messages().filter(application=application),
        _interviews().filter(application=application),
        _debriefs().filter(interview__application=application),
        _documents().filter(applications=application),
        _tags().filter(application=application),
        _people().filter(pk=application),
    )
    return first.union(*others, all=True)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that belongs to an application; ``entries`` have the latest first.

    ``people`` is everybody known at the company, by name, in the timeline or not.
    """

    entries: list[Entry]
    documents: list[Row]
    tags: list[str]
    people: list[tuple[int, str]]


def timeline_of(application: Application) -> Timeline:
    """Read the timeline of an application, in one query."""
    records = (Row(*row) for row in _rows(application.pk))
    rows = sorted(records, key=lambda row: (row.at, row.pk), reverse=True)
    return Timeline(
        list(_entries(row for row in rows if row.what not in BESIDE)),
        [row for row in rows if row.what == "document"],
        sorted((row.subject for row in rows if row.what == "tag"), key=str.casefold),
        _by_name(row for row in rows if row.what == "person"),
    )


def _by_name(rows: Iterable[Row]) -> list[tuple[int, str]]:
    people = ((row.person_id, row.person) for row in rows)
    known = [(pk, name) for pk, name in people if pk is not None and name]
    return sorted(known, key=lambda person: person[1].casefold())


def _entries(rows: Iterable[Row]) -> Iterator[Entry]:
    entries: dict[tuple[str, int], Entry] = {}
    for row in rows:
        entry = entries.setdefault((row.what, row.pk), Entry(row))
        if row.person_id is not None and row.person:
            entry.people.append((row.person_id, row.person))
    for entry in entries.values():
        entry.people.sort(key=lambda person: person[1].casefold())
    return iter(entries.values())
