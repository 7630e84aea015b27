"""What `manage.py read` makes of a file: its kind, guessed from the content, and its reading."""

import re
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
from inbox.reading.answers import event_answer, mail_answer
from inbox.reading.calendar import read_calendar
from inbox.reading.findings import Unreadable
from inbox.reading.mail import read_mail
from jobtracker.reading.text import decode

LARGEST = 10 * 1024 * 1024
CALENDAR = re.compile(rb"[\xef\xbb\xbf\xff\xfe\s]*BEGIN:VCALENDAR", re.I)
MAIL = re.compile(
    rb"(?:From |(?:From|To|Cc|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|Sender"
    rb"|Reply-To|MIME-Version|Content-Type|X-[\w-]+|DKIM-Signature|ARC-[\w-]+):)",
    re.I,
)


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
    if CALENDAR.match(content[:400].replace(b"\0", b"")):
        return "calendar"
    if MAIL.match(content.lstrip()[:200]):
        return "mail"
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


def _mail(content: bytes, now: datetime, zone: ZoneInfo) -> Reading:
    try:
        answer = mail_answer(read_mail(content, now=now, zone=zone))
    except Unreadable as error:
        raise ReadingError(str(error)) from None
    return Reading("mail", answer, tuple(_answer_lines(answer)))


def _calendar(content: bytes, now: datetime, zone: ZoneInfo) -> Reading:
    try:
        events = [event_answer(event) for event in read_calendar(content)]
    except Unreadable as error:
        raise ReadingError(str(error)) from None
    lines = tuple(line for event in events for line in _answer_lines(event))
    return Reading("calendar", {"events": events}, lines)


def _answer_lines(answer: Mapping[str, Any]) -> Iterator[str]:
    for key, value in answer.items():
        if value not in (None, []):
            yield f"{key}: {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(str(each) for each in value.values() if each is not None)
    if isinstance(value, list):
        return "; ".join(map(_plain, value))
    return str(value)


READERS: Mapping[str, Callable[[bytes, datetime, ZoneInfo], Reading]] = {
    "calendar": _calendar,
    "mail": _mail,
    "posting": _posting,
    "sheet": _sheet,
}
"""The reader of each kind."""
