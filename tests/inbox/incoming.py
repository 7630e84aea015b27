"""Mails and calendar files as they arrive, in short."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count
from typing import Any

from accounts.models import User
from inbox.models import ReceivedFile, Suggestion
from inbox.services.receive import receive
from inbox.services.suggest import suggest

NUMBER = count(1)
TEXTS = {
    "confirmation": "Thank you for applying. We have received your application.",
    "rejection": "Unfortunately, we have decided not to move forward with your application.",
    "offer": "We are delighted to offer you the position. Please let us know your decision.",
    "reply": "Thanks for your questions about the role and your application.",
    "newsletter": "This week's ten best recipes.",
}


def mail(text: str = "reply", at: datetime | None = None, **headers: str) -> bytes:
    """A mail with one of ``TEXTS``, or a text of its own."""
    message = EmailMessage()
    given = {"From": "Ana Ruiz <ana@harbour.example>", "To": "seeker@test.example", **headers}
    given.setdefault("Subject", "Your application at Harbour Analytics")
    given.setdefault("Message_ID", f"<{next(NUMBER)}@harbour.example>")
    for name, value in given.items():
        message[name.replace("_", "-")] = value
    if at:
        message["Date"] = format_datetime(at)
    message.set_content(TEXTS.get(text, text))
    return message.as_bytes()


def event(
    starts_at: datetime, uid: str = "u1", sequence: int = 0, method: str = "REQUEST", **more: str
) -> bytes:
    """A calendar file of one event, an hour long."""
    lines = {
        "UID": uid, "SEQUENCE": str(sequence), "SUMMARY": "Interview with Harbour Analytics",
        "ORGANIZER;CN=Ana Ruiz": "mailto:ana@harbour.example",
        "DTSTART": f"{starts_at:%Y%m%dT%H%M%SZ}", "DURATION": "PT1H", **more,
    }  # fmt: skip
    body = "".join(f"{name}:{value}\r\n" for name, value in lines.items())
    start = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n"
    return f"{start}{body}END:VEVENT\r\nEND:VCALENDAR\r\n".encode()


def mail_with(calendar: bytes, text: str = "", **mail_fields: Any) -> bytes:
    """A mail with a calendar part."""
    raw = mail(text or "Here is the invitation to your interview.", **mail_fields)
    message = EmailMessage()
    head, _, body = raw.partition(b"\n\n")
    for line in head.decode().split("\n"):
        name, _, value = line.partition(": ")
        if not name.startswith(("Content-", "MIME-")):
            message[name] = value
    message.set_content(body.decode())
    message.add_attachment(calendar, maintype="text", subtype="calendar", filename="invite.ics")
    return message.as_bytes()


def stored(owner: User, raw: bytes, now: datetime, way: str = "upload") -> ReceivedFile:
    """The file that arrived."""
    return receive(owner, raw, way=way, now=now)[0].file


def suggested(owner: User, raw: bytes, now: datetime, way: str = "upload") -> Suggestion:
    """What was suggested of it, as it is stored."""
    row = suggest(stored(owner, raw, now, way), now=now)
    assert row is not None
    return Suggestion.objects.get(pk=row.pk)
