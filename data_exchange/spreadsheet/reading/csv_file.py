"""A table saved as text: with any of the usual encodings and delimiters."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from data_exchange.spreadsheet.reading.table import (
    LARGEST,
    MOST_COLUMNS,
    MOST_ROWS,
    SheetError,
    Table,
    heads_known,
    table_in,
)
from jobtracker.reading.text import decode as text_of

DELIMITERS = ",;\t|"
SEP = re.compile(r"\A\ufeff?\"?sep=(?P<mark>.)\"?[^\r\n]{0,200}(?:\r\n|\n|\r)", re.I)
TRIED = 64 * 1024
"""How much of a text is parsed to find its delimiter."""


def decode(content: bytes) -> str:
    """Return the text of a file in one of the usual encodings. Raises ``SheetError``."""
    if len(content) > LARGEST:
        raise SheetError("large")
    text = text_of(content)
    if text is None:
        raise SheetError("binary")
    return text


def read_csv(text: str) -> Table:
    """Return the table in a text. Raises ``SheetError``."""
    if "\x00" in text:
        raise SheetError("binary")
    text = text.removeprefix("\ufeff")
    above = SEP.match(text)
    mark = above["mark"] if above else _delimiter(text)
    rows = dict(_rows(text[above.end() :] if above else text, mark, 2 if above else 1))
    return table_in(rows)


def _delimiter(text: str) -> str:
    """The mark by which most heads are known; otherwise the one that cuts most evenly."""
    sample = text[:TRIED]
    return max(DELIMITERS, key=lambda mark: _fit(sample, mark))


def _fit(sample: str, mark: str) -> tuple[int, int]:
    try:
        rows = dict(_rows(sample, mark, 1))
    except SheetError:
        return 0, 0
    widths = [len(cells) for cells in list(rows.values())[:30] if any(cells)]
    return heads_known(rows), min(widths, default=0) if len(widths) > 1 else max(widths, default=0)


def _rows(text: str, mark: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """The rows by the numbers that a spreadsheet shows; a stray quote does not end the file."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark)
    number = first - 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise SheetError("binary") from None
        number += 1
        if number > MOST_ROWS * 3:
            raise SheetError("rows")
        yield number, row[: MOST_COLUMNS + 1]
