"""Readers of a case file's fields: a reader takes a JSON value and returns it checked.

A reader raises `FieldError`, to which its callers add the keys and indexes that lead to the value.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from followups.timing.casefile.strict_json import ObjectWithRepeatedKey

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


class FieldError(Exception):
    """A value is invalid; `path` leads to it, and each caller prepends its own key."""

    def __init__(self, message: str, *path: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.path: tuple[str | int, ...] = path

    def within(self, key: str | int) -> "FieldError":
        """Prepend the key or index of the object or list around the value; return the error."""
        self.path = (key, *self.path)
        return self

    def location(self) -> str:
        """Return the path as in `application.events[4].ends_at`; `$` is the whole case."""
        parts = [f"[{key}]" if isinstance(key, int) else f".{_shown(key)}" for key in self.path]
        return "".join(parts).removeprefix(".") or "$"


def _shown(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else json.dumps(key[:60])


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """How to read one key of an object, and its value if it is absent."""

    read: Reader[object]
    required: bool = True
    default: object = None


def read_object(raw: object, specs: Mapping[str, FieldSpec]) -> dict[str, Any]:
    """Return the value of every key in `specs`.

    Raises `FieldError` for an invalid value, or an unknown, repeated or missing key.
    """
    fields = as_object(raw)
    for key in fields:
        if key not in specs:
            raise FieldError("this field is unknown", key)
    values: dict[str, Any] = {}
    for key, spec in specs.items():
        if key in fields:
            values[key] = read_at(key, spec.read, fields[key])
        elif spec.required:
            raise FieldError("this field is required", key)
        else:
            values[key] = spec.default
    return values


def read_at(key: str | int, read: Reader[T], raw: object) -> T:
    """Return the value at `key` as `read` returns it; its errors get the key."""
    try:
        return read(raw)
    except FieldError as error:
        raise error.within(key) from None


def as_object(raw: object) -> dict[str, object]:
    """Return a JSON object whose keys are all different."""
    if not isinstance(raw, dict):
        raise FieldError("must be an object")
    if isinstance(raw, ObjectWithRepeatedKey):
        raise FieldError("this field stands more than once", raw.key)
    return raw


def read_list(raw: object, read: Reader[T]) -> list[T]:
    """Return the items of a JSON list, each as `read` returns it."""
    if not isinstance(raw, list):
        raise FieldError("must be a list")
    return [read_at(index, read, item) for index, item in enumerate(raw)]


def list_of_different(
    read: Reader[T], twice: str, most: int | None = None
) -> Reader[tuple[T, ...]]:
    """Return a reader for a list of at most `most` items; `twice` is the error for an equal one."""

    def read_all(raw: object) -> tuple[T, ...]:
        if most is not None and isinstance(raw, list) and len(raw) > most:
            raise FieldError(f"must hold at most {most:,} items")
        items = read_list(raw, read)
        seen: set[T] = set()
        for index, item in enumerate(items):
            if item in seen:
                raise FieldError(twice, index)
            seen.add(item)
        return tuple(items)

    return read_all


def identifier(raw: object) -> str:
    """Return a string of 1 to 200 characters."""
    if not isinstance(raw, str) or not 1 <= len(raw) <= LONGEST_ID:
        raise FieldError(f"must be a string of 1 to {LONGEST_ID} characters")
    if not raw.isascii() and any("\ud800" <= character <= "\udfff" for character in raw):
        raise FieldError("must not hold half a character (a lone surrogate)")
    return raw


def one_of(choices: Mapping[str, T]) -> Reader[T]:
    """Return a reader for one of the names in `choices`."""
    names = ", ".join(choices)

    def read(raw: object) -> T:
        if not isinstance(raw, str) or raw not in choices:
            raise FieldError(f"must be one of {names}")
        return choices[raw]

    return read


def nullable(read: Reader[T]) -> Reader[T | None]:
    """Return a reader that also accepts null."""
    return lambda raw: None if raw is None else read(raw)


def whole_number(low: int, high: int) -> Reader[int]:
    """Return a reader for a whole number within the limits."""

    def read(raw: object) -> int:
        if not isinstance(raw, int) or isinstance(raw, bool) or not low <= raw <= high:
            raise FieldError(f"must be a whole number from {low} to {high}")
        return raw

    return read


def yes_or_no(raw: object) -> bool:
    """Return a truth value."""
    if not isinstance(raw, bool):
        raise FieldError("must be true or false")
    return raw


def day(raw: object) -> date:
    """Return a date written YYYY-MM-DD."""
    match = _DATE.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise FieldError("must be a date written YYYY-MM-DD")
    try:
        on = date(*map(int, match.groups()))
    except ValueError:
        raise FieldError("there is no such date") from None
    if not EARLIEST.date() <= on < TOO_LATE.date():
        raise FieldError(_RANGE)
    return on


def zone(raw: object) -> ZoneInfo:
    """Return a time zone given by its IANA name."""
    if not isinstance(raw, str) or not _ZONE_NAME.fullmatch(raw):
        raise FieldError("must be the name of an IANA time zone, such as Europe/London")
    try:
        return ZoneInfo(raw)
    except (KeyError, ValueError, OSError):
        raise FieldError("there is no such IANA time zone") from None


_ZONE_NAME = re.compile(r"(?!posix|right|localtime)[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")


def instant(local: ZoneInfo) -> Reader[datetime]:
    """Return a reader for instants, dropping fractions of seconds; no offset means local time."""

    def read(raw: object) -> datetime:
        match = _INSTANT.fullmatch(raw) if isinstance(raw, str) else None
        if match is None:
            raise FieldError(
                "must be an instant written YYYY-MM-DDTHH:MM, with or without an offset"
            )
        try:
            moment = _parsed_instant(match, local)
        except (ValueError, OverflowError):
            raise FieldError("there is no such instant") from None
        if not EARLIEST <= moment < TOO_LATE:
            raise FieldError(_RANGE)
        return moment

    return read


def _parsed_instant(match: re.Match[str], local: ZoneInfo) -> datetime:
    year, month, on, hour, minute = map(int, match.group(1, 2, 3, 4, 5))
    offset = UTC if match[7] else _offset(match) if match[8] else local
    local_time = datetime(year, month, on, hour, minute, int(match[6] or 0), tzinfo=offset)
    return local_time.astimezone(UTC)


def _offset(match: re.Match[str]) -> timezone:
    hours, minutes = int(match[9]), int(match[10])
    if minutes > 59:
        raise ValueError
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if match[8] == "-" else span)
