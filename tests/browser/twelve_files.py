"""A search in twelve files: six mails of one employer, and six that are about nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TypedDict

from tests.browser.moments import ZONE, day_of

COMPANY, TITLE = "Kestrel Analytics", "Senior Data Engineer"
PRIYA, OLA, TOM = "Priya Nair", "Ola Danso", "Tom Bailey"


class File(TypedDict):
    """A file as a browser takes it."""

    name: str
    mimeType: str
    buffer: bytes


class Times:
    """When everything happened, told from ``at``."""

    def __init__(self, at: datetime) -> None:
        local = at.astimezone(ZONE)
        morning = local.replace(hour=9, minute=30, second=0, microsecond=0)
        self.applied = morning - timedelta(days=20)
        self.invited = morning - timedelta(days=15)
        self.first_start = morning - timedelta(days=10) + timedelta(hours=1)
        self.moved = morning - timedelta(days=11)
        self.start = morning - timedelta(days=8) + timedelta(hours=2)
        self.timeline = morning - timedelta(days=7)
        self.news_by = day_of(self.timeline) + timedelta(days=14)
        self.references = morning - timedelta(days=3)
        self.offer = morning - timedelta(days=1)
        self.answer_by = day_of(at) + timedelta(days=6)


def twelve_files(at: datetime) -> list[File]:
    """Return the files by name, what matters between what does not."""
    pairs = zip(_search(Times(at)), _noise(at), strict=True)
    return [file for pair in pairs for file in pair]


def _search(times: Times) -> list[File]:
    tom = f"{TOM} <tom.bailey@kestrel.example>"
    start, answer_by = times.start, times.answer_by
    return [
        _mail(
            "confirmation",
            times.applied,
            "Kestrel Analytics Recruiting <no-reply@us.greenhouse-mail.io>",
            f"Thank you for applying to {COMPANY}",
            f"Hi Robin,\n\nThank you for applying to {COMPANY}. We have received your application"
            f" for the {TITLE} role.\n\nKestrel Analytics Recruiting\n",
        ),
        _mail(
            "invitation",
            times.invited,
            tom,
            f"Interview: {TITLE}",
            f"Hi Robin,\n\nWe’d like to invite you to an interview for the {TITLE} role at"
            f" {COMPANY}. You’d meet {PRIYA} and {OLA}. The invitation is attached.\n\nBest,\n"
            f"{TOM}\n",
            _event(times.first_start, 0),
        ),
        _mail(
            "put-off",
            times.moved,
            tom,
            f"Interview moved: {TITLE}",
            f"Hi Robin,\n\nI’m afraid we have to reschedule our interview for the {TITLE} role. The"
            f" new time is in the updated invitation.\n\nBest,\n{TOM}\n",
            _event(start, 1),
        ),
        _mail(
            "two-weeks",
            times.timeline,
            tom,
            f"{TITLE}: next steps",
            f"Hi Robin,\n\nThank you for your time. We are meeting two more people for the {TITLE}"
            f" role, and you will hear from us within two weeks.\n\nBest,\n{TOM}\n",
        ),
        _mail(
            "references",
            times.references,
            tom,
            f"{TITLE}: references",
            "Hi Robin,\n\nCould you send us the names and email addresses of two references for the"
            f" {TITLE} role?\n\nBest,\n{TOM}\n",
        ),
        _mail(
            "offer",
            times.offer,
            tom,
            f"Your offer from {COMPANY}",
            f"Hi Robin,\n\nWe are very happy to offer you the position of {TITLE} at {COMPANY}, at"
            f" £58,500 a year. Please let us know by {answer_by.day} {answer_by:%B %Y}.\n\nBest,\n"
            f"{TOM}\n",
        ),
    ]


def _noise(at: datetime) -> list[File]:
    day = at.astimezone(ZONE) - timedelta(days=2)
    senders = {
        "alert": ("LinkedIn Job Alerts <jobalerts-noreply@linkedin.com>", "12 new jobs for you",
                  ("Your job alert for data engineer in Sheffield. 12 new jobs match your"
                  " preferences.\n\nUnsubscribe")),
        "code": ("Fathom <no-reply@us.greenhouse-mail.io>", "Security code for your application",
                 "Your security code is 123456. It expires in 10 minutes."),
        "away": (f"{OLA} <ola.danso@oatmill.example>", "Automatic reply: hello",
                 "I am out of the office until further notice and have no access to my mail."),
        "dinner": ("Mum <mum@gmail.com>", "Sunday", "Hi love,\n\nDinner on Sunday at six?\n\nMum"),
        "survey": ("Survey <survey@feedback.example>", "How did we do?",
                   "Please take our two minute survey and rate your candidate experience."),
        "news": ("Careers weekly <news@careers.example>", "Five tips for your CV",
                 "This week in our newsletter: five tips.\n\nUnsubscribe from this newsletter."),
    }  # fmt: skip
    return [_mail(name, day, *parts) for name, parts in senders.items()]


def _mail(
    name: str, at: datetime, sender: str, subject: str, text: str, calendar: str = ""
) -> File:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, "Robin Hale <seeker@test.example>"
    mail["Subject"], mail["Date"] = subject, format_datetime(at)
    mail["Message-ID"] = f"<{name}@mail.kestrel.example>"
    if name == "away":
        mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(text)
    if calendar:
        mail.add_attachment(
            calendar.encode(), maintype="text", subtype="calendar", filename="invite.ics"
        )
    return {"name": f"{name}.eml", "mimeType": "message/rfc822", "buffer": mail.as_bytes()}


def _event(starts: datetime, sequence: int) -> str:
    """The invitation: an hour with two people."""
    stamp = "%Y%m%dT%H%M%S"
    ends = starts + timedelta(hours=1)
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Kestrel//EN",
        "VERSION:2.0",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "UID:talk-1@kestrel.example",
        f"SEQUENCE:{sequence}",
        f"DTSTAMP:{starts:%Y%m%d}T080000Z",
        f"DTSTART;TZID=Europe/London:{starts.strftime(stamp)}",
        f"DTEND;TZID=Europe/London:{ends.strftime(stamp)}",
        f"SUMMARY:Interview: {TITLE}",
        f"ORGANIZER;CN={PRIYA}:mailto:priya.nair@kestrel.example",
        f"ATTENDEE;CN={PRIYA}:mailto:priya.nair@kestrel.example",
        f"ATTENDEE;CN={OLA}:mailto:ola.danso@kestrel.example",
        "ATTENDEE;CN=Robin Hale:mailto:seeker@test.example",
        "LOCATION:Teams",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines)
