"""Hostile and broken input: an answer or a refusal, soon, and never a traceback."""

from __future__ import annotations

import base64
import json
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox.reading.calendar import read_calendar
from inbox.reading.findings import KINDS, CalendarEvent, MailFinding, Unreadable
from inbox.reading.mail import read_mail
from scripts.paths import ROOT

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SECONDS = 2.0
MEGABYTES = 200
TEN = 9_900_000
HEAD = (
    b"From: Jo <jo@firm.example>\r\nSubject: Your interview\r\n"
    b"Date: Mon, 16 Nov 2026 09:14:02 +0000\r\n"
)


def mail(raw: bytes) -> MailFinding | None:
    try:
        return read_mail(raw, now=NOW, zone=ZoneInfo("Europe/London"))
    except Unreadable:
        return None


def calendar(raw: bytes) -> tuple[CalendarEvent, ...] | None:
    try:
        return read_calendar(raw)
    except Unreadable:
        return None


def nested(depth: int) -> bytes:
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    )
    return HEAD + parts + b"\r\nhello"


def body(text: bytes, kind: bytes = b"plain") -> bytes:
    return HEAD + b"Content-Type: text/%s; charset=utf-8\r\n\r\n" % kind + text


def event(*lines: bytes) -> bytes:
    whole = [b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", *lines, b"END:VEVENT", b"END:VCALENDAR"]
    return b"\r\n".join(whole)


def repeated(piece: bytes, size: int = TEN) -> bytes:
    return piece * (size // len(piece))


MAILS: dict[str, bytes] = {
    "words": body(repeated(b"we have decided not to move forward ")),
    "one word": body(repeated(b"a")),
    "no ends": body(repeated(b"if you would like to invite 10 december at 10:00 or ")),
    "digits": body(repeated(b"1", 2_000_000)),
    "dates": body(repeated(b"1, 2, 3, 4 or 5 ")),
    "spaces": body(repeated(b" ")),
    "lines": body(repeated(b"\n", 250_000)),
    "quotes": body(repeated(b"> On Mon, Jo wrote:\n", 4_000_000)),
    "labels": body(repeated(b"From: a\nDate: b\n", 2_000_000)),
    "attributions": body(repeated(b"On 1 <a@b> ", 4_000_000)),
    "open tags": body(repeated(b"<"), b"html"),
    "an open tag": body(b"<a " + repeated(b"href=x "), b"html"),
    "tags": body(repeated(b"<p>a</p>"), b"html"),
    "comments": body(repeated(b"<!--"), b"html"),
    "styles": body(repeated(b"<style>"), b"html"),
    "quotations": body(repeated(b"<blockquote>"), b"html"),
    "entities": body(repeated(b"&#9999999999;"), b"html"),
    "a huge entity": body(b"&#" + repeated(b"9") + b";", b"html"),
    "nested 30": nested(30),
    "nested 30000": nested(30_000),
    "parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    + repeated(b"--b\r\n\r\na\r\n", 2_000_000),
    "bare parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
    + repeated(b"--b\n\na\n", 1_200_000),
    "a few parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
    + repeated(b"--b\n\na\n", 27_000),
    "typed parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    + repeated(b"--b\r\nContent-Type: text/plain\r\n\r\na\r\n", 5_000_000),
    "a long subject": b"Subject: " + repeated(b"=?utf-8?q?a?= ", 290_000) + b"\r\n\r\nhello",
    "folded words": b"Subject:" + repeated(b" =?utf-8?b?YQ==?=\r\n", 290_000) + b"\r\nhello",
    "addresses": b"From: " + repeated(b"<a@b>, \"(", 290_000) + b"\r\n\r\nhello",
    "a long date": b"Date: " + repeated(b"1 ", 290_000) + b"\r\n\r\nhello",
    "references": HEAD + b"References: " + repeated(b"<a@b> ", 200_000) + b"\r\n\r\nhello",
    "a long type": HEAD + b"Content-Type: text/plain; " + repeated(b'a="', 200_000) + b"\r\n\r\nx",
    "parameters": HEAD + b"Content-Type: text/plain" + repeated(b";a*0=b", 3_900) + b"\r\n\r\nx",
    "no header end": repeated(b"X: y\r\n"),
    "base64": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n"
    + base64.encodebytes(repeated(b"unfortunately ", 7_000_000)),
    "punycode": HEAD + b"Content-Type: text/plain; charset=punycode\r\n\r\n" + repeated(b"a-b"),
    "no charset": HEAD + b'Content-Type: text/plain; charset="\0bogus"\r\n\r\nGr\xfc\xdfe',
    "zlib": HEAD + b"Content-Type: text/plain; charset=zlib\r\n\r\nx",
}  # fmt: skip
CALENDARS: dict[str, bytes] = {
    "secondly": event(b"DTSTART:20261208T100000Z", b"RRULE:FREQ=SECONDLY;COUNT=999999999"),
    "events": b"BEGIN:VCALENDAR\n" + repeated(b"BEGIN:VEVENT\nEND:VEVENT\n", 6_000_000),
    "begins": b"BEGIN:VCALENDAR\n" + repeated(b"BEGIN:VEVENT\n", 3_000_000),
    "parameters": event(b"DTSTART" + repeated(b';TZID="a"') + b":20261208T100000"),
    "folds": event(b"SUMMARY:" + repeated(b"\r\n a", 1_000_000)),
    "attendees": event(repeated(b"ATTENDEE:mailto:a@b.c\n", 5_000_000)),
    "escapes": event(b"SUMMARY:" + repeated(b"\\")),
    "addresses": event(b"DESCRIPTION:" + repeated(b"https://a.")),
    "year 1": event(b"DTSTART;TZID=Asia/Tokyo:00010101T000000"),
    "year 9999": event(b"DTSTART;TZID=America/New_York:99991231T235959", b"DURATION:P9999W"),
    "a zone of seconds": b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:A\nBEGIN:STANDARD\n"
    b"DTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
    b"RRULE:FREQ=SECONDLY;BYMONTH=99999999999\nEND:STANDARD\nEND:VTIMEZONE\n"
    b"BEGIN:VEVENT\nDTSTART;TZID=A:20260101T000000\nEND:VEVENT\nEND:VCALENDAR",
    "a path": event(b"DTSTART;TZID=../../../etc/passwd:20260101T000000"),
}  # fmt: skip


READ_ALL = """
import json, sys, time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo
from inbox.reading.calendar import read_calendar
from inbox.reading.findings import Unreadable
from inbox.reading.mail import read_mail
seconds = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    raw = path.read_bytes()
    begun = time.process_time()
    try:
        if path.suffix == ".ics":
            read_calendar(raw)
        else:
            read_mail(raw, now=datetime(2026, 11, 26, tzinfo=UTC), zone=ZoneInfo("UTC"))
    except Unreadable:
        pass
    seconds[path.name] = time.process_time() - begun
status = Path("/proc/self/status").read_text()
peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
print(json.dumps({"seconds": seconds, "peak": int(peak)}))
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Read each hostile file once, in one process of its own, and say what it took."""
    folder = tmp_path_factory.mktemp("hostile")
    for suffix, files in (("eml", MAILS), ("ics", CALENDARS)):
        for name, raw in files.items():
            (folder / f"{name}.{suffix}").write_bytes(raw)
    command = [sys.executable, "-c", READ_ALL, str(folder)]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    taken: dict[str, Any] = json.loads(ran.stdout)
    return taken


@pytest.mark.parametrize("name", MAILS)
def test_a_hostile_mail_takes_little_time(name: str, hostile: dict[str, Any]) -> None:
    assert hostile["seconds"][f"{name}.eml"] < SECONDS


@pytest.mark.parametrize("name", CALENDARS)
def test_a_hostile_calendar_takes_little_time(name: str, hostile: dict[str, Any]) -> None:
    assert hostile["seconds"][f"{name}.ics"] < SECONDS


def test_no_hostile_file_takes_much_memory(hostile: dict[str, Any]) -> None:
    assert hostile["peak"] < MEGABYTES * 1_000


@pytest.mark.parametrize(
    "read", [read_calendar, lambda raw: read_mail(raw, now=NOW, zone=ZoneInfo("UTC"))]
)
@pytest.mark.parametrize("raw", [b"", b"\r\n", b"x" * 10_000_001, b"\n" * 700_000])
def test_what_is_empty_or_too_large_is_refused(read: Callable[[bytes], object], raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read(raw)


def mutated(raw: bytes, source: random.Random) -> bytes:
    """Return a sample with bytes changed, pieces cut, doubled and moved."""
    data = bytearray(raw)
    for _ in range(source.randrange(1, 12)):
        start = source.randrange(len(data) + 1)
        end = min(len(data), start + source.randrange(1, 80))
        piece = bytes(data[start:end])
        act = source.randrange(4)
        if act == 0:
            data[start:end] = source.randbytes(len(piece))
        elif act == 1:
            del data[start:end]
        elif act == 2:
            data[start:start] = piece * source.randrange(1, 30)
        else:
            place = source.randrange(len(data) + 1)
            data[place:place] = piece
    return bytes(data)


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("*/*.[ei][mc][ls]")), ids=lambda path: path.stem
)
def test_a_broken_sample_is_read_or_refused(path: Path) -> None:
    source, raw = random.Random(path.stem), path.read_bytes()
    for _ in range(25):
        broken = mutated(raw, source)
        found = mail(broken)
        assert found is None or found.kind in KINDS
        assert calendar(broken) is None or path.suffix == ".ics"


TEXTS = st.text(max_size=200)
DAYS = st.sampled_from(
    ["10 December", "3.12.", "12/03", "Thursday", "at 25:99", "le 1er", "um 10 Uhr"]
)
SENTENCES = st.lists(
    st.one_of(
        TEXTS,
        DAYS,
        st.sampled_from([
            "On Mon, 1 Nov 2026 at 10:00, Jo <a@b.c> wrote:", "> quoted", "--", "From: x", "Date:",
            "we have decided not to move forward", "if you", "bitte", "votre candidature",
            "-------- Forwarded Message --------", "Subject: y", "Kind regards", "\n\n", "Jo Lamb",
        ]),
    ),
    max_size=30,
).map("\n".join)  # fmt: skip
TYPES = st.sampled_from(
    [
        "text/plain", "text/html", "multipart/mixed; boundary=b", "text/calendar", "", ";;;",
        "message/rfc822", "multipart/alternative", "text/plain; charset=nonsense",
        "text/html; charset=utf-7", 'text/plain; charset="\0bogus"',
    ]
)  # fmt: skip
ENCODINGS = st.sampled_from(
    ["7bit", "8bit", "base64", "quoted-printable", "x-uuencode", "nonsense"]
)


@given(
    st.lists(st.tuples(TYPES, ENCODINGS, SENTENCES), max_size=4), TEXTS, TEXTS, st.text(max_size=40)
)
@settings(max_examples=80, deadline=None)
def test_any_structure_is_read_or_refused(
    parts: list[tuple[str, str, str]], sender: str, subject: str, day: str
) -> None:
    head = f"From: {sender} <a@b.example>\nSubject: {subject}\nDate: {day}\n"
    pieces = [
        f"--b\nContent-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n{text}\n"
        for kind, encoding, text in parts
    ]
    whole = f"{head}Content-Type: multipart/mixed; boundary=b\n\n{''.join(pieces)}--b--\n"
    found = mail(whole.encode("utf-8", "surrogatepass"))
    assert found is None or found.kind in KINDS


NAMES = st.sampled_from([
    "DTSTART", "DTEND", "DURATION", "RRULE", "TZID", "BEGIN", "END", "UID", "SEQUENCE", "ORGANIZER",
    "ATTENDEE", "METHOD", "TZOFFSETTO", "TZOFFSETFROM", "X-WR-TIMEZONE", "SUMMARY", "LOCATION",
])  # fmt: skip
VALUES = st.one_of(
    TEXTS,
    st.sampled_from([
        "VEVENT", "VTIMEZONE", "STANDARD", "20261208T100000", "20261208", "+0100", "P1D", "PT1H",
        "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "mailto:a@b.c", "-9999", "A",
    ]),
)  # fmt: skip
PARAMETERS = st.sampled_from(["", ";TZID=A", ';CN="x', ";VALUE=DATE", ";TZID=Europe/Paris"])


@given(st.lists(st.tuples(NAMES, PARAMETERS, VALUES), max_size=40))
@settings(max_examples=80, deadline=None)
def test_any_calendar_is_read_or_refused(lines: list[tuple[str, str, str]]) -> None:
    text = "\n".join(f"{name}{parameters}:{value}" for name, parameters, value in lines)
    whole = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{text}\nEND:VEVENT\nEND:VCALENDAR"
    for each in calendar(whole.encode("utf-8", "surrogatepass")) or ():
        assert isinstance(each, CalendarEvent)
