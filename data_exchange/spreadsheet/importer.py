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
from data_exchange.errors import FieldError, ImportProblem
from data_exchange.spreadsheet import cells
from data_exchange.spreadsheet.columns import NEEDED, TARGETS
from data_exchange.spreadsheet.csv_file import Sheet
from followups.planning.replan import defer_replan
from references.models import Company

NAMESPACE = UUID("b3f0b1f4-5c0e-4c2e-9d0c-6a1a3a7f9d21")
NOON = time(12)
FIELDS = (
    "title",
    "interest",
    "location",
    "place",
    "pay_min",
    "pay_max",
    "pay_currency",
    "source",
    "posting_url",
    "notes",
)


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
    def known(self) -> int:
        """How many lines exist already, and are skipped."""
        return len(self.lines) - len(self.new)


def preview_rows(
    owner: User, sheet: Sheet, columns: Mapping[str, int], order: str, *, now: datetime
) -> Preview:
    """Parse every row; ``columns`` maps the targets, ``order`` is the order of dates."""
    preview, known = Preview(), _Known(owner)
    today = now.astimezone(owner.zone).date()
    for number, row in sheet.rows.items():
        line = _Row(number, row, columns, preview.problems).line(order, today)
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


class _Row:
    """Parses one row, recording problems with its number and the column's name."""

    def __init__(
        self,
        number: int,
        row: tuple[str, ...],
        columns: Mapping[str, int],
        problems: list[ImportProblem],
    ) -> None:
        self.number, self.row, self.columns, self.problems = number, row, columns, problems
        self.fits = True

    def line(self, order: str, today: date) -> Line | None:
        read: dict[str, Any] = {name: self._cell(name) for name in cells.CELLS}
        days = {name: self._day(name, order, today) for name in ("applied_on", "stage_on")}
        for name in NEEDED:
            if not read[name] and self.fits:
                self._wrong(name, _("This is missing."))
        stage = read["stage"] or (Stage.APPLIED if days["applied_on"] else Stage.SAVED)
        if stage == Stage.APPLIED and not days["applied_on"] and self.fits:
            self._wrong("applied_on", _("This stage needs the day on which you applied."))
        self._pay(read)
        if not self.fits:
            return None
        return Line(
            number=self.number,
            company=str(read["company"]),
            title=str(read["title"]),
            token=_token(str(read["company"]), str(read["title"]), days["applied_on"]),
            stage=Stage(str(stage)),
            fields={name: read[name] for name in FIELDS if read[name] is not None},
            tags=read["tags"] or (),
            applied_on=days["applied_on"],
            stage_on=days["stage_on"],
        )

    def _text(self, name: str) -> str:
        at = self.columns.get(name)
        return self.row[at] if at is not None and at < len(self.row) else ""

    def _cell(self, name: str) -> object:
        text = self._text(name)
        try:
            return cells.CELLS[name](text) if text else None
        except FieldError as error:
            self._wrong(name, error.message)
        return None

    def _day(self, name: str, order: str, today: date) -> date | None:
        text = self._text(name)
        try:
            found = cells.day(text, order) if text else None
        except FieldError as error:
            self._wrong(name, error.message)
            return None
        if found and found > today:
            self._wrong(name, _("“%(text)s” lies in the future.") % {"text": text[:40]})
        return found

    def _pay(self, read: Mapping[str, Any]) -> None:
        low, high = read["pay_min"], read["pay_max"]
        if low is not None and high is not None and low > high:
            self._wrong("pay_max", _("This is less than the pay it starts from."))

    def _wrong(self, name: str, message: str) -> None:
        self.fits = False
        where = _("Row %(number)s, %(column)s") % {"number": self.number, "column": TARGETS[name]}
        self.problems.append(ImportProblem(where, message))


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
