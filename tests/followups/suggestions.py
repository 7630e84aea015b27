"""Suggestions for the tests of pages: what a reader found, without the mail it was found in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from accounts.models import User
from applications.models import Application
from inbox.models import ReceivedFile, Suggestion

REJECTION = {
    "company": "Kestrel Analytics",
    "title": "Data Engineer",
    "evidence": ["We have decided not to take your application further."],
    "marks": ["decided not to take"],
    "language": "en",
    "subject": "Your application",
    "sender": {"name": "Kestrel Analytics", "email": "jobs@kestrel.example"},
}


def finding(kind: str, **parts: Any) -> dict[str, Any]:
    """What the mail reader finds: a rejection's parts, unless said otherwise."""
    return {**REJECTION, "kind": kind, "message_id": f"<{uuid4()}@kestrel.example>", **parts}


def suggest(
    owner: User,
    kind: str,
    now: datetime,
    application: Application | None = None,
    ago: timedelta = timedelta(hours=2),
    **parts: Any,
) -> Suggestion:
    """A suggestion that waits, of a mail that came ``ago``."""
    file = ReceivedFile.objects.create(
        owner=owner,
        key=uuid4().hex,
        way=ReceivedFile.Way.UPLOAD,
        format=ReceivedFile.Format.MAIL,
        arrived_at=now - ago,
        read_at=now - ago,
        delete_at=now + timedelta(days=30),
    )
    found = finding(kind, sent_at=(now - ago).isoformat(), **parts)
    return Suggestion.objects.create(
        owner=owner,
        file=file,
        kind=kind,
        application=application,
        finding=found,
        sender=(found["sender"] or {}).get("email", ""),
        at=now - ago,
    )
