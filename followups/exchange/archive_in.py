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

from accounts.models import User
from accounts.verbs import lock
from followups.exchange import own_in, people_in, story_in
from followups.exchange.arrival import Arrival
from followups.exchange.documents_in import Files, document
from followups.exchange.fields import Row, rows_in
from followups.exchange.flaws import Flaw, Refused, foreign
from followups.exchange.reminders_in import reminders
from followups.exchange.shape import FORMAT, VERSION
from jobtracker.signals import gathered
from jobtracker.stored import kept_on_success

MOST_ROWS = 200_000
READ = (
    *("companies", "contacts", "references", "applications", "messages", "documents"),
    *("saved_views", "reminders", "note_templates", "notes_begun"),
)
"""The lists that are brought in; what is told for the record alone is not looked at."""
Reader = Callable[[Arrival, object], None]


def bring_in(owner: User, data: object, files: Files, *, now: datetime) -> Counter[str]:
    """Add what ``data`` has and ``owner`` has not; how many rows of each kind were added.

    Raises ``Refused``, with every flaw, where any of it does not fit; nothing is then written.
    """
    with kept_on_success() as files_written, transaction.atomic():
        arrival = Arrival(owner, now, files=files_written)
        lock(owner.pk)
        row = _checked(data)
        with gathered(now=now):
            _people_and_story(arrival, row)
            _rest(arrival, row, files)
            arrival.flaws.refuse()
        reminders(arrival, row)
        arrival.flaws.refuse()
    return +arrival.added


def _checked(data: object) -> Row:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise foreign()
    if data.get("version") != VERSION:
        text = _("This archive is of a version that cannot be read here.")
        raise Refused(Flaw("version", text))
    if sum(count(data.get(name)) for name in READ) > MOST_ROWS:
        limit = number_format(MOST_ROWS, force_grouping=True)
        text = _("The archive has more than %(limit)s rows.") % {"limit": limit}
        raise Refused(Flaw("", text))
    return data


def count(value: object) -> int:
    """How many objects there are in a JSON value, itself included, at any depth."""
    if isinstance(value, dict):
        return 1 + sum(map(count, value.values()))
    return sum(map(count, value)) if isinstance(value, list) else 0


def _people_and_story(arrival: Arrival, row: Row) -> None:
    _each(arrival, row, "companies", people_in.company)
    _each(arrival, row, "contacts", people_in.contact)
    _each(arrival, row, "references", people_in.reference)
    for index, raw in enumerate(_rows(arrival, row, "applications")):
        where = f"applications[{index}]"
        with arrival.flaws.row(where):
            story_in.application(arrival, raw, where)
    _each(arrival, row, "messages", _loose_message)


def _rest(arrival: Arrival, row: Row, files: Files) -> None:
    _each(arrival, row, "documents", lambda each, raw: document(each, raw, files))
    _each(arrival, row, "saved_views", own_in.view)
    _each(arrival, row, "note_templates", own_in.template)
    _each(arrival, row, "notes_begun", own_in.note_begun)
    with arrival.flaws.row("weekly_goal"):
        own_in.goal(arrival, row.get("weekly_goal"))
    with arrival.flaws.row("policy"):
        own_in.policy(arrival, row.get("policy"))


def _each(arrival: Arrival, row: Row, name: str, reader: Reader) -> None:
    for index, raw in enumerate(_rows(arrival, row, name)):
        with arrival.flaws.row(f"{name}[{index}]"):
            reader(arrival, raw)


def _rows(arrival: Arrival, row: Row, name: str) -> list[object]:
    with arrival.flaws.row(""):
        return rows_in(row, name)
    return []


def _loose_message(arrival: Arrival, raw: object) -> None:
    story_in.message(arrival, None, raw, arrival.now)
