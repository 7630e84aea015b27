"""Import applications with their timelines. Existing rows stay unchanged."""

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


def application(context: ImportContext, raw: object, where: str) -> None:
    """Import an application and its timeline; an existing one gets the entries it lacks."""
    row = as_row(raw)
    token, changed = token_in(row), moment_in(row, "updated_at") or context.now
    known = owned_by(context.owner, Application).filter(token=token).first()
    found = known or _new(context, row, token)
    context.applications[token] = found
    for name, part, schema in _PARTS:
        for index, each in enumerate(rows_in(row, name)):
            with context.problems.row(f"{where}.{name}[{index}]", schema):
                part(context, found, each, changed)
    archived = moment_in(row, "archived_at")
    if archived and known is None:
        services.archive(context.owner, [found.pk], now=archived)


def _new(context: ImportContext, row: Row, token: UUID) -> Application:
    text_in(row, "title")
    company = value(COMPANY, "name", text_in(row, "company"), "company")
    context.added["applications"] += 1
    return services.add_application(
        context.owner,
        token=token,
        company=company,
        fields=values(APPLICATION, row),
        applied_at=None,
        now=moment_in(row, "created_at") or context.now,
        tags=[tag[:40] for tag in texts("tags", row.get("tags", []))],
    )


def _event(context: ImportContext, of: Application | None, raw: object, now: datetime) -> None:
    row = as_row(raw)
    token, fields = token_in(row), values(EVENT, row)
    if of is None or of.events.filter(token=token).exists():
        return
    text_in(row, "kind"), text_in(row, "at")
    reference = named_or_none(context.references, row, "reference")
    services.record_event(of, token=token, reference=reference, now=now, **fields)
    context.added["events"] += 1


def _interview(context: ImportContext, of: Application | None, raw: object, now: datetime) -> None:
    row = as_row(raw)
    token = token_in(row)
    known = of.interviews.filter(token=token).first() if of else None
    if known is None and of is not None:
        known = services.arrange_interview(
            of,
            token=token,
            fields=values(INTERVIEW, row),
            interviewers=list(_interviewers(context, row)),
            now=now,
        )
        cancelled = moment_in(row, "cancelled_at")
        if cancelled:
            services.cancel_interview(known, at=cancelled, now=now)
        context.added["interviews"] += 1
    if known is not None:
        context.interviews[token] = known
        _debrief(context, known, row)


def _interviewers(context: ImportContext, row: Row) -> Iterator[Contact]:
    for index, token in enumerate(texts("interviewers", row.get("interviewers") or [])):
        name = f"interviewers[{index}]"
        yield named(context.contacts, {name: token}, name)


def _debrief(context: ImportContext, of: Interview, row: Row) -> None:
    if row.get("debrief") is None or Debrief.objects.filter(interview=of).exists():
        return
    raw = as_row(row["debrief"])
    topics = {}
    for each in map(as_row, rows_in(raw, "topics")):
        who = named(context.contacts, each, "contact")
        topics[who] = values(TOPIC, each).get("text", "")
    services.debrief_interview(
        of,
        fields=values(DEBRIEF, raw),
        topics=topics,
        now=moment_in(raw, "at") or context.now,
    )
    context.added["debriefs"] += 1


def message(context: ImportContext, of: Application | None, raw: object, now: datetime) -> None:
    """Import a message; one to a reference may be about no application."""
    row = as_row(raw)
    token, fields = token_in(row), values(MESSAGE, row)
    if owned_by(context.owner, Message).filter(token=token).exists():
        return
    text_in(row, "purpose"), text_in(row, "at")
    services.record_message(
        context.owner,
        token=token,
        now=now,
        application=of,
        contact=named_or_none(context.contacts, row, "contact"),
        reference=named_or_none(context.references, row, "reference"),
        interview=named_or_none(context.interviews, row, "interview"),
        **fields,
    )
    context.added["messages"] += 1


_PARTS: tuple[tuple[str, Part, RowSchema], ...] = (
    ("interviews", _interview, INTERVIEW),
    ("events", _event, EVENT),
    ("messages", message, MESSAGE),
)
