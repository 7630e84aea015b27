"""What `manage.py read` makes of a file: its kind, guessed from the content, and its reading."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from applications.posting import read_posting
from data_exchange.spreadsheet.reading.heads import known_heads
from data_exchange.spreadsheet.reading.read import SheetReading, read_sheet
from data_exchange.spreadsheet.reading.table import SheetError
from data_exchange.spreadsheet.reading.xlsx_file import is_xlsx
from jobtracker.reading.text import decode

LARGEST = 10 * 1024 * 1024


class ReadingError(ValueError):
    """A file that cannot be read, and why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer for one file, and the same for people."""

    kind: str
    answer: Mapping[str, Any]
    lines: tuple[str, ...]


def read_content(content: bytes, kind: str | None, *, now: datetime, zone: ZoneInfo) -> Reading:
    """Read one file as ``kind``, or as what it looks like. Raises ``ReadingError``."""
    if len(content) > LARGEST:
        raise ReadingError(f"the file is larger than {LARGEST // 1024 // 1024} MB")
    if not content.strip():
        raise ReadingError("the file is empty")
    return READERS[kind or guess_kind(content)](content, now, zone)


def guess_kind(content: bytes) -> str:
    """Return the kind of a file: a table with heads that are known is a sheet."""
    text = "" if is_xlsx(content) else decode(content[:20_000]) or ""
    if is_xlsx(content) or (not text.lstrip().startswith("<") and _has_heads(text)):
        return "sheet"
    return "posting"


def _has_heads(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()][:25]
    rows = [[cell.strip('" ') for cell in line.split(mark)] for line in lines for mark in ",;\t|"]
    return any(_are_heads(cells) for cells in rows)


def _are_heads(cells: list[str]) -> bool:
    """Whether three cells of a row are known heads, or both of its two."""
    return known_heads(cells) >= min(3, max(2, len(cells)))


def _posting(content: bytes, now: datetime, zone: ZoneInfo) -> Reading:
    text = decode(content)
    if text is None:
        raise ReadingError("the file is no text")
    posting = read_posting(text, today=now.astimezone(zone).date())
    found = posting.to_json()
    shown = {"pay": "pay_min", "workplace": "remote"}
    lines = tuple(
        f"{name}: {found.get(shown.get(name, name))} ({step})"
        for name, step in posting.found_by.items()
    )
    return Reading("posting", found, lines)


def _sheet(content: bytes, now: datetime, zone: ZoneInfo) -> Reading:
    try:
        reading = read_sheet(content, today=now.astimezone(zone).date(), zone=zone)
    except SheetError as error:
        raise ReadingError(str(error)) from None
    answer = {"rows": [row.to_json() for row in reading.rows]}
    return Reading("sheet", answer, tuple(_sheet_lines(reading)))


def _sheet_lines(reading: SheetReading) -> Iterator[str]:
    for target, at in reading.columns.items():
        yield f"{target}: column {at + 1}, {reading.table.heads[at]!r}"
    yield f"dates: {reading.rules.order}"
    yield f"rows: {len(reading.rows)}"
    for row in reading.rows:
        for each in row.unread:
            yield f"row {row.number}: not read: {each.head!r} {each.text!r}"


READERS: Mapping[str, Callable[[bytes, datetime, ZoneInfo], Reading]] = {
    "posting": _posting,
    "sheet": _sheet,
}
"""The reader of each kind."""
