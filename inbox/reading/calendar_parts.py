"""A calendar file cut into files of one event each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from inbox.reading.bounds import MAX_BYTES, check_calendar
from inbox.reading.charsets import to_text
from inbox.reading.findings import TooMany, Unreadable

LINE_END = re.compile(rb"\r\n|\r|\n")
EDGE = re.compile(rb"(BEGIN|END)(?:;[^:]{0,200})?:\s*([\w-]{1,60})\s*$", re.I)
OF_THE_FILE = re.compile(rb"(?:METHOD|VERSION|PRODID|CALSCALE|X-WR-TIMEZONE)[;:]", re.I)
ZONE_OF_THE_FILE = re.compile(rb"X-WR-TIMEZONE[^:]{0,200}:(.{1,200})", re.I)
CALENDAR = re.compile(r"[\s\ufeff]*BEGIN:VCALENDAR\s", re.I)
WIDE = (b"\xff\xfe", b"\xfe\xff")
MAX_PIECES = 100


@dataclass(slots=True)
class _Calendar:
    """One calendar of a file: its own lines, and its parts as lines."""

    lines: list[bytes] = field(default_factory=list)
    zones: list[list[bytes]] = field(default_factory=list)
    events: list[list[bytes]] = field(default_factory=list)


def is_calendar(raw: bytes) -> bool:
    """Whether this begins as a calendar file does."""
    return bool(CALENDAR.match(to_text(raw[:2_000])))


def split_events(raw: bytes) -> list[bytes]:
    """Return a calendar file for each event, with the zones that it names.

    Raises Unreadable beyond the bounds, and where there is no event.
    """
    check_calendar(raw)
    narrow = to_text(raw).encode() if raw.startswith(WIDE) else raw.removeprefix(b"\xef\xbb\xbf")
    calendars = _calendars(LINE_END.split(narrow))
    count = sum(len(each.events) for each in calendars)
    if not count:
        raise Unreadable("there is no event in the file" if calendars else "not a calendar file")
    if count > MAX_PIECES:
        raise TooMany(f"the file has more than {MAX_PIECES} events")
    pieces, size = [], 0
    for piece in (piece for each in calendars for piece in _pieces(each)):
        size += len(piece)
        if size > 2 * MAX_BYTES:
            raise Unreadable("the time zones of the file are too large")
        pieces.append(piece)
    return pieces


def _calendars(lines: list[bytes]) -> list[_Calendar]:
    calendars: list[_Calendar] = []
    stack: list[bytes] = []
    for line in lines:
        edge = EDGE.match(line)
        if edge and edge[1].upper() == b"BEGIN":
            stack.append(edge[2].upper())
            _open(calendars, stack)
        _keep(calendars, stack, line)
        if edge and edge[1].upper() == b"END" and stack:
            stack.pop()
    return calendars


def _open(calendars: list[_Calendar], stack: list[bytes]) -> None:
    if stack == [b"VCALENDAR"]:
        calendars.append(_Calendar())
    elif stack == [b"VCALENDAR", b"VEVENT"]:
        calendars[-1].events.append([])
    elif stack == [b"VCALENDAR", b"VTIMEZONE"]:
        calendars[-1].zones.append([])


def _keep(calendars: list[_Calendar], stack: list[bytes], line: bytes) -> None:
    if stack[:2] == [b"VCALENDAR", b"VEVENT"]:
        calendars[-1].events[-1].append(line)
    elif stack[:2] == [b"VCALENDAR", b"VTIMEZONE"]:
        calendars[-1].zones[-1].append(line)
    elif stack == [b"VCALENDAR"] and OF_THE_FILE.match(line):
        calendars[-1].lines.append(line)


def _pieces(calendar: _Calendar) -> Iterator[bytes]:
    default = [found[1] for line in calendar.lines if (found := ZONE_OF_THE_FILE.match(line))]
    for event in calendar.events:
        text = b"\n".join([*event, *default])
        zones = [line for zone in calendar.zones if _name(zone) in text for line in zone]
        end = [] if EDGE.match(event[-1]) else [b"END:VEVENT"]
        body = [b"BEGIN:VCALENDAR", *calendar.lines, *zones, *event, *end, b"END:VCALENDAR", b""]
        yield b"\r\n".join(body)


def _name(zone: list[bytes]) -> bytes:
    """Return the name of a zone, as far as its first line goes."""
    named = next((line for line in zone if line.upper().startswith(b"TZID")), b"")
    return named.partition(b":")[2].strip()[:50]
