"""A calendar file in pieces says what it says whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox.reading.calendar import read_calendar
from inbox.reading.calendar_parts import MAX_PIECES, is_calendar, split_events
from inbox.reading.findings import Unreadable

SAMPLES = sorted((Path(__file__).parent / "samples" / "ics").glob("*.ics"))
EVENT = "BEGIN:VEVENT\nUID:{}@a.example\nDTSTART;TZID=Here:20260401T100000\nEND:VEVENT\n"
ZONE = (
    "BEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\n"
    "TZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n"
)


def calendar(*parts: str, method: str = "REQUEST") -> bytes:
    return f"BEGIN:VCALENDAR\nMETHOD:{method}\n{''.join(parts)}END:VCALENDAR\n".encode()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_read_the_same_in_pieces(path: Path) -> None:
    raw = path.read_bytes()
    assert is_calendar(raw)
    pieces = split_events(raw)
    assert [read_calendar(piece) for piece in pieces] == [(event,) for event in read_calendar(raw)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_event_keeps_its_zone_and_method(end: str, charset: str) -> None:
    text = calendar(EVENT.format(1), ZONE, EVENT.format(2)).decode()
    text += calendar(EVENT.format(3), method="CANCEL").decode()
    pieces = split_events(text.replace("\n", end).encode(charset))
    events = [event for piece in pieces for event in read_calendar(piece)]
    assert [(each.uid, each.method) for each in events] == [
        ("1@a.example", "REQUEST"),
        ("2@a.example", "REQUEST"),
        ("3@a.example", "CANCEL"),
    ]
    assert [str(each.starts_at) for each in events[:2]] == ["2026-04-01 07:00:00+00:00"] * 2
    assert str(events[2].starts_at) == "2026-04-01 10:00:00"


def test_an_alarm_or_a_task_is_no_event() -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT"
    task = "BEGIN:VTODO\nUID:t\nEND:VTODO\n"
    raw = calendar(task, EVENT.format(1).replace("END:VEVENT", alarm))
    assert [each.uid for each in read_calendar(*split_events(raw))] == ["1@a.example"]


def test_a_file_that_breaks_off_keeps_its_event() -> None:
    raw = calendar(EVENT.format(1)).partition(b"END:VEVENT")[0]
    assert [each.uid for each in read_calendar(*split_events(raw))] == ["1@a.example"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b"Hello", "not a calendar file"),
        (calendar(ZONE), "no event"),
        (calendar(EVENT.format(1) * (MAX_PIECES + 1)), "more than 100"),
        (
            calendar(EVENT.format(1) * 50, ZONE.replace("TZID", "X:" + "x" * 900_000 + "\nTZID")),
            "too large",
        ),
    ],
)
def test_what_is_none_or_too_much_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        split_events(raw)


@pytest.mark.parametrize("raw", [b"From: a@b.example\n\nBEGIN:VCALENDAR\n", b"BEGIN:VCARD\n", b""])
def test_other_files_are_no_calendars(raw: bytes) -> None:
    assert not is_calendar(raw)
