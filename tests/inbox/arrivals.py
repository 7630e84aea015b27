"""Suggestions as they are made of sample files, and what is seen of a search."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from accounts.models import User
from applications.models import Application, Event, Interview, Message
from inbox.keys import digest
from inbox.models import ReceivedFile, Suggestion
from inbox.reading.answers import event_answer, mail_answer
from inbox.reading.calendar import read_calendar
from inbox.reading.mail import read_mail

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
"""“Today” of the samples: Thursday."""


def mail(owner: User, name: str, application: Application | None = None) -> Suggestion:
    """The suggestion of a sample mail."""
    raw = (SAMPLES / "eml" / f"{name}.eml").read_bytes()
    return written(owner, raw, application)


def written(owner: User, raw: bytes, application: Application | None = None) -> Suggestion:
    """The suggestion of a mail."""
    found = read_mail(raw, now=NOW, zone=owner.zone)
    return suggest(owner, mail_answer(found), application, at=found.sent_at or NOW)


def event(
    owner: User, name: str, application: Application | None = None, at: datetime = NOW
) -> Suggestion:
    """The suggestion of a sample calendar file."""
    found = read_calendar((SAMPLES / "ics" / f"{name}.ics").read_bytes())[0]
    kind = "interview_cancelled" if found.is_cancelled else "interview_invitation"
    read = event_answer(found)
    finding = {"kind": kind, "events": [read], "subject": found.summary}
    return suggest(owner, finding, application, at=at)


def suggest(
    owner: User, finding: dict[str, Any], application: Application | None = None, *, at: datetime
) -> Suggestion:
    """A suggestion that waits, of a file of its own."""
    number = ReceivedFile.objects.count()
    file = ReceivedFile.objects.create(
        owner=owner,
        key=digest(f"{finding.get('message_id') or number}"),
        way=ReceivedFile.Way.UPLOAD,
        format=ReceivedFile.Format.MAIL,
        arrived_at=NOW,
        read_at=NOW,
        delete_at=NOW,
    )
    return Suggestion.objects.create(
        owner=owner,
        file=file,
        kind=finding["kind"],
        application=application,
        finding=finding,
        sender=(finding.get("sender") or {}).get("email") or "",
        at=at,
    )


def told(application: Application) -> list[tuple[Any, ...]]:
    """The timeline of an application, without keys and tokens."""
    events = Event.objects.filter(application=application).values_list(
        "at", "kind", "result", "news_by", "ask_on", "answer_by", "pay", "starts_on", "has_list"
    )
    interviews = Interview.objects.filter(application=application)
    met = [
        (
            each.starts_at,
            each.kind,
            each.type,
            each.arranged_at,
            each.ends_at,
            each.time_zone,
            each.place,
            each.link,
            each.cancelled_at,
            tuple(sorted(each.interviewers.values_list("name", flat=True))),
        )
        for each in interviews
    ]
    sent = Message.objects.filter(application=application).values_list(
        "at", "purpose", "contact__name", "interview__starts_at", "channel"
    )
    return sorted([*events, *met, *sent], key=str)


def planned(application: Application) -> list[Mapping[str, Any]]:
    """The reminders of an application, as far as they name no keys."""
    fields = ("rule", "opens_at", "due_at", "lapses_at", "state", "optional", "catch_up")
    return sorted(application.reminders.values(*fields), key=str)
