"""From the rows of a table to applications. Every row comes back, and what a cell holds that
cannot be read is kept beside it: a row is never lost for an optional cell.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from data_exchange.spreadsheet.reading import cells
from data_exchange.spreadsheet.reading.cells import DayRules, cell_text
from data_exchange.spreadsheet.reading.heads import DATES
from data_exchange.spreadsheet.reading.stages import read_stage
from data_exchange.spreadsheet.reading.table import Table
from jobtracker.reading.currencies import currency_of
from jobtracker.reading.money import Pay, parse_pay, whole_or_float
from jobtracker.reading.names import one_line

LIMITS = {"company": 200, "title": 200, "location": 150, "source": 100}
TEXTS = ("company", "title", "location", "source")
BEFORE = "saved"


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that could not be read, or not to its end."""

    target: str
    head: str
    text: str


@dataclass(slots=True)
class SheetRow:
    """An application as a row tells it; ``named_stage`` is what its stage's cell says."""

    number: int
    company: str | None = None
    title: str | None = None
    stage: str = BEFORE
    named_stage: str = ""
    applied_on: date | None = None
    stage_on: date | None = None
    closes_on: date | None = None
    archived: date | str | None = None
    link: str | None = None
    pay: Pay | None = None
    location: str | None = None
    workplace: str | None = None
    source: str | None = None
    notes: str | None = None
    interest: int | None = None
    contact: str | None = None
    referred_by: str | None = None
    tags: tuple[str, ...] = ()
    unread: list[Unread] = field(default_factory=list)
    others: list[Unread] = field(default_factory=list)
    """The cells of columns that are not used."""

    def to_json(self) -> dict[str, object]:
        """Return the keys that `manage.py read` prints."""
        pay = self.pay
        return {
            "row": self.number,
            "company": self.company,
            "title": self.title,
            "stage": self.stage,
            "applied_on": self.applied_on and self.applied_on.isoformat(),
            "closes_on": self.closes_on and self.closes_on.isoformat(),
            "link": self.link,
            "pay": pay
            and {
                "min": whole_or_float(pay.low),
                "max": whole_or_float(pay.high),
                "currency": pay.currency,
            },
            "period": pay and pay.period,
            "location": self.location,
            "remote": self.workplace,
            "source": self.source,
            "tags": list(self.tags),
            "notes": self.notes,
            "unread": [{"column": each.head, "text": each.text} for each in self.unread],
        }


def read_rows(
    table: Table, columns: Mapping[str, int], rules: DayRules, stages: Mapping[str, str] = {}
) -> Iterator[SheetRow]:
    """Yield each row; ``stages`` maps the names of stages, to nothing where they are none."""
    for number, row in table.rows.items():
        yield _Reader(table.heads, columns, rules, stages, number, row).row()


def stage_names(table: Table, columns: Mapping[str, int]) -> dict[str, int]:
    """Return the names in the column of stages with their number of rows, the most used first."""
    at = columns.get("stage")
    cells_ = (row[at] for row in table.rows.values() if at is not None and at < len(row))
    counted = Counter(one_line(cell_text(cell)) for cell in cells_)
    return {name: count for name, count in counted.most_common() if name}


def date_cells(table: Table, columns: Mapping[str, int]) -> list[str]:
    """Return the texts in the columns of days."""
    used = [columns[name] for name in DATES if name in columns]
    return [row[at] for row in table.rows.values() for at in used if at < len(row)]


class _Reader:
    """Reads one row, keeping what cannot be read."""

    def __init__(
        self,
        heads: tuple[str, ...],
        columns: Mapping[str, int],
        rules: DayRules,
        stages: Mapping[str, str],
        number: int,
        cells_: tuple[str, ...],
    ) -> None:
        self.heads, self.columns, self.rules, self.stages = heads, columns, rules, stages
        self.cells, self.found = cells_, SheetRow(number)

    def row(self) -> SheetRow:
        """Return the row as read."""
        row = self.found
        for name in TEXTS:
            setattr(row, name, self._line(name))
        row.notes = self._text("notes") or None
        row.contact = self._text("contact") or None
        row.referred_by = self._text("referred_by") or None
        row.tags = cells.read_tags(self._text("tags"))
        self._days()
        self._stage()
        row.pay = self._pay()
        for name, attribute, read in (
            ("posting_url", "link", cells.read_link),
            ("place", "workplace", cells.read_place),
            ("interest", "interest", cells.read_interest),
        ):
            text = self._text(name)
            setattr(row, attribute, read(text) if text else None)
            if text and getattr(row, attribute) is None:
                self._keep(name)
        if "place" not in self.columns:
            row.workplace = row.location and cells.read_place(row.location)
        row.others = list(self._others())
        return row

    def _text(self, name: str) -> str:
        at = self.columns.get(name)
        return cell_text(self.cells[at]) if at is not None and at < len(self.cells) else ""

    def _line(self, name: str) -> str | None:
        text = one_line(self._text(name))
        if len(text) > LIMITS[name]:
            self._keep(name)
            text = text[: LIMITS[name] - 1].rstrip() + "…"
        return text or None

    def _keep(self, name: str) -> None:
        head = self.heads[self.columns[name]] or f"#{self.columns[name] + 1}"
        self.found.unread.append(Unread(name, head, self._text(name)))

    def _days(self) -> None:
        row = self.found
        row.applied_on, row.stage_on = self._day("applied_on"), self._day("stage_on")
        row.closes_on = self._day("closes_on")
        archived = self._text("archived")
        if archived.casefold() not in {"", "no", "false", "nein", "non", "nee", "0"}:
            row.archived = cells.read_day(archived, self.rules)[0] or archived

    def _day(self, name: str) -> date | None:
        text = self._text(name)
        if not text:
            return None
        on, is_all = cells.read_day(text, self.rules)
        if on and name != "closes_on" and on > self.rules.present:
            on, is_all = None, False
        if not is_all or on is None:
            self._keep(name)
        return on

    def _stage(self) -> None:
        row = self.found
        row.named_stage = one_line(self._text("stage"))
        told = row.named_stage in self.stages
        named = self.stages[row.named_stage] if told else read_stage(row.named_stage)
        was_sent = bool(self._text("applied_on"))
        row.stage = named or ("applied" if was_sent else BEFORE)
        if row.named_stage and not named:
            self._keep("stage")

    def _pay(self) -> Pay | None:
        around = self._text("location")
        low, high = self._amount("pay_min", around), self._amount("pay_max", around)
        pay = low or high
        if low and high:
            pay = replace(low, high=_most(high) or low.high)
        elif high:
            pay = replace(high, low=None if high.high is None else high.low, high=_most(high))
        if pay is None:
            return None
        if pay.low and pay.high and pay.low > pay.high:
            self._keep("pay_max")
            pay = replace(pay, high=None)
        currency, period = self._text("pay_currency"), cells.read_period(self._text("pay_period"))
        pay = replace(pay, period=pay.period or period)
        return replace(
            pay, currency=pay.currency or (currency_of(currency, around) if currency else None)
        )

    def _amount(self, name: str, around: str) -> Pay | None:
        text = self._text(name)
        found = parse_pay(text, around) if text else None
        if text and found is None:
            self._keep(name)
        return found

    def _others(self) -> Iterator[Unread]:
        used = set(self.columns.values())
        for at, cell in enumerate(self.cells):
            text = cell_text(cell)
            if at not in used and text:
                yield Unread("", self.heads[at] or f"#{at + 1}", text)


def _most(pay: Pay) -> Decimal | None:
    return pay.high if pay.high is not None else pay.low
