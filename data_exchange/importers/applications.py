"""Bringing in applications with their whole story. What is there already stays as it is."""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from accounts.access import owned_by
from applications import services
from applications.models import Application, Debrief, Interview, Message
from data_exchange.fields import (
    Row,
    as_row,
    moment_in,
    rows_in,
    text_in,
    texts,
    token_in,
    value,
    values,
)
from data_exchange.importers.context import ImportContext, named, named_or_none
from data_exchange.schema import (
    APPLICATION,
    COMPANY,
    DEBRIEF,
    EVENT,
    INTERVIEW,
    MESSAGE,
    TOPIC,
    RowSchema,
)
from references.models import Contact

Part = Callable[[ImportContext, Application | None, object, datetime], None]


def application(arrival: ImportContext, raw: object, where: str) -> None:
    """An application and everything that happened; one with the same token gets what it lacks."""
    row = as_row(raw)
    token, changed = token_in(row), moment_in(row, "updated_at") or arrival.now
    known = owned_by(arrival.owner, Application).filter(token=token).first()
    found = known or _new(arrival, row, token)
    arrival.applications[token] = found
    for name, part, schema in _PARTS:
        for index, each in enumerate(rows_in(row, name)):
            with arrival.flaws.row(f"{where}.{name}[{index}]", schema):
                part(arrival, found, each, changed)
    archived = moment_in(row, "archived_at")
    if archived and known is None:
        services.archive(arrival.owner, [found.pk], now=archived)


def _new(arrival: ImportContext, row: Row, token: UUID) -> Application:
    text_in(row, "title")
    company = value(COMPANY, "name", text_in(row, "company"), "company")
    arrival.added["applications"] += 1
    return services.add_application(
        arrival.owner,
        token=token,
        company=company,
        fields=values(APPLICATION, row),
        applied_at=None,
        now=moment_in(row, "created_at") or arrival.now,
        tags=[tag[:40] for tag in texts("tags", row.get("tags", []))],
    )


def _event(arrival: ImportContext, of: Application | None, raw: object, now: datetime) -> None:
    row = as_row(raw)
    token, fields = token_in(row), values(EVENT, row)
    if of is None or of.events.filter(token=token).exists():
        return
    text_in(row, "kind"), text_in(row, "at")
    reference = named_or_none(arrival.references, row, "reference")
    services.record_event(of, token=token, reference=reference, now=now, **fields)
    arrival.added["events"] += 1


def _interview(arrival: ImportContext, of: Application | None, raw: object, now: datetime) -> None:
    row = as_row(raw)
    token = token_in(row)
    known = of.interviews.filter(token=token).first() if of else None
    if known is None and of is not None:
        known = services.arrange_interview(
            of,
            token=token,
            fields=values(INTERVIEW, row),
            interviewers=list(_interviewers(arrival, row)),
            now=now,
        )
        cancelled = moment_in(row, "cancelled_at")
        if cancelled:
            services.cancel_interview(known, at=cancelled, now=now)
        arrival.added["interviews"] += 1
    if known is not None:
        arrival.interviews[token] = known
        _debrief(arrival, known, row)


def _interviewers(arrival: ImportContext, row: Row) -> Iterator[Contact]:
    for index, token in enumerate(texts("interviewers", row.get("interviewers") or [])):
        name = f"interviewers[{index}]"
        yield named(arrival.contacts, {name: token}, name)


def _debrief(arrival: ImportContext, of: Interview, row: Row) -> None:
    if row.get("debrief") is None or Debrief.objects.filter(interview=of).exists():
        return
    raw = as_row(row["debrief"])
    topics = {}
    for each in map(as_row, rows_in(raw, "topics")):
        who = named(arrival.contacts, each, "contact")
        topics[who] = values(TOPIC, each).get("text", "")
    services.debrief_interview(
        of,
        fields=values(DEBRIEF, raw),
        topics=topics,
        now=moment_in(raw, "at") or arrival.now,
    )
    arrival.added["debriefs"] += 1


def message(arrival: ImportContext, of: Application | None, raw: object, now: datetime) -> None:
    """A message; to a reference it may be about no application."""
    row = as_row(raw)
    token, fields = token_in(row), values(MESSAGE, row)
    if owned_by(arrival.owner, Message).filter(token=token).exists():
        return
    text_in(row, "purpose"), text_in(row, "at")
    services.record_message(
        arrival.owner,
        token=token,
        now=now,
        application=of,
        contact=named_or_none(arrival.contacts, row, "contact"),
        reference=named_or_none(arrival.references, row, "reference"),
        interview=named_or_none(arrival.interviews, row, "interview"),
        **fields,
    )
    arrival.added["messages"] += 1


_PARTS: tuple[tuple[str, Part, RowSchema], ...] = (
    ("interviews", _interview, INTERVIEW),
    ("events", _event, EVENT),
    ("messages", message, MESSAGE),
)
