"""Calendar files and calendar parts of mails: bytes in, events out.

Recurrences are named, never expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from inbox.reading.bounds import check_calendar
from inbox.reading.findings import Address, CalendarEvent, Unreadable
from inbox.reading.ical_lines import Component, Line, parse
from inbox.reading.ical_zones import FileZones, local_time

DAY = re.compile(r"\s*(\d{4})(\d{2})(\d{2})\s*")
DURATION = re.compile(
    r"\s*([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?\s*"
)
WEB = re.compile(r"https?://[^\s<>\"'\\]{3,2000}", re.I)
MEETING = re.compile(
    r"https?://(?:[\w-]{1,60}\.){0,4}(?:zoom\.us/|zoomgov\.com/|teams\.(?:microsoft|live)\.com/"
    r"|meet\.google\.com/|webex\.com/|whereby\.com/|gotomeet(?:ing)?\.(?:me|com)/|meet\.jit\.si/"
    r"|chime\.aws/|bluejeans\.com/|skype\.com/|ringcentral\.com/|around\.co/|livestorm\.co/)"
    r"[^\s<>\"'\\]{0,2000}",
    re.I,
)
LINK_LINES = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE")
MAX_EVENTS = 5_000
MAX_ATTENDEES = 300

Moment = date | datetime


def read_calendar(raw: bytes) -> tuple[CalendarEvent, ...]:
    """Return the events of an .ics file, in the file's order."""
    check_calendar(raw)
    root = parse(raw)
    calendars = [part for part in root.parts if part.name == "VCALENDAR"]
    events = [event for each in calendars for event in _events(each)]
    if not events:
        raise Unreadable("there is no event in the file" if calendars else "not a calendar file")
    return tuple(events)


def _events(calendar: Component) -> Iterator[CalendarEvent]:
    zones = FileZones(calendar)
    default = _text(calendar, "X-WR-TIMEZONE") or ""
    method = (_text(calendar, "METHOD") or "").upper() or None
    parts = [part for part in calendar.parts if part.name == "VEVENT"]
    if len(parts) > MAX_EVENTS:
        raise Unreadable(f"the file has more than {MAX_EVENTS} events")
    for part in parts:
        yield _event(part, method, zones, default)


def _event(part: Component, method: str | None, zones: FileZones, default: str) -> CalendarEvent:
    starts_at, zone = _moment(part.first("DTSTART"), zones, default)
    ends_at, _ = _moment(part.first("DTEND"), zones, default)
    if ends_at is None and starts_at is not None:
        ends_at = _after(starts_at, _text(part, "DURATION") or "")
    location, rule = _text(part, "LOCATION"), part.first("RRULE")
    description = _text(part, "DESCRIPTION") or ""
    status = _text(part, "STATUS")
    return CalendarEvent(
        uid=_text(part, "UID"),
        method=method,
        sequence=_number(_text(part, "SEQUENCE")),
        starts_at=starts_at,
        ends_at=ends_at,
        timezone=zone,
        organizer=_address(part.first("ORGANIZER")),
        attendees=tuple(filter(None, map(_address, part.all("ATTENDEE")[:MAX_ATTENDEES]))),
        status=status.upper() if status else None,
        summary=_text(part, "SUMMARY"),
        location=None if location and WEB.fullmatch(location) else location,
        link=_link(part, location or "", description),
        recurs=rule.value.strip() or None if rule else None,
        description=description,
    )


def _text(part: Component, name: str) -> str | None:
    line = part.first(name)
    return (line.text or None) if line else None


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text, re.A) else None


def _moment(line: Line | None, zones: FileZones, default: str) -> tuple[Moment | None, str | None]:
    """Return a moment in UTC, a local time where no zone is known, or a day; and the zone."""
    if line is None:
        return None, None
    if found := DAY.fullmatch(line.value[:40]):
        return _day(found), None
    local = local_time(line.value)
    if local is None:
        return None, None
    moment, is_utc = local
    if is_utc:
        return moment.replace(tzinfo=UTC), "UTC"
    name = line.parameters.get("TZID", "")
    found_zone = zones.find(name or default, moment) if name or default else None
    if found_zone is None:
        return moment, None
    try:
        return moment.replace(tzinfo=found_zone[0]).astimezone(UTC), found_zone[1]
    except OverflowError:
        return None, None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _after(start: Moment, duration: str) -> Moment | None:
    found = DURATION.fullmatch(duration[:60])
    if found is None or not any(found.groups()[1:]) or found[1] == "-":
        return None
    weeks, days, hours, minutes, seconds = (int(found[group] or 0) for group in range(2, 7))
    try:
        return start + timedelta(
            weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
        )
    except OverflowError:
        return None


def _address(line: Line | None) -> Address | None:
    if line is None:
        return None
    scheme, colon, rest = line.value.strip().partition(":")
    email = rest if colon and scheme.lower() == "mailto" else line.parameters.get("EMAIL", "")
    email = (email or (line.value if "@" in line.value else "")).strip().lower()[:254]
    if "@" not in email:
        return None
    name = line.parameters.get("CN", "").strip()[:200]
    return Address(None if not name or name.lower() == email or "@" in name else name, email)


def _link(part: Component, location: str, description: str) -> str | None:
    """Return where the meeting takes place online: as named, else a known host, else an address."""
    named = [line.text for name in LINK_LINES for line in part.all(name)[:3]]
    for text in (*named, location):
        if found := WEB.search(text):
            return found[0]
    if found := MEETING.search(description):
        return found[0].rstrip(".,;)")
    url = WEB.search(_text(part, "URL") or "")
    return url[0] if url else None
