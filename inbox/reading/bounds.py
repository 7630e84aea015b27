"""The bounds that are checked before anything is parsed: they keep time and memory small."""

from __future__ import annotations

import re

from inbox.reading.findings import Unreadable

MAX_BYTES = 10_000_000
MAX_LINES = 300_000
MAX_HEADER_BYTES = 300_000
MAX_MULTIPARTS = 40
MAX_PARTS = 400
MAX_BOUNDARIES = 4_000
MAX_COMPONENTS = 30_000
MAX_TYPE_BYTES = 4_000
"""How long the lines that say what a part is may be: the library reads them in square time."""

MAX_SUBJECT = 1_000
MAX_ADDRESSES = 2_000
MAX_PART_TEXT = 1_500_000
MAX_TEXT = 30_000
"""How many characters of a mail's text are read; what a mail has to say stands before."""

BLANK_LINE = re.compile(rb"\r?\n\r?\n")
NESTED = re.compile(rb"^content-type:[ \t]*(?:\r?\n[ \t]+)?(?:multipart|message)/", re.I | re.M)
DESCRIBED = re.compile(rb"^content-[a-z-]{1,40}:", re.I | re.M)
NEXT_FIELD = re.compile(rb"\n(?![ \t])")


def check_size(raw: bytes) -> None:
    """Refuse what is empty or too large."""
    if not raw.strip():
        raise Unreadable("the file is empty")
    if len(raw) > MAX_BYTES:
        raise Unreadable("the file is larger than 10 MB")
    if raw.count(b"\n") + raw.count(b"\r") > 2 * MAX_LINES:
        raise Unreadable("the file has too many lines")


def check_mail(raw: bytes) -> None:
    """Refuse a mail whose size, header or structure is beyond what real programs make."""
    check_size(raw)
    blank = BLANK_LINE.search(raw)
    if (blank.start() if blank else len(raw)) > MAX_HEADER_BYTES:
        raise Unreadable("the header of the mail is too long")
    if _more_than(NESTED, raw, MAX_MULTIPARTS):
        raise Unreadable("the parts of the mail are nested too deep")
    if _more_than(DESCRIBED, raw, 4 * MAX_PARTS):
        raise Unreadable("the mail has too many parts")
    if raw.count(b"\n--") > MAX_BOUNDARIES:
        raise Unreadable("the mail has too many parts")
    for field in DESCRIBED.finditer(raw):
        end = NEXT_FIELD.search(raw, field.end(), field.end() + MAX_TYPE_BYTES)
        if end is None and len(raw) - field.end() > MAX_TYPE_BYTES:
            raise Unreadable("a header of the mail is too long")


def check_calendar(raw: bytes) -> None:
    """Refuse a calendar file with more in it than a person's calendar holds."""
    check_size(raw)
    if raw.upper().count(b"BEGIN:") > MAX_COMPONENTS:
        raise Unreadable("the file has too many events")


def _more_than(pattern: re.Pattern[bytes], raw: bytes, most: int) -> bool:
    return any(number > most for number, _ in enumerate(pattern.finditer(raw), 1))
