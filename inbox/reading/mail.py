"""Mails: bytes in, a finding out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from inbox.reading.choices import offers_times
from inbox.reading.companies import find_companies
from inbox.reading.context import is_about_a_job, is_an_answer
from inbox.reading.date_roles import days_of, find_dates
from inbox.reading.dates import Found, read_moment
from inbox.reading.findings import MEETINGS, MailFinding
from inbox.reading.forwards import unwrap
from inbox.reading.interviewers import find_interviewers
from inbox.reading.kinds import Verdict, decide
from inbox.reading.meeting_points import find_booking_link, find_link, find_place
from inbox.reading.mime import open_letter
from inbox.reading.people import find_person
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
    company, *others = find_companies(text, person, title)
    verdict = decide(text, days, known_uids, title, person)
    return replace(
        found := _of_meeting(text, verdict, person, days),
        is_about_a_job=verdict.kind not in MEETINGS or _tells_of_a_job(text, title),
        company=company,
        companies=tuple(filter(None, others)),
        title=title,
        person=person,
        dates=find_dates(text, verdict.kind, days, found.is_choice),
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


def _of_meeting(
    text: MailText, verdict: Verdict, person: str | None, days: list[Found]
) -> MailFinding:
    """Return the kind and its evidence, and where and with whom one meets, if that is its kind."""
    found = MailFinding(verdict.kind, evidence=verdict.evidence, marks=verdict.marks)
    if verdict.kind not in MEETINGS:
        return found
    page = find_booking_link(text)
    return replace(
        found,
        interviewers=tuple(name for name in find_interviewers(text) if name != person),
        link=find_link(text),
        place=find_place(text),
        booking_link=page,
        is_choice=offers_times(text, verdict.kind, days, page),
    )


def _tells_of_a_job(text: MailText, title: str | None) -> bool:
    return bool(text.letter.events) or is_an_answer(text) or is_about_a_job(text, title)
