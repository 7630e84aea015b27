"""Import the applications of a spreadsheet: a preview first, then the import."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Min, Q
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.locking import lock
from accounts.models import User
from applications import services
from applications.models import Application, Event, Stage
from data_exchange.errors import ImportProblem
from data_exchange.spreadsheet.columns import TARGETS
from data_exchange.spreadsheet.reading.cells import DayRules
from data_exchange.spreadsheet.reading.rows import SheetRow, read_rows
from data_exchange.spreadsheet.reading.table import Table
from followups.planning.replan import defer_replan
from jobtracker.reading.days import Order
from jobtracker.reading.money import Pay
from references.models import Company

NAMESPACE = UUID("b3f0b1f4-5c0e-4c2e-9d0c-6a1a3a7f9d21")
NOON = time(12)
LONGEST_NOTES = 20_000
LONGEST_TAG = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One application of the sheet, as parsed; ``here`` if it exists already."""

    number: int
    company: str
    title: str
    token: UUID
    applied_on: date | None
    stage: Stage
    stage_on: date | None
    fields: Mapping[str, Any]
    tags: tuple[str, ...]
    unread: int = 0
    """How many cells could not be read; they are kept in the notes."""
    here: bool = False


@dataclass(slots=True)
class Preview:
    """A parsed sheet: the valid lines, and the problems of the others."""

    lines: list[Line] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)

    @property
    def new(self) -> list[Line]:
        """The lines that do not exist yet."""
        return [line for line in self.lines if not line.here]

    @property
    def unread(self) -> int:
        """How many cells of the new lines go into the notes, since they could not be read."""
        return sum(line.unread for line in self.new)

    @property
    def known(self) -> int:
        """How many lines exist already, and are skipped."""
        return len(self.lines) - len(self.new)


def preview_rows(
    owner: User, sheet: Table, columns: Mapping[str, int], order: Order, *, now: datetime
) -> Preview:
    """Parse every row; ``columns`` maps the targets, ``order`` is the order of dates."""
    preview, known = Preview(), _Known(owner)
    rules = DayRules(order, owner.zone, now.astimezone(owner.zone).date())
    for row in read_rows(sheet, columns, rules):
        line = _line(row, preview.problems)
        if line is not None:
            preview.lines.append(replace(line, here=known.has(line)))
            known.add(line.company, line.title, line.applied_on)
    return preview


class _Known:
    """The existing applications by company, title and day, however they were added."""

    def __init__(self, owner: User) -> None:
        self.days: dict[tuple[str, str], set[date | None]] = defaultdict(set)
        applied = Min("events__at", filter=Q(events__kind=Event.Kind.APPLIED))
        rows = owned_by(owner, Application).annotate(applied=applied).order_by()
        for company, title, at in rows.values_list("company__name", "title", "applied"):
            self.add(company, title, at and at.astimezone(owner.zone).date())

    def add(self, company: str, title: str, on: date | None) -> None:
        """Add an application submitted on this day, or not at all (None)."""
        self.days[_plain(company), _plain(title)].add(on)

    def has(self, line: Line) -> bool:
        """Whether the line exists; without a day it matches any day of submission."""
        days = self.days.get((_plain(line.company), _plain(line.title)), set())
        return line.applied_on in days or (bool(days) and line.applied_on is None)


def _line(row: SheetRow, problems: list[ImportProblem]) -> Line | None:
    """Return the row as a line; what it lacks to be one is recorded."""
    lacks = {
        "company": None if row.company else _("This is missing."),
        "title": None if row.title else _("This is missing."),
    }
    if row.stage == Stage.APPLIED and not row.applied_on:
        lacks["applied_on"] = _("This stage needs the day on which you applied.")
    for name, message in lacks.items():
        if message:
            where = {"number": row.number, "column": TARGETS[name]}
            place = _("Row %(number)s, %(column)s") % where
            problems.append(ImportProblem(place, message))
    if any(lacks.values()):
        return None
    company, title = str(row.company), str(row.title)
    return Line(
        number=row.number,
        company=company,
        title=title,
        token=_token(company, title, row.applied_on),
        stage=Stage(row.stage),
        fields={name: value for name, value in _fields(row).items() if value is not None},
        tags=tuple(tag[:LONGEST_TAG] for tag in row.tags),
        applied_on=row.applied_on,
        stage_on=row.stage_on,
        unread=len(row.unread),
    )


def _fields(row: SheetRow) -> dict[str, Any]:
    """The fields of the application; what could not be read stands in the notes."""
    pay = row.pay or Pay()
    kept = [f"{each.head}: {each.text}" for each in row.unread]
    if pay.period == "week":
        pay, kept = Pay(), [*kept, _weekly(pay)]
    return {
        "title": row.title,
        "interest": row.interest,
        "location": row.location,
        "place": row.workplace,
        "pay_min": None if pay.low is None else round(pay.low),
        "pay_max": None if pay.high is None else round(pay.high),
        "pay_currency": pay.currency,
        "pay_period": pay.period,
        "source": row.source,
        "posting_url": row.link,
        "notes": "\n".join(filter(None, [row.notes, *kept]))[:LONGEST_NOTES] or None,
    }


def _weekly(pay: Pay) -> str:
    """Pay by the week, in words: applications have no such period."""
    figures = "–".join(f"{figure:,}" for figure in pay.figures)
    return _("Pay a week: %(pay)s") % {"pay": f"{figures} {pay.currency or ''}".strip()}


def _token(company: str, title: str, applied_on: date | None) -> UUID:
    """Derived from the content, so that importing the same sheet again adds nothing."""
    return uuid5(NAMESPACE, "\n".join(map(_plain, (company, title, str(applied_on)))))


def _plain(text: str) -> str:
    """Normalize a name for comparison: case and spaces do not matter."""
    return " ".join(text.casefold().split())


@transaction.atomic
def import_lines(owner: User, lines: list[Line], *, now: datetime) -> Mapping[str, Any]:
    """Import the lines, and return what undoing it needs.

    All of them are planned at once.
    """
    lock(owner.pk)
    before = _there(owner)
    with defer_replan(now=now):
        for line in lines:
            _write(owner, line, now)
    added = {name: sorted(keys - before[name]) for name, keys in _there(owner).items()}
    return {"act": "brought_in", **added}


def _there(owner: User) -> dict[str, set[int]]:
    rows = {"applications": owned_by(owner, Application), "companies": owned_by(owner, Company)}
    return {name: set(found.values_list("pk", flat=True)) for name, found in rows.items()}


def _write(owner: User, line: Line, now: datetime) -> None:
    applied = _noon(owner, line.applied_on, now)
    application = services.add_application(
        owner,
        token=line.token,
        company=line.company,
        fields=line.fields,
        applied_at=applied,
        now=now,
        tags=line.tags,
    )
    if line.stage not in (application.stage, Stage.SAVED):
        since = _noon(owner, line.stage_on, now) or applied or now
        at = min(now, since + timedelta(minutes=1))
        token = uuid5(line.token, "stage")
        services.move(application, line.stage, at=at, now=now, token=token)


def _noon(owner: User, on: date | None, now: datetime) -> datetime | None:
    """Noon of a local date, because the hour is unknown; never later than ``now``."""
    return min(now, datetime.combine(on, NOON, owner.zone)) if on else None
