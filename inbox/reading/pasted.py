"""What people drop and paste: several mails in one file, and text without a header."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from inbox.reading import headers
from inbox.reading.bounds import check_size
from inbox.reading.calendar_parts import is_calendar
from inbox.reading.findings import TooMany
from inbox.reading.forwards import find_block
from inbox.reading.text import clean

FROM_LINE = re.compile(rb"(?:\A|\n\r?\n)(From [^\r\n]{1,300}\b(?:19|20)\d\d[^\r\n]{0,40}\r?\n)")
QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
FIELD = re.compile(r"[A-Za-z][A-Za-z-]{1,60}:(?:\s|$)")
OF_PROGRAMS = {
    "received", "message-id", "mime-version", "content-type", "return-path", "delivered-to",
    "dkim-signature", "authentication-results", "x-mailer",
}  # fmt: skip
"""Fields that stand in a mail's source, and in no mail as it is shown."""
MAX_MAILS = 100
MAX_HEAD = 200
DATE = re.compile(rb"^Date:([^\r\n]{1,200})", re.M | re.I)
STAMP = re.compile(rb"^DTSTAMP[^:\r\n]{0,60}:(\d{8}T\d{6})Z?\s*$", re.M)
MAX_DATED = 200_000
"""So much of a file is searched for its date."""
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_outlook_file(raw: bytes) -> bool:
    """Whether this is a mail as Outlook for Windows saves it, which only Outlook reads."""
    return raw.startswith(OUTLOOK)


def split_mails(raw: bytes) -> list[bytes]:
    """Return the mails of an mbox file; of any other file, the file itself."""
    if not raw.startswith(b"From "):
        return [raw]
    check_size(raw)
    starts = [found.start(1) for found in FROM_LINE.finditer(raw)]
    if not starts:
        return [raw]
    if len(starts) > MAX_MAILS:
        raise TooMany(f"the file has more than {MAX_MAILS} mails")
    starts[0], ends = 0, [*starts[1:], len(raw)]
    pieces = [raw[start:end] for start, end in zip(starts, ends, strict=True)]
    return [QUOTED_FROM.sub(rb"\1", piece.partition(b"\n")[2]) for piece in pieces]


def written_at(raw: bytes) -> datetime | None:
    """Return when a mail was written, or a calendar file made; None where it does not tell."""
    start = raw[:MAX_DATED]
    if found := DATE.search(re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]):
        moment = headers.sent_at(found[1].decode("ascii", "replace"))
    else:
        moment = _stamped(start) if is_calendar(start) else None
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None


def _stamped(calendar: bytes) -> datetime | None:
    found = STAMP.search(calendar)
    try:
        return (
            datetime.strptime(found[1].decode(), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            if found
            else None
        )
    except ValueError:
        return None


def is_source(text: str) -> bool:
    """Whether a pasted text is a mail's whole source, header and all."""
    names = set()
    for line in text.lstrip().splitlines()[:MAX_HEAD]:
        if not line.strip():
            break
        if FIELD.match(line):
            names.add(line.partition(":")[0].lower())
        elif not (names and line[:1] in " \t"):
            return False
    return bool(names & OF_PROGRAMS) and "from" in names


def as_mail(text: str, *, date: str, key: str) -> bytes:
    """Return a raw mail with a pasted text as its body, written on ``date`` by nobody known.

    Where the text begins with sender and subject as mail programs show them, it is made a forward,
    of which the mail inside counts. By ``key`` it is known again on any day.
    """
    subject = "Fwd: " if find_block(clean(text).split("\n")) else ""
    head = (
        f"Date: {date}\nSubject: {subject}\nMessage-ID: <{key}@pasted.invalid>\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    )
    return head.encode() + text.encode("utf-8", "replace")
