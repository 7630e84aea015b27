"""The calendar reader: samples, zones that share a name, and what programs leave out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inbox.reading.answers import event_answer
from inbox.reading.calendar import read_calendar
from inbox.reading.findings import CalendarEvent, Unreadable

SAMPLES = sorted((Path(__file__).parent / "samples" / "ics").glob("*.ics"))


def event(*lines: str, before: tuple[str, ...] = ()) -> CalendarEvent:
    whole = ["BEGIN:VCALENDAR", *before, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]
    (found,) = read_calendar("\r\n".join(whole).encode())
    return found


def test_the_samples_are_read_one_after_the_other_in_one_process() -> None:
    assert len(SAMPLES) > 8
    for path in SAMPLES + SAMPLES[::-1]:
        expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text())
        events = [event_answer(each) for each in read_calendar(path.read_bytes())]
        wanted = expected if isinstance(expected, list) else [expected]
        assert [
            {key: got[key] for key in want} for got, want in zip(events, wanted, strict=True)
        ] == (wanted)


@pytest.mark.parametrize(
    ("name", "utc", "zone"),
    [
        ("W. Europe Standard Time", "2026-07-01T08:00:00", "Europe/Berlin"),
        ("/mozilla.org/20050126_1/Europe/Madrid", "2026-07-01T08:00:00", "Europe/Madrid"),
        ("America/Argentina/Buenos_Aires", "2026-07-01T13:00:00", "America/Argentina/Buenos_Aires"),
        ("GMT+0200", "2026-07-01T08:00:00", "GMT+0200"),
    ],
)
def test_a_zone_is_known_by_its_name(name: str, utc: str, zone: str) -> None:
    found = event(f'DTSTART;TZID="{name}":20260701T100000')
    assert found.starts_at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert found.timezone == zone


def test_a_zone_that_nobody_knows_leaves_the_time_open() -> None:
    found = event("DTSTART;TZID=Moon/Base:20260701T100000")
    assert (found.starts_at, found.timezone) == (datetime(2026, 7, 1, 10), None)


@pytest.mark.parametrize(
    ("day", "hour"),
    [("20260328", 9), ("20260329", 8), ("20261024", 8), ("20261025", 9)],
)
def test_a_zone_of_the_file_s_own_changes_its_clock(day: str, hour: int) -> None:
    zone = (
        "BEGIN:VTIMEZONE", "TZID:Ours",
        "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
    )  # fmt: skip
    found = event(f"DTSTART;TZID=Ours:{day}T100000", before=zone)
    assert isinstance(found.starts_at, datetime)
    assert found.starts_at.hour == hour


def test_a_cancellation_may_come_without_a_status() -> None:
    assert event("DTSTART:20261208T100000Z", before=("METHOD:CANCEL",)).is_cancelled


def test_a_recurrence_is_named_and_never_expanded() -> None:
    found = event("DTSTART:20261208T100000Z", "RRULE:FREQ=SECONDLY;COUNT=999999999")
    assert found.recurs == "FREQ=SECONDLY;COUNT=999999999"


def test_a_whole_day_is_a_day() -> None:
    found = event("DTSTART;VALUE=DATE:20280229", "DURATION:P1D")
    assert (found.starts_at, found.ends_at) == (date(2028, 2, 29), date(2028, 3, 1))
    assert found.all_day


def test_a_line_may_be_folded_inside_a_character() -> None:
    raw = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Gesprächö\nEND:VEVENT\nEND:VCALENDAR".encode()
    place = raw.index(b"\xc3\xb6") + 1
    (found,) = read_calendar(raw[:place] + b"\n " + raw[place:])
    assert found.summary == "Gesprächö"


@pytest.mark.parametrize("raw", [b"", b" \n", b"hello", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"])
def test_what_holds_no_event_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_calendar(raw)
