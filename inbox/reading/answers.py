"""Findings as plain values for JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from inbox.reading.findings import Address, CalendarEvent, MailFinding


def mail_answer(finding: MailFinding) -> dict[str, Any]:
    """Return the keys that `manage.py read` prints for a mail."""
    dates = [{"what": each.what, "at": as_text(each.at)} for each in finding.dates]
    return {
        "kind": finding.kind,
        "company": finding.company,
        "title": finding.title,
        "person": finding.person,
        "dates": dates or None,
        "interviewers": list(finding.interviewers),
        "language": finding.language,
        "evidence": list(finding.evidence),
        "marks": list(finding.marks),
        "link": finding.link,
        "place": finding.place,
        "booking_link": finding.booking_link,
        "is_choice": finding.is_choice,
        "is_about_a_job": finding.is_about_a_job,
        "events": [event_answer(each) for each in finding.events],
        "subject": finding.subject or None,
        "sender": _address(finding.sender),
        "reply_to": _address(finding.reply_to),
        "recipients": [_address(each) for each in finding.recipients],
        "forwarded_by": _address(finding.forwarded_by),
        "sent_at": as_text(finding.sent_at),
        "message_id": finding.message_id,
        "references": list(finding.references),
        "companies": list(finding.companies),
    }


def event_answer(event: CalendarEvent) -> dict[str, Any]:
    """Return the keys that `manage.py read` prints for an event."""
    return {
        "uid": event.uid,
        "method": event.method,
        "sequence": event.sequence,
        "starts_at": as_text(event.starts_at),
        "ends_at": as_text(event.ends_at),
        "all_day": event.all_day,
        "timezone": event.timezone,
        "organizer": _address(event.organizer),
        "attendees": [_address(each) for each in event.attendees],
        "status": event.status,
        "summary": event.summary,
        "location": event.location,
        "link": event.link,
        "recurs": event.recurs,
    }


def as_text(moment: date | datetime | None) -> str | None:
    """Return a day as a day, a moment in UTC with a Z, a time without a zone bare."""
    if isinstance(moment, datetime) and moment.tzinfo:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    return moment.isoformat() if moment else None


def _address(address: Address | None) -> dict[str, str | None] | None:
    return {"name": address.name, "email": address.email} if address else None
