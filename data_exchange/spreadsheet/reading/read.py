"""Read a spreadsheet of applications: CSV or XLSX bytes in, its rows out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from data_exchange.spreadsheet.reading.cells import DayRules, guess_order
from data_exchange.spreadsheet.reading.csv_file import decode, read_csv
from data_exchange.spreadsheet.reading.heads import guess
from data_exchange.spreadsheet.reading.rows import SheetRow, date_cells, read_rows
from data_exchange.spreadsheet.reading.table import SheetError, Table
from data_exchange.spreadsheet.reading.xlsx_file import is_xlsx, read_xlsx

ZIPPED = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff")
"""How files begin that are no text."""


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A table, what its columns were taken for, and its rows."""

    table: Table
    columns: Mapping[str, int]
    rules: DayRules
    rows: tuple[SheetRow, ...]

    @property
    def unknown_stages(self) -> tuple[str, ...]:
        """The names of stages that could not be read, each once."""
        unread = (each for row in self.rows for each in row.unread if each.target == "stage")
        return tuple(dict.fromkeys(each.text for each in unread))


def read_table(content: bytes) -> Table:
    """Return the table in a file. Raises ``SheetError``."""
    if is_xlsx(content):
        return read_xlsx(content)
    if content.startswith(ZIPPED):
        raise SheetError("binary")
    return read_csv(decode(content))


def read_sheet(content: bytes, *, today: date, zone: tzinfo) -> SheetReading:
    """Return the rows of a file, its columns and its order of dates guessed.

    Raises ``SheetError``. ``zone`` is the seeker's: a moment falls on a day there.
    """
    table = read_table(content)
    columns = guess(table.heads)
    rules = DayRules("dmy", zone, today)
    rules = DayRules(guess_order(date_cells(table, columns), rules), zone, today)
    return SheetReading(table, columns, rules, tuple(read_rows(table, columns, rules)))
