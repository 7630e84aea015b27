"""Mails: bytes in, a finding out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from inbox.reading.companies import find_company
from inbox.reading.date_roles import days_of, find_dates
from inbox.reading.dates import read_moment
from inbox.reading.findings import MEETINGS, MailFinding
from inbox.reading.forwards import unwrap
from inbox.reading.kinds import Verdict, decide
from inbox.reading.meeting_points import find_booking_link, find_link, find_place
from inbox.reading.mime import open_letter
from inbox.reading.people import find_interviewers, find_person
from inbox.reading.reading_text import MailText, mail_text
from inbox.reading.text import fold
from inbox.reading.titles import find_title


def read_mail(
    raw: bytes, *, now: datetime, zone: ZoneInfo, known_uids: frozenset[str] = frozenset()
) -> MailFinding:
    """Say what a raw mail is about. ``known_uids`` are those of calendar events seen before.

    ``now`` counts where the mail has no date, ``zone`` where its writer's country is not known.
    """
    received = open_letter(raw)
    letter, was_forwarded = unwrap(received, lambda text: read_moment(text, fold(text)))
    sent_at = letter.sent_at or now.astimezone(zone)
    text = mail_text(letter, sent_at.date(), zone.key)
    days = days_of(text)
    person = find_person(text)
    title = find_title(text)
    verdict = decide(text, days, known_uids, title, person)
    return replace(
        _of_meeting(text, verdict, person),
        company=find_company(text, person, title),
        title=title,
        person=person,
        dates=find_dates(text, verdict.kind, days),
        language=text.languages[0].code if text.languages else None,
        events=letter.events,
        subject=letter.subject,
        sender=letter.sender,
        reply_to=letter.reply_to,
        recipients=letter.recipients,
        forwarded_by=received.sender if was_forwarded else None,
        sent_at=letter.sent_at,
        message_id=letter.message_id,
        references=letter.references,
    )


def _of_meeting(text: MailText, verdict: Verdict, person: str | None) -> MailFinding:
    """Return the kind and its evidence, and where and with whom one meets, if that is its kind."""
    found = MailFinding(verdict.kind, evidence=verdict.evidence, marks=verdict.marks)
    if verdict.kind not in MEETINGS:
        return found
    return replace(
        found,
        interviewers=tuple(name for name in find_interviewers(text) if name != person),
        link=find_link(text),
        place=find_place(text),
        booking_link=find_booking_link(text),
    )
