"""Raw mail to a letter: who wrote when about what, the text, the calendar parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.policy import Compat32
from typing import Any

from inbox.reading import headers
from inbox.reading.bounds import MAX_PART_TEXT, MAX_PARTS, check_mail
from inbox.reading.calendar import read_calendar
from inbox.reading.charsets import to_text
from inbox.reading.findings import Address, CalendarEvent, Unreadable
from inbox.reading.html_text import Link, html_to_text
from inbox.reading.text import clean

MAX_CALENDARS = 10
MAX_DEPTH = 12
CALENDARS = {"text/calendar", "application/ics", "text/x-vcalendar"}
HEADERS = ("From", "To", "Date", "Subject", "Message-ID", "Received", "Return-Path", "Content-Type")


FOR_PEOPLE = {"from", "sender", "reply-to", "to", "cc", "subject"}


class _AsSent(Compat32):
    """Gives what people read as it came: the library would replace bytes beyond ASCII in it."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return value if name.lower() in FOR_PEOPLE else super().header_fetch_parse(name, value)


AS_SENT = _AsSent()


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as its reader sees it."""

    sender: Address | None
    reply_to: Address | None
    subject: str
    sent_at: datetime | None
    message_id: str | None
    references: tuple[str, ...]
    text: str
    links: tuple[Link, ...] = ()
    recipients: tuple[Address, ...] = ()
    events: tuple[CalendarEvent, ...] = ()
    is_answer: bool = False
    is_automatic: bool = False
    is_bulk: bool = False
    is_report: bool = False
    enclosed: Letter | None = None


def open_letter(raw: bytes) -> Letter:
    """Parse a raw mail, within the bounds."""
    check_mail(raw)
    try:
        message = message_from_bytes(raw, policy=AS_SENT)
    except (ValueError, LookupError, RecursionError) as error:
        raise Unreadable("the mail cannot be parsed") from error
    if not any(message.get(name) for name in HEADERS):
        raise Unreadable("not a mail: it has no header")
    return _letter(message, depth=0)


def _letter(message: Message, depth: int) -> Letter:
    parts = list(_parts(message, 0))
    text, links = _body([part for part, _ in parts if _is_text(part)])
    references = headers.message_ids(message.get("References"))
    answers = headers.message_ids(message.get("In-Reply-To"))
    return Letter(
        sender=headers.address(message.get("From") or message.get("Sender")),
        reply_to=headers.address(message.get("Reply-To")),
        subject=clean(headers.decoded(message.get("Subject"))),
        sent_at=headers.sent_at(message.get("Date")),
        message_id=next(iter(headers.message_ids(message.get("Message-ID"))), None),
        references=tuple(dict.fromkeys((*references, *answers))),
        text=text,
        links=links,
        recipients=headers.addresses(f"{message.get('To') or ''}, {message.get('Cc') or ''}"),
        events=_calendar_events([part for part, _ in parts if _is_calendar(part)]),
        is_answer=bool(answers or references),
        is_automatic=_is_automatic(message),
        is_bulk=_is_bulk(message),
        is_report=message.get_content_type() == "multipart/report",
        enclosed=_enclosed([part for part, _ in parts], depth),
    )


def _parts(message: Message, depth: int) -> Iterator[tuple[Message, int]]:
    """Walk the parts, those inside an enclosed mail left out, up to a bound."""
    stack, seen = [(message, depth)], 0
    while stack and seen < MAX_PARTS:
        part, level = stack.pop()
        seen += 1
        yield part, level
        is_open = part.get_content_maintype() == "multipart" and level < MAX_DEPTH
        if is_open:
            stack.extend((each, level + 1) for each in reversed(_inner(part)))


def _inner(part: Message) -> list[Message]:
    """Return the mails or parts in a part; a text, whose charset may be nonsense, has none."""
    payload = part.get_payload() if part.is_multipart() else []
    return [each for each in payload if isinstance(each, Message)]


def _is_text(part: Message) -> bool:
    return part.get_content_type() in {"text/plain", "text/html"} and not part.is_multipart()


def _is_calendar(part: Message) -> bool:
    return part.get_content_type() in CALENDARS or _file_name(part).endswith(".ics")


def _file_name(part: Message) -> str:
    try:
        return headers.decoded(part.get_filename(), 300).lower()
    except (ValueError, LookupError, TypeError):
        return ""


def _body(parts: list[Message]) -> tuple[str, tuple[Link, ...]]:
    """Return the best text: the plain one, unless it is a stub beside a longer HTML part."""
    inline = [part for part in parts if part.get_content_disposition() != "attachment"]
    plain = [part for part in inline if part.get_content_type() == "text/plain"]
    plain_text = clean("\n\n".join(content(part) for part in plain[:20]))
    pages = [part for part in inline if part.get_content_type() == "text/html"]
    converted = [html_to_text(content(part)) for part in pages[:20]]
    page_text = clean("\n\n".join(text for text, _ in converted))
    links = tuple(link for _, found in converted for link in found)
    is_stub = len(plain_text) < 40 or 4 * len(plain_text) < len(page_text) - 400
    return (page_text if page_text and is_stub else plain_text), links


def content(part: Message) -> str:
    """Return a text part's text, decoded as declared or as guessed, up to a bound."""
    return to_text(payload_bytes(part), part.get_content_charset() or "")


def payload_bytes(part: Message) -> bytes:
    """Return a part's bytes, its transfer encoding undone, up to a bound."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return data[:MAX_PART_TEXT] if isinstance(data, bytes) else b""


def _calendar_events(parts: list[Message]) -> tuple[CalendarEvent, ...]:
    """Return the events of the calendar parts; the same one in two parts counts once."""
    found: dict[tuple[object, ...], CalendarEvent] = {}
    for part in parts[:MAX_CALENDARS]:
        method = headers.decoded(part.get_param("method", ""), 40).upper() or None
        try:
            events = read_calendar(payload_bytes(part))
        except Unreadable:
            continue
        for event in events[:50]:
            event = event if event.method else replace(event, method=method)
            found.setdefault((event.uid, event.sequence, event.starts_at), event)
    return tuple(found.values())


def _enclosed(parts: list[Message], depth: int) -> Letter | None:
    """Return a mail that was forwarded as an attachment."""
    for part in parts[1:]:
        if part.get_content_type() == "message/rfc822" and depth < 3:
            inner = _inner(part)[:1]
            return _letter(inner[0], depth + 1) if inner else None
    return None


def _is_automatic(message: Message) -> bool:
    """Whether an absent person's program has answered."""
    submitted = headers.decoded(message.get("Auto-Submitted"), 60).lower()
    precedence = headers.decoded(message.get("Precedence"), 60).lower()
    replied = any(message.get(name) for name in ("X-Autoreply", "X-Autorespond"))
    return submitted.startswith("auto-replied") or "auto_reply" in precedence or replied


def _is_bulk(message: Message) -> bool:
    precedence = headers.decoded(message.get("Precedence"), 60).lower()
    listed = message.get("List-Unsubscribe") or message.get("List-Id")
    return bool(listed) or precedence in {"bulk", "list", "junk"}
