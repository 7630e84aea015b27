"""Bringing in the applications of a spreadsheet: looked through first, then written."""

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
from data_exchange.spreadsheet.columns import NEEDED, TARGETS, Sheet
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
    """One application of the sheet, as it was understood; ``here`` where it is there already."""

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
class Understood:
    """What a sheet holds: the lines that fit, and what is wrong with the others."""

    lines: list[Line] = field(default_factory=list)
    flaws: list[ImportProblem] = field(default_factory=list)

    @property
    def new(self) -> list[Line]:
        """The lines that are not there yet."""
        return [line for line in self.lines if not line.here]

    @property
    def known(self) -> int:
        """How many lines are there already, and are left out."""
        return len(self.lines) - len(self.new)


def understand(
    owner: User, sheet: Sheet, columns: Mapping[str, int], order: str, *, now: datetime
) -> Understood:
    """Read every row; ``columns`` tells where each meaning stands, ``order`` how dates go."""
    found, known = Understood(), _Known(owner)
    today = now.astimezone(owner.zone).date()
    for number, row in sheet.rows.items():
        line = _Row(number, row, columns, found.flaws).line(order, today)
        if line is not None:
            found.lines.append(replace(line, here=known.has(line)))
            known.add(line.company, line.title, line.applied_on)
    return found


class _Known:
    """The applications that are there, by company, title and day, however they came."""

    def __init__(self, owner: User) -> None:
        self.days: dict[tuple[str, str], set[date | None]] = defaultdict(set)
        applied = Min("events__at", filter=Q(events__kind=Event.Kind.APPLIED))
        rows = owned_by(owner, Application).annotate(applied=applied).order_by()
        for company, title, at in rows.values_list("company__name", "title", "applied"):
            self.add(company, title, at and at.astimezone(owner.zone).date())

    def add(self, company: str, title: str, on: date | None) -> None:
        """Keep that there is such an application, sent on this day or not at all."""
        self.days[_plain(company), _plain(title)].add(on)

    def has(self, line: Line) -> bool:
        """Whether the line is there; one without a day is, whenever the other was sent."""
        days = self.days.get((_plain(line.company), _plain(line.title)), set())
        return line.applied_on in days or (bool(days) and line.applied_on is None)


class _Row:
    """Reads one row, noting what is wrong with it under its number and the column's meaning."""

    def __init__(
        self,
        number: int,
        row: tuple[str, ...],
        columns: Mapping[str, int],
        flaws: list[ImportProblem],
    ) -> None:
        self.number, self.row, self.columns, self.flaws = number, row, columns, flaws
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
        self.flaws.append(ImportProblem(where, message))


def _token(company: str, title: str, applied_on: date | None) -> UUID:
    """The same application in the same sheet has the same token, however often it is brought in."""
    return uuid5(NAMESPACE, "\n".join(map(_plain, (company, title, str(applied_on)))))


def _plain(text: str) -> str:
    """A name as it is compared: its case and its spaces do not count."""
    return " ".join(text.casefold().split())


@transaction.atomic
def bring_in(owner: User, lines: list[Line], *, now: datetime) -> Mapping[str, Any]:
    """Write the lines that are not there yet; what taking that back needs.

    One plan is made for all of them.
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
    if line.stage != application.stage:
        since = _noon(owner, line.stage_on, now) or applied or now
        at = min(now, since + timedelta(minutes=1))
        token = uuid5(line.token, "stage")
        services.move(application, line.stage, at=at, now=now, token=token)


def _noon(owner: User, on: date | None, now: datetime) -> datetime | None:
    """Noon of a local date, as nobody writes down the hour; never later than ``now``."""
    return min(now, datetime.combine(on, NOON, owner.zone)) if on else None
