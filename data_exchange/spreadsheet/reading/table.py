"""A table as found in a file: its heads, and its rows by their numbers in the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from data_exchange.spreadsheet.reading.heads import known_heads

Reason = Literal["empty", "large", "rows", "columns", "broken", "binary"]
MB = 5
LARGEST = MB * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 100
MOST_ABOVE = 25
"""How many rows may stand above the heads."""
Rows = Mapping[int, tuple[str, ...]]


class SheetError(ValueError):
    """A file from which no table can be read."""

    SENTENCES: Mapping[Reason, str] = {
        "empty": "there is no table: a row of column names, and rows below it",
        "large": f"the file is larger than {MB} MB",
        "rows": f"there are more than {MOST_ROWS} rows",
        "columns": f"there are more than {MOST_COLUMNS} columns",
        "broken": "the workbook is damaged",
        "binary": "the file is neither CSV nor XLSX",
    }

    def __init__(self, reason: Reason) -> None:
        super().__init__(self.SENTENCES[reason])
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, and the rows below them."""

    heads: tuple[str, ...]
    rows: Rows


def table_in(rows: Mapping[int, Sequence[str]]) -> Table:
    """Return the table in the rows of a file; a banner above the heads is left out.

    Raises ``SheetError`` if there is none, or too large a one.
    """
    clean = {number: _trimmed(cells) for number, cells in rows.items()}
    clean = {number: cells for number, cells in clean.items() if cells}
    at = _heads_at(list(clean.items())[:MOST_ABOVE])
    if at is None:
        raise SheetError("empty")
    below = {number: cells for number, cells in clean.items() if number > at}
    if not below:
        raise SheetError("empty")
    if len(below) > MOST_ROWS:
        raise SheetError("rows")
    width = max(len(clean[at]), *(len(cells) for cells in below.values()))
    if width > MOST_COLUMNS:
        raise SheetError("columns")
    return Table(clean[at] + ("",) * (width - len(clean[at])), below)


def heads_known(rows: Mapping[int, Sequence[str]]) -> int:
    """Return how many heads are known in the row that has most of them."""
    first = list(rows.values())[:MOST_ABOVE]
    return max((known_heads(cells) for cells in first), default=0)


def _heads_at(rows: list[tuple[int, tuple[str, ...]]]) -> int | None:
    """The row with most of the known heads, if it has two; otherwise the first."""
    best = max(rows, key=lambda row: known_heads(row[1]), default=None)
    if best is None:
        return None
    return best[0] if known_heads(best[1]) >= 2 else rows[0][0]


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    found = [cell.replace("\ufeff", "").strip(" \t\u00a0\r\n") for cell in cells]
    while found and not found[-1]:
        found.pop()
    return tuple(found)
