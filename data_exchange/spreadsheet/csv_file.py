"""Read a spreadsheet that was saved as CSV."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from data_exchange.errors import ImportProblem, ImportRejected
from jobtracker.files import MEGABYTE

MB = 1
LARGEST = MB * MEGABYTE
MOST_ROWS = 1000
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """The column headings, and the rows by their numbers in the spreadsheet."""

    heads: tuple[str, ...]
    rows: Mapping[int, tuple[str, ...]]


def decode(content: bytes) -> str:
    """Decode a file in the usual encodings of spreadsheets. Raises ``ImportRejected``."""
    if len(content) > LARGEST:
        raise ImportRejected(
            ImportProblem("", _("The file is larger than %(limit)s MB.") % {"limit": MB})
        )
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ImportRejected(ImportProblem("", _("The file is no text: save the spreadsheet as CSV.")))


def read_sheet(text: str) -> Sheet:
    """Parse a CSV text. Raises ``ImportRejected`` if it has no table, or too large a one."""
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise ImportRejected(
            ImportProblem("", _("The file is no text: save the spreadsheet as CSV."))
        )
    try:
        lines = dict(_lines(text))
    except csv.Error:
        raise ImportRejected(
            ImportProblem("", _("The file is no text: save the spreadsheet as CSV."))
        ) from None
    heads = lines.pop(min(lines, default=0), ())
    if not heads or not lines:
        text = _("There is no table in this file: a row of column names, and rows below it.")
        raise ImportRejected(ImportProblem("", text))
    if len(lines) > MOST_ROWS or len(heads) > MOST_COLUMNS:
        limits = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
        text = _("At most %(rows)s rows and %(columns)s columns can be brought in at once.")
        raise ImportRejected(ImportProblem("", text % limits))
    for number, cells in lines.items():
        if len(cells) > len(heads):
            where = _("Row %(number)s") % {"number": number}
            raise ImportRejected(
                ImportProblem(where, _("It has more cells than there are columns."))
            )
    return Sheet(heads, lines)


def _lines(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The non-empty rows by number, without the empty cells at their ends."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    for number, row in enumerate(reader, 1):
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, tuple(cells)


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=first.count)
