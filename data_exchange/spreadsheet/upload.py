"""An uploaded spreadsheet: as text, which the page carries along, and as a table."""

import csv
from collections.abc import Mapping
from io import StringIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from data_exchange.errors import ImportProblem, ImportRejected
from data_exchange.spreadsheet.reading import table as reading
from data_exchange.spreadsheet.reading.csv_file import decode, read_csv
from data_exchange.spreadsheet.reading.read import read_table
from data_exchange.spreadsheet.reading.table import SheetError, Table
from data_exchange.spreadsheet.reading.xlsx_file import is_xlsx

MB = 2
LARGEST = MB * 1024 * 1024
"""The text travels with the form, which holds 5 MB at most once it is encoded."""
MOST_ROWS = 2_000
"""How many are imported within one request."""
SENTENCES: Mapping[reading.Reason, Promise] = {
    "empty": _("There is no table in this file: a row of column names, and rows below it."),
    "large": _("The file is larger than %(mb)s MB."),
    "rows": _("At most %(rows)s rows can be imported at once."),
    "columns": _("At most %(columns)s columns can be imported."),
    "broken": _("This workbook is damaged. Save it again, as XLSX or CSV."),
    "binary": _("This is neither CSV nor XLSX. Save the spreadsheet as one of them."),
}


def read_upload(content: bytes) -> tuple[str, Table]:
    """Return the text of a file and its table. Raises ``ImportRejected``."""
    if len(content) > LARGEST:
        raise _rejected("large")
    try:
        table = _checked(read_table(content))
        return _as_text(table) if is_xlsx(content) else decode(content), table
    except SheetError as error:
        raise _rejected(error.reason) from None


def read_text(text: str) -> Table:
    """Return the table in a text that the page carried along. Raises ``ImportRejected``."""
    try:
        return _checked(read_csv(text))
    except SheetError as error:
        raise _rejected(error.reason) from None


def _checked(table: Table) -> Table:
    if len(table.rows) > MOST_ROWS:
        raise SheetError("rows")
    return table


def _rejected(reason: reading.Reason) -> ImportRejected:
    limits = {"mb": MB, "rows": MOST_ROWS, "columns": reading.MOST_COLUMNS}
    return ImportRejected(ImportProblem("", str(SENTENCES[reason]) % limits))


def _as_text(table: Table) -> str:
    """The table as CSV, each row in the line of its number as far as empty lines allow it."""
    target = StringIO()
    writer = csv.writer(target)
    first = min(table.rows)
    for _line in range(min(first, reading.MOST_ROWS) - 2):
        writer.writerow([])
    writer.writerow(table.heads)
    number = first
    for wanted, cells in table.rows.items():
        for _line in range(wanted - number if wanted < reading.MOST_ROWS * 2 else 0):
            writer.writerow([])
        writer.writerow(cells)
        number = max(wanted, number) + 1
    return target.getvalue()
