"""Import an export into an account, empty or not.

Everything is read and checked first; nothing is written where anything is wrong. It is then
written in batches. Rows are matched by their tokens: existing rows stay unchanged, missing ones are
added, so importing the same file twice adds nothing the second time.
"""

from collections import Counter
from collections.abc import Callable, Collection
from datetime import datetime
from typing import NoReturn

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.models import User
from data_exchange.errors import ImportProblem, ImportRejected, not_an_export
from data_exchange.fields import Row, require_known, rows_in
from data_exchange.importers import applications, inbox, people, preferences
from data_exchange.importers.context import ImportContext
from data_exchange.importers.documents import DocumentReader, Files
from data_exchange.importers.reminders import reminder
from data_exchange.importers.write import ImportWriter, Report
from data_exchange.json_file import Rows
from data_exchange.schema import (
    APPLICATION,
    COMPANY,
    CONTACT,
    DOCUMENT,
    DRAFT,
    EVENT_LINK,
    FORMAT,
    GOAL,
    IGNORED_SENDER,
    MESSAGE,
    OWNER,
    POLICY,
    READABLE,
    RECEIVED,
    REFERENCE,
    REMINDER,
    SAVED_VIEW,
    TEMPLATE,
    RowSchema,
)

MOST_ROWS = 100_000
MOST_APPLICATIONS = 20_000
"""Twice the longest search. What is read is in memory until it is written."""
READ = (
    *("companies", "contacts", "references", "applications", "messages", "documents"),
    *("saved_views", "reminders", "note_templates", "notes_begun"),
    *("received_files", "event_links", "ignored_senders"),
)
"""The lists that are imported; records of access are not."""
NAMES = frozenset(
    {*READ, *GOAL.written, "format", "version", "exported_at", "owner", "policy", "about"}
)
Reader = Callable[[ImportContext, object], None]


def import_data(
    owner: User, data: object, files: Files, *, now: datetime, report: Report | None = None
) -> Counter[str]:
    """Add what ``data`` has and ``owner`` lacks; return how many rows of each kind were added.

    Raises ``ImportRejected`` with all problems if anything does not fit; then nothing is written.
    """
    return writer(owner, data, files, now=now, report=report).write()


def writer(
    owner: User, data: object, files: Files, *, now: datetime, report: Report | None = None
) -> ImportWriter:
    """Read and check everything, and return what writes it. Raises ``ImportRejected``."""
    context = ImportContext(owner, now)
    row = _checked(data)
    with context.problems.row(""):
        require_known(row, NAMES)
    _read_people_and_applications(context, row)
    _read_rest(context, row, files)
    context.problems.refuse()
    return ImportWriter(context, files, report or (lambda done, added: None))


def _checked(data: object) -> Row:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise not_an_export()
    if data.get("version") not in READABLE:
        text = _("This archive is of a version that cannot be read here.")
        raise ImportRejected(ImportProblem("version", text))
    found = data.get("applications")
    if isinstance(found, list | Rows) and len(found) > MOST_APPLICATIONS:
        _too_many(_("The archive has more than %(limit)s applications."), MOST_APPLICATIONS)
    if sum(count(data.get(name)) for name in READ) > MOST_ROWS:
        _too_many(_("The archive has more than %(limit)s rows."), MOST_ROWS)
    return data


def _too_many(text: str, limit: int) -> NoReturn:
    shown = number_format(limit, force_grouping=True)
    raise ImportRejected(ImportProblem("", text % {"limit": shown}))


def count(value: object) -> int:
    """The number of objects in a JSON value, at any depth, itself included."""
    if isinstance(value, dict):
        return 1 + sum(map(count, value.values()))
    return sum(map(count, value)) if isinstance(value, list | Rows) else 0


def _read_people_and_applications(context: ImportContext, row: Row) -> None:
    _each(context, row, "companies", people.company, COMPANY)
    _each(context, row, "contacts", people.contact, CONTACT)
    _each(context, row, "references", people.reference, REFERENCE)
    for index, raw in enumerate(_rows(context, row, "applications")):
        where = f"applications[{index}]"
        with context.problems.row(where, APPLICATION):
            applications.application(context, raw, where)
    _each(context, row, "messages", applications.loose_message, MESSAGE)
    people.mark_asked(context)


def _read_rest(context: ImportContext, row: Row, files: Files) -> None:
    documents = DocumentReader(context.owner, files)
    _each(context, row, "documents", documents.document, DOCUMENT)
    _each(context, row, "saved_views", preferences.view, SAVED_VIEW)
    _each(context, row, "note_templates", preferences.template, TEMPLATE)
    _each(context, row, "notes_begun", preferences.draft_note, DRAFT)
    _each(context, row, "reminders", reminder, REMINDER)
    _each(context, row, "received_files", inbox.received_file, RECEIVED)
    _each(context, row, "event_links", inbox.event_link, EVENT_LINK)
    _each(context, row, "ignored_senders", inbox.ignored_sender, IGNORED_SENDER)
    with context.problems.row("owner", OWNER):
        preferences.settings(context, row.get("owner"))
    with context.problems.row(""):
        preferences.goal(context, row)
    with context.problems.row("policy", POLICY):
        preferences.policy(context, row.get("policy"))


def _each(context: ImportContext, row: Row, name: str, reader: Reader, schema: RowSchema) -> None:
    for index, raw in enumerate(_rows(context, row, name)):
        with context.problems.row(f"{name}[{index}]", schema):
            reader(context, raw)


def _rows(context: ImportContext, row: Row, name: str) -> Collection[object]:
    with context.problems.row(""):
        return rows_in(row, name)
    return []
