"""The time zones of one calendar file.

Each file's definitions are its own: “Customized Time Zone” is another zone in the next file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from inbox.reading.ical_lines import Component

LOCAL = re.compile(r"\s*(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)\s*")
OFFSET = re.compile(r"\s*([+-])(\d{2}):?(\d{2})(?::?\d{2})?\s*")
NAMED_OFFSET = re.compile(r"(?:GMT|UTC)\s*([+-])(\d{1,2}):?(\d{2})?", re.I)
BY_DAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
ZONE_NAME = re.compile(r"(?:[A-Z][A-Za-z0-9_+-]{1,30}/){0,2}[A-Z][A-Za-z0-9_+-]{1,30}")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MAX_OBSERVANCES = 200


def known_zone(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA or Windows name; prefixes of calendar programs are cut."""
    name = name.strip().strip('"')[:120]
    if windows := _of_windows(name):
        return ZoneInfo(windows)
    parts = name.strip("/").split("/")
    for start in range(min(len(parts), 4)):
        rest = "/".join(parts[start:])
        is_name = ZONE_NAME.fullmatch(rest) and ("/" in rest or rest in {"UTC", "GMT"})
        if is_name and (zone := _zone_info(rest)):
            return zone
    return None


def _of_windows(name: str) -> str | None:
    """Return the IANA name of a Windows name; most processes never read a calendar file."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415

    found: str | None = WINDOWS_TO_OLSON.get(name)
    return found


def _zone_info(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return None


@dataclass(frozen=True, slots=True)
class Observance:
    """A stretch of a zone's year, and the rule by which it begins."""

    begins: datetime
    before: timedelta
    after: timedelta
    month: int | None
    day: int | None
    nth: int
    until: datetime | None

    def last_begin(self, local: datetime) -> datetime | None:
        """Return when it last began before a local time."""
        if self.month is None:
            return self.begins if self.begins <= local else None
        for year in (local.year, local.year - 1):
            begins = self._begin_in(year)
            is_bounded = self.until is not None and begins is not None and begins > self.until
            if begins and self.begins <= begins <= local and not is_bounded:
                return begins
        return self.until if self.until and self.begins <= self.until <= local else None

    def _begin_in(self, year: int) -> datetime | None:
        try:
            first = self.begins.replace(year=year, month=self.month or 1, day=1)
            if self.day is None:
                return first.replace(day=self.begins.day)
            if self.nth > 0:
                ahead = (self.day - first.weekday()) % 7 + 7 * (self.nth - 1)
                return first + timedelta(days=ahead)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - self.day) % 7 - 7 * (self.nth + 1))
        except (ValueError, OverflowError):
            return None


class FileZones:
    """The zones that one file names, by its own definitions where the name is not known."""

    def __init__(self, calendar: Component) -> None:
        """Take the definitions of a calendar."""
        self._defined = {
            tzid.text: list(_observances(part))
            for part in calendar.parts[:MAX_OBSERVANCES]
            if part.name == "VTIMEZONE" and (tzid := part.first("TZID"))
        }
        self._hints = {
            tzid.text: hint.text
            for part in calendar.parts[:MAX_OBSERVANCES]
            if (tzid := part.first("TZID")) and (hint := part.first("X-LIC-LOCATION"))
        }

    def find(self, name: str, local: datetime) -> tuple[tzinfo, str] | None:
        """Return the zone of a name at a local time, and how to call it."""
        if zone := known_zone(name) or known_zone(self._hints.get(name, "")):
            return zone, zone.key
        if observances := self._defined.get(name):
            return timezone(_offset_at(observances, local)), name
        if (found := NAMED_OFFSET.search(name)) and (offset := _offset_of(found)) is not None:
            return timezone(offset), name
        return None


def _offset_at(observances: list[Observance], local: datetime) -> timedelta:
    begun = [
        (begins, number)
        for number, each in enumerate(observances)
        if (begins := each.last_begin(local))
    ]
    if begun:
        return observances[max(begun)[1]].after
    return min(observances, key=lambda each: each.begins).before


def _observances(part: Component) -> Iterator[Observance]:
    for each in part.parts[:MAX_OBSERVANCES]:
        begins, before, after = (
            each.first(name) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
        )
        if begins and before and after:
            start = local_time(begins.value)
            offsets = [_offset_of(OFFSET.fullmatch(line.value)) for line in (before, after)]
            if start and offsets[0] is not None and offsets[1] is not None:
                rule = each.first("RRULE")
                month, day, nth, until = _yearly(rule.value if rule else "", start[0])
                yield Observance(start[0], offsets[0], offsets[1], month, day, nth, until)


def _yearly(rule: str, start: datetime) -> tuple[int | None, int | None, int, datetime | None]:
    """Return month, weekday, which one, and the end of a yearly rule; other rules are not kept."""
    parts = dict(
        piece.strip().upper().split("=", 1) for piece in rule[:500].split(";") if "=" in piece
    )
    if parts.get("FREQ") != "YEARLY":
        return None, None, 0, None
    month = parts.get("BYMONTH", str(start.month))
    day = BY_DAY.fullmatch(parts.get("BYDAY", ""))
    until = local_time(parts.get("UNTIL", ""))
    number = int(month) if month.isascii() and month.isdigit() and 1 <= int(month[:3]) <= 12 else 1
    nth = int(day[1] or 1) if day else 1
    return number, DAYS.index(day[2]) if day else None, nth or 1, until[0] if until else None


def _offset_of(found: re.Match[str] | None) -> timedelta | None:
    if found is None:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if offset >= timedelta(hours=24):
        return None
    return -offset if found[1] == "-" else offset


def local_time(value: str) -> tuple[datetime, bool] | None:
    """Return a time as written, and whether it is in UTC; None where it is no time."""
    found = LOCAL.fullmatch(value[:40])
    if found is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(found[group]) for group in range(1, 7))
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    return moment.replace(tzinfo=None), bool(found[7])
