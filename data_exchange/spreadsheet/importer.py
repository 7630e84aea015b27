"""Import the applications of a spreadsheet: a preview first, then the import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid5

from django.utils.translation import gettext as _

from accounts.models import User
from data_exchange.errors import ImportProblem
from data_exchange.spreadsheet.choices import SheetChoices
from data_exchange.spreadsheet.duplicates import Openings
from data_exchange.spreadsheet.lines import Line, line_of
from data_exchange.spreadsheet.reading.cells import DayRules
from data_exchange.spreadsheet.reading.rows import read_rows
from data_exchange.spreadsheet.reading.table import Table
from data_exchange.spreadsheet.writer import BATCH, Report, write_batch


@dataclass(slots=True)
class Preview:
    """A parsed sheet: its lines, and the rows that are no applications."""

    lines: list[Line] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)

    @property
    def new(self) -> list[Line]:
        """The lines that would come in."""
        return [line for line in self.lines if line.is_new]

    @property
    def twins(self) -> list[Line]:
        """The lines that are there already."""
        return [line for line in self.lines if line.twin]

    @property
    def remarked(self) -> list[Line]:
        """The new lines of which something goes into the notes."""
        return [line for line in self.new if line.kept]

    @property
    def undated(self) -> int:
        """How many new lines were sent on a day that the sheet does not tell."""
        return sum(line.is_undated for line in self.new)

    @property
    def kept(self) -> int:
        """How many remarks go into the notes of the new lines."""
        return sum(len(line.kept) for line in self.new)


def preview_rows(owner: User, sheet: Table, choices: SheetChoices, *, now: datetime) -> Preview:
    """Read every row of a sheet as ``choices`` tell."""
    preview, openings = Preview(), Openings(owner)
    present = now.astimezone(owner.zone).date()
    rules = DayRules(choices.order, owner.zone, present)
    for row in read_rows(sheet, choices.columns, rules, choices.stages):
        line = line_of(row, choices, present)
        if line is None:
            where = _("Row %(number)s") % {"number": row.number}
            message = _("It names neither a company nor a job.")
            preview.problems.append(ImportProblem(where, message))
            continue
        line = replace(line, twin=openings.twin_of(line))
        preview.lines.append(_insisted(line, choices))
    return preview


def _insisted(line: Line, choices: SheetChoices) -> Line:
    if line.twin is None or line.number not in choices.insisted:
        return line
    return replace(line, insisted=True, token=uuid5(choices.token, str(line.number)))


def batches_of(lines: Sequence[Line]) -> int:
    """Return in how many batches the lines are written."""
    return -(-len(lines) // BATCH)


def import_lines(
    owner: User, lines: Sequence[Line], *, now: datetime, report: Report | None = None
) -> Mapping[str, Any]:
    """Import the lines in batches, and return what undoing it needs.

    ``report`` is called in the transaction of each batch with the number of batches written, and
    the keys of what the batch added.
    """
    added: dict[str, Any] = {
        "act": "brought_in",
        "applications": [],
        "companies": [],
        "contacts": [],
    }
    for done, start in enumerate(range(0, len(lines), BATCH), 1):
        batch = lines[start : start + BATCH]
        new = write_batch(owner, batch, now=now, report=report and _numbered(report, done))
        for name, keys in new.items():
            added[name] = [*added[name], *keys]
    return added


def _numbered(report: Report, done: int) -> Any:
    return lambda new: report(done, new)
