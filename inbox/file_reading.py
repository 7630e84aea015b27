"""Read a stored file: its finding as JSON data, and when it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from inbox.event_versions import event_of, known_versions
from inbox.events_told import is_off
from inbox.models import ReceivedFile, Suggestion
from inbox.reading.answers import event_answer, mail_answer
from inbox.reading.authenticity import may_be_forged
from inbox.reading.calendar import read_calendar
from inbox.reading.confirmations import SENDERS, confirmation_code
from inbox.reading.findings import NO_INVITATIONS, PROPOSAL, MailFinding
from inbox.reading.forwards import FORWARDS
from inbox.reading.languages import CODES, load
from inbox.reading.mail import read_mail
from inbox.reading.mime import open_letter
from inbox.reading.own_notes import speaks_of_an_application
from inbox.reading.purposes import words_about
from inbox.reading.quotes import split
from inbox.reading.text import fold
from jobtracker.encryption import decrypt

Kind = Suggestion.Kind
OLDEST = timedelta(days=20 * 366)
"""A mail that claims to be older than this has a wrong date."""
MAX_TEXT, MAX_LIST = 1_000, 50
DIRECTIONS = (0x061C, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {9, 10, 13}
UNSTORABLE = {
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys((*DIRECTIONS, *CONTROLS)),
}
"""What no database keeps in JSON, and what would turn the text beside it round."""
INVITES = ("REQUEST", "CANCEL", PROPOSAL)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found, and its time: the mail's own, or its arrival where it has none."""

    finding: dict[str, Any]
    at: datetime


def read_file(file: ReceivedFile, owner: User, own: frozenset[str]) -> Reading:
    """Read a file whose content is stored. ``own`` are the seeker's own addresses.

    Raises Unreadable beyond the readers' bounds, and DecryptionError where no key opens it.
    """
    raw = decrypt(bytes(file.content or b""))
    if file.format == ReceivedFile.Format.CALENDAR:
        return Reading(storable(_read_event(raw, owner, own)), file.arrived_at)
    finding = _read_mail(raw, file, owner)
    answer = mail_answer(finding)
    answer["references"] = answer["references"][-MAX_LIST:]
    answer |= _of_the_sender(raw, finding, own)
    if file.way == ReceivedFile.Way.SENT:
        answer |= _sent(raw, own)
    return Reading(storable(answer), _time_of(finding.sent_at, file.arrived_at, owner))


def _of_the_sender(raw: bytes, finding: MailFinding, own: frozenset[str]) -> dict[str, Any]:
    """Return what follows from who sent a mail: a code for the seeker, a note of their own.

    Nobody offers themselves a job: what the seeker writes to themselves is no employer's, unless
    it brings another's mail or an event along.
    """
    email = finding.sender.email.lower() if finding.sender else ""
    is_passed_on = finding.forwarded_by or finding.events or FORWARDS.match(finding.subject)
    if email in own and not is_passed_on:
        return {"kind": Kind.IGNORE.value, "is_about_a_job": False}
    if email in SENDERS:
        return {"code": confirmation_code(open_letter(raw))}
    if finding.forwarded_by is None and may_be_forged(raw):
        return {"may_be_forged": True}
    return {}


def _read_mail(raw: bytes, file: ReceivedFile, owner: User) -> MailFinding:
    """Read a mail; once more where it tells of an event that is known already."""
    finding = read_mail(raw, now=file.arrived_at, zone=owner.zone)
    uids = {event.uid for event in finding.events if event.uid}
    if known := frozenset(uid for uid in uids if known_versions(owner, uid)):
        return read_mail(raw, now=file.arrived_at, zone=owner.zone, known_uids=known)
    return finding


def _sent(raw: bytes, own: frozenset[str]) -> dict[str, Any]:
    """Return what is known of a note that the seeker sent: to whom, and what it speaks of."""
    letter = open_letter(raw)
    recipients = [
        {"name": each.name, "email": each.email}
        for each in letter.recipients
        if each.email.lower() not in own
    ]
    text = split(letter.text).fresh
    about = words_about(letter.subject, text)
    is_about_a_job = speaks_of_an_application(letter, text)
    kind = {"kind": Kind.SENT.value, "is_about_a_job": is_about_a_job}
    return {**kind, "recipients": recipients, "about": sorted(about), "sender": None}


def _read_event(raw: bytes, owner: User, own: frozenset[str]) -> dict[str, Any]:
    event = event_answer(found := read_calendar(raw)[0])
    organizer = event["organizer"]
    if organizer and organizer["email"].lower() in own:
        organizer = None
    words = fold(f"{found.summary or ''}\n{found.description[:2000]}")
    is_about = any(load(code).beginning("jobs").search(words) for code in CODES)
    return {
        "kind": _kind_of_event(event, owner),
        "is_about_a_job": (is_about or event["method"] in INVITES) and not event["recurs"],
        "company": None,
        "title": None,
        "person": organizer["name"] if organizer else None,
        "dates": None,
        "interviewers": [],
        "language": None,
        "evidence": [found.summary] if found.summary else [],
        "events": [event],
        "subject": found.summary,
        "sender": organizer,
        "sent_at": None,
        "message_id": None,
        "references": [],
    }


def _kind_of_event(event: dict[str, Any], owner: User) -> str:
    if event["method"] == PROPOSAL:
        return Kind.REPLY.value
    if event["method"] in NO_INVITATIONS:
        return Kind.IGNORE.value
    if is_off(event):
        return Kind.INTERVIEW_CANCELLED.value
    is_known = bool(known_versions(owner, event["uid"]))
    return (Kind.INTERVIEW_RESCHEDULED if is_known else Kind.INTERVIEW_INVITATION).value


def uid_of(finding: dict[str, Any]) -> str | None:
    """Return the UID of the event that a finding tells of."""
    uid: str | None = event_of(finding).get("uid")
    return uid


def _time_of(sent_at: datetime | None, arrived_at: datetime, owner: User) -> datetime:
    """Return a mail's own time, or its arrival where that is earlier, or its own is absurd."""
    if sent_at is None:
        return arrived_at
    aware = sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=owner.zone)
    return aware if arrived_at - OLDEST < aware < arrived_at else arrived_at


def storable(value: Any) -> Any:
    """Return JSON data that any database keeps, its texts and lists cut to a bound."""
    if isinstance(value, str):
        return value[:MAX_TEXT].translate(UNSTORABLE)
    if isinstance(value, list):
        return [storable(each) for each in value[:MAX_LIST]]
    if isinstance(value, dict):
        return {key: storable(each) for key, each in value.items()}
    return value
