"""Read applications with their timelines."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from applications.models import Application, Debrief, DebriefTopic, Event, Interview, Message
from applications.services import Timeline
from data_exchange.errors import FieldError
from data_exchange.fields import (
    Row,
    moment_in,
    new_row,
    row_of,
    rows_in,
    text_in,
    texts,
    token_in,
    values,
)
from data_exchange.importers.context import ImportContext, named, named_or_none
from data_exchange.schema import (
    APPLICATION,
    DEBRIEF,
    EVENT,
    INTERVIEW,
    MESSAGE,
    TOPIC,
    RowSchema,
)
from references.models import Contact

Part = Callable[[ImportContext, Timeline, object], None]
TAG_LENGTH = 40
MOST_ENTRIES = 1_000
"""What one application may have: its plan is made at once, in less than half a second."""


def application(context: ImportContext, raw: object, where: str) -> None:
    """Read an application and its timeline."""
    row = row_of(
        raw, APPLICATION, "company", "referred_by", "tags", *(name for name, _, _ in _PARTS)
    )
    token = token_in(row)
    timeline = context.timelines.get(token)
    if timeline is None:
        timeline = context.timelines[token] = _timeline(context, row)
    for name, part, schema in _PARTS:
        for index, each in enumerate(rows_in(row, name)):
            with context.problems.row(f"{where}.{name}[{index}]", schema):
                part(context, timeline, each)
    if timeline.size > MOST_ENTRIES:
        limit = number_format(MOST_ENTRIES, force_grouping=True)
        text = _("One application may have up to %(limit)s entries, people and tags included.")
        raise FieldError("", text % {"limit": limit})


def _timeline(context: ImportContext, row: Row) -> Timeline:
    text_in(row, "title")
    created = moment_in(row, "created_at") or context.now
    fields = {
        "owner": context.owner,
        "token": token_in(row),
        "company": context.company(text_in(row, "company")),
        "referred_by": named_or_none(context.contact_rows, row, "referred_by"),
        "created_at": created,
        "updated_at": moment_in(row, "updated_at") or created,
        "archived_at": moment_in(row, "archived_at"),
    }
    found = new_row(Application, APPLICATION, {**fields, **values(APPLICATION, row)}, row)
    tags = [" ".join(tag[:TAG_LENGTH].split()) for tag in texts("tags", row.get("tags", []))]
    return Timeline(found, tags=[tag for tag in tags if tag])


def _event(context: ImportContext, timeline: Timeline, raw: object) -> None:
    row = row_of(raw, EVENT, "reference")
    token, found = token_in(row), values(EVENT, row)
    text_in(row, "kind"), text_in(row, "at")
    reference = named_or_none(context.reference_rows, row, "reference")
    fields = {"application": timeline.application, "token": token, "reference": reference}
    timeline.event_rows.setdefault(token, new_row(Event, EVENT, {**fields, **found}, row))


def _interview(context: ImportContext, timeline: Timeline, raw: object) -> None:
    row = row_of(raw, INTERVIEW, "interviewers", "debrief")
    token = token_in(row)
    if token not in timeline.interview_rows:
        fields = {
            "owner": context.owner,
            "application": timeline.application,
            "token": token,
            "cancelled_at": moment_in(row, "cancelled_at"),
        }
        people = list(_interviewers(context, row))
        found = new_row(Interview, INTERVIEW, {**fields, **values(INTERVIEW, row)}, row)
        timeline.interview_rows[token], timeline.interviewers[token] = found, people
    context.interviews[token] = timeline.interview_rows[token]
    if row.get("debrief") is not None and token not in timeline.debriefs:
        _debrief(context, timeline, row, token)


def _interviewers(context: ImportContext, row: Row) -> Iterator[Contact]:
    for index, token in enumerate(texts("interviewers", row.get("interviewers") or [])):
        name = f"interviewers[{index}]"
        yield named(context.contact_rows, {name: token}, name)


def _debrief(context: ImportContext, timeline: Timeline, row: Row, token: UUID) -> None:
    raw = row_of(row["debrief"], DEBRIEF, "topics")
    fields = {
        "interview": timeline.interview_rows[token],
        "at": moment_in(raw, "at") or context.now,
    }
    debrief = new_row(Debrief, DEBRIEF, {**fields, **values(DEBRIEF, raw)}, raw)
    topics: dict[UUID, DebriefTopic] = {}
    for each in (row_of(topic, TOPIC, "contact") for topic in rows_in(raw, "topics")):
        who = named(context.contact_rows, each, "contact")
        topics[who.token] = DebriefTopic(debrief=debrief, contact=who, **values(TOPIC, each))
    timeline.debriefs[token], timeline.topics[token] = debrief, list(topics.values())


def _message(context: ImportContext, timeline: Timeline, raw: object) -> None:
    found = message(context, timeline.application, raw)
    timeline.message_rows.setdefault(found.token, found)


def loose_message(context: ImportContext, raw: object) -> None:
    """Read a message to a reference that is about no application."""
    found = message(context, None, raw)
    context.message_rows.setdefault(found.token, found)


def message(context: ImportContext, of: Application | None, raw: object) -> Message:
    """Read a message."""
    row = row_of(raw, MESSAGE, "contact", "reference", "interview")
    token, found = token_in(row), values(MESSAGE, row)
    text_in(row, "purpose"), text_in(row, "at")
    about: dict[str, Any] = {
        "application": of,
        "contact": named_or_none(context.contact_rows, row, "contact"),
        "reference": named_or_none(context.reference_rows, row, "reference"),
        "interview": named_or_none(context.interviews, row, "interview"),
    }
    if about["interview"] and about["interview"].application is not of:
        raise ValueError("the interview belongs to another application")
    fields = {"owner": context.owner, "token": token, **about, **found}
    return new_row(Message, MESSAGE, fields, row)


_PARTS: tuple[tuple[str, Part, RowSchema], ...] = (
    ("interviews", _interview, INTERVIEW),
    ("events", _event, EVENT),
    ("messages", _message, MESSAGE),
)
