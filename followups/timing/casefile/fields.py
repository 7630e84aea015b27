"""Readers of a case file's fields: each takes what JSON gave and returns it checked, or says why.

A reader raises `Flaw`; who called it adds the key or index at which it was reading.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from followups.timing.casefile.strict_json import Repeated

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
TOO_LATE = datetime(2200, 1, 1, tzinfo=UTC)
LONGEST_ID = 200
_RANGE = "must lie from 1970-01-01 up to, but not including, 2200-01-01 (UTC)"
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?:(Z)|([+-])([0-9]{2}):?([0-9]{2}))?"
)
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,59}")

T = TypeVar("T")
Reader = Callable[[object], T]


class Flaw(Exception):
    """Something wrong with a value; `path` grows as the flaw travels outward."""

    def __init__(self, message: str, *path: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.path: tuple[str | int, ...] = path

    def within(self, key: str | int) -> "Flaw":
        """The same flaw, seen from the object or list around it."""
        self.path = (key, *self.path)
        return self

    def where(self) -> str:
        """The path in the form `application.events[4].ends_at`; `$` is the whole case."""
        parts = [f"[{key}]" if isinstance(key, int) else f".{_shown(key)}" for key in self.path]
        return "".join(parts).removeprefix(".") or "$"


def _shown(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else json.dumps(key[:60])


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of an object: how to read it, and what it is where it is absent."""

    read: Reader[object]
    required: bool = True
    default: object = None


def read_object(raw: object, entries: Mapping[str, Entry]) -> dict[str, Any]:
    """Every key of `entries`, read. Raises `Flaw` for a key unknown, repeated or missing."""
    found = as_object(raw)
    for key in found:
        if key not in entries:
            raise Flaw("this field is unknown", key)
    values: dict[str, Any] = {}
    for key, entry in entries.items():
        if key in found:
            values[key] = read_at(key, entry.read, found[key])
        elif entry.required:
            raise Flaw("this field is required", key)
        else:
            values[key] = entry.default
    return values


def read_at(key: str | int, read: Reader[T], raw: object) -> T:
    """Read a value that stands at `key`, so that a flaw in it names the key."""
    try:
        return read(raw)
    except Flaw as flaw:
        raise flaw.within(key) from None


def as_object(raw: object) -> dict[str, object]:
    """A JSON object whose keys are all different."""
    if not isinstance(raw, dict):
        raise Flaw("must be an object")
    if isinstance(raw, Repeated):
        raise Flaw("this field stands more than once", raw.key)
    return raw


def each(raw: object, read: Reader[T]) -> list[T]:
    """Every item of a JSON list, read."""
    if not isinstance(raw, list):
        raise Flaw("must be a list")
    return [read_at(index, read, item) for index, item in enumerate(raw)]


def identifier(raw: object) -> str:
    """A string of 1 to 200 characters."""
    if not isinstance(raw, str) or not 1 <= len(raw) <= LONGEST_ID:
        raise Flaw(f"must be a string of 1 to {LONGEST_ID} characters")
    if not raw.isascii() and any("\ud800" <= character <= "\udfff" for character in raw):
        raise Flaw("must not hold half a character (a lone surrogate)")
    return raw


def one_of(choices: Mapping[str, T]) -> Reader[T]:
    """A reader of one of the names in `choices`."""
    names = ", ".join(choices)

    def read(raw: object) -> T:
        if not isinstance(raw, str) or raw not in choices:
            raise Flaw(f"must be one of {names}")
        return choices[raw]

    return read


def or_null(read: Reader[T]) -> Reader[T | None]:
    """The same reader, where null is a value too."""
    return lambda raw: None if raw is None else read(raw)


def interest(raw: object) -> int:
    """How much the seeker wants the job, from 1 to 5."""
    if not isinstance(raw, int) or isinstance(raw, bool) or not 1 <= raw <= 5:
        raise Flaw("must be a whole number from 1 to 5")
    return raw


def day(raw: object) -> date:
    """A date written YYYY-MM-DD."""
    match = _DATE.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise Flaw("must be a date written YYYY-MM-DD")
    try:
        on = date(*map(int, match.groups()))
    except ValueError:
        raise Flaw("there is no such date") from None
    if not EARLIEST.date() <= on < TOO_LATE.date():
        raise Flaw(_RANGE)
    return on


def zone(raw: object) -> ZoneInfo:
    """A time zone by its IANA name."""
    if not isinstance(raw, str) or not _ZONE_NAME.fullmatch(raw):
        raise Flaw("must be the name of an IANA time zone, such as Europe/London")
    try:
        return ZoneInfo(raw)
    except (KeyError, ValueError, OSError):
        raise Flaw("there is no such IANA time zone") from None


_ZONE_NAME = re.compile(r"(?!posix|right|localtime)[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")


def instant(local: ZoneInfo) -> Reader[datetime]:
    """A reader of instants; one without an offset is local to the zone. Fractions are dropped."""

    def read(raw: object) -> datetime:
        match = _INSTANT.fullmatch(raw) if isinstance(raw, str) else None
        if match is None:
            raise Flaw("must be an instant written YYYY-MM-DDTHH:MM, with or without an offset")
        try:
            found = _assembled(match, local)
        except (ValueError, OverflowError):
            raise Flaw("there is no such instant") from None
        if not EARLIEST <= found < TOO_LATE:
            raise Flaw(_RANGE)
        return found

    return read


def _assembled(match: re.Match[str], local: ZoneInfo) -> datetime:
    year, month, on, hour, minute = map(int, match.group(1, 2, 3, 4, 5))
    offset = UTC if match[7] else _offset(match) if match[8] else local
    wall = datetime(year, month, on, hour, minute, int(match[6] or 0), tzinfo=offset)
    return wall.astimezone(UTC)


def _offset(match: re.Match[str]) -> timezone:
    hours, minutes = int(match[9]), int(match[10])
    if minutes > 59:
        raise ValueError
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if match[8] == "-" else span)
