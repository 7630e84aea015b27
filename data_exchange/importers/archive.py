"""Bringing an archive into an account, empty or not: all of it, or nothing of it.

Rows are known by their tokens: what is there already is left as it is, what is missing is added,
and bringing the same archive in twice adds nothing the second time.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.locking import lock
from accounts.models import User
from data_exchange.errors import ImportProblem, ImportRejected, not_an_export
from data_exchange.fields import Row, rows_in
from data_exchange.importers import applications, people, preferences
from data_exchange.importers.context import ImportContext
from data_exchange.importers.documents import Files, document
from data_exchange.importers.reminders import reminders
from data_exchange.schema import (
    APPLICATION,
    COMPANY,
    CONTACT,
    DOCUMENT,
    DRAFT,
    FORMAT,
    MESSAGE,
    POLICY,
    REFERENCE,
    SAVED_VIEW,
    TEMPLATE,
    VERSION,
    RowSchema,
)
from followups.planning.replan import defer_replan
from jobtracker.files import delete_on_error

MOST_ROWS = 200_000
READ = (
    *("companies", "contacts", "references", "applications", "messages", "documents"),
    *("saved_views", "reminders", "note_templates", "notes_begun"),
)
"""The lists that are brought in; what is told for the record alone is not looked at."""
Reader = Callable[[ImportContext, object], None]


def bring_in(owner: User, data: object, files: Files, *, now: datetime) -> Counter[str]:
    """Add what ``data`` has and ``owner`` has not; how many rows of each kind were added.

    Raises ``Refused``, with every flaw, where any of it does not fit; nothing is then written.
    """
    with delete_on_error() as files_written, transaction.atomic():
        arrival = ImportContext(owner, now, files=files_written)
        lock(owner.pk)
        row = _checked(data)
        with defer_replan(now=now):
            _people_and_story(arrival, row)
            _rest(arrival, row, files)
            arrival.flaws.refuse()
        reminders(arrival, row)
        arrival.flaws.refuse()
    return +arrival.added


def _checked(data: object) -> Row:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise not_an_export()
    if data.get("version") != VERSION:
        text = _("This archive is of a version that cannot be read here.")
        raise ImportRejected(ImportProblem("version", text))
    if sum(count(data.get(name)) for name in READ) > MOST_ROWS:
        limit = number_format(MOST_ROWS, force_grouping=True)
        text = _("The archive has more than %(limit)s rows.") % {"limit": limit}
        raise ImportRejected(ImportProblem("", text))
    return data


def count(value: object) -> int:
    """How many objects there are in a JSON value, itself included, at any depth."""
    if isinstance(value, dict):
        return 1 + sum(map(count, value.values()))
    return sum(map(count, value)) if isinstance(value, list) else 0


def _people_and_story(arrival: ImportContext, row: Row) -> None:
    _each(arrival, row, "companies", people.company, COMPANY)
    _each(arrival, row, "contacts", people.contact, CONTACT)
    _each(arrival, row, "references", people.reference, REFERENCE)
    for index, raw in enumerate(_rows(arrival, row, "applications")):
        where = f"applications[{index}]"
        with arrival.flaws.row(where, APPLICATION):
            applications.application(arrival, raw, where)
    _each(arrival, row, "messages", _loose_message, MESSAGE)


def _rest(arrival: ImportContext, row: Row, files: Files) -> None:
    _each(arrival, row, "documents", lambda each, raw: document(each, raw, files), DOCUMENT)
    _each(arrival, row, "saved_views", preferences.view, SAVED_VIEW)
    _each(arrival, row, "note_templates", preferences.template, TEMPLATE)
    _each(arrival, row, "notes_begun", preferences.note_begun, DRAFT)
    with arrival.flaws.row(""):
        preferences.goal(arrival, row)
    with arrival.flaws.row("policy", POLICY):
        preferences.policy(arrival, row.get("policy"))


def _each(arrival: ImportContext, row: Row, name: str, reader: Reader, schema: RowSchema) -> None:
    for index, raw in enumerate(_rows(arrival, row, name)):
        with arrival.flaws.row(f"{name}[{index}]", schema):
            reader(arrival, raw)


def _rows(arrival: ImportContext, row: Row, name: str) -> list[object]:
    with arrival.flaws.row(""):
        return rows_in(row, name)
    return []


def _loose_message(arrival: ImportContext, raw: object) -> None:
    applications.message(arrival, None, raw, arrival.now)
