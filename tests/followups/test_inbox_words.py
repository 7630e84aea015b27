"""Every kind in words: with and without dates, people and titles; in either order of dates."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followups.inbox_words import SENTENCES, Said, sentence
from followups.wording.formatter import Formatter
from inbox.models import Suggestion
from jobtracker import local_formats

FORMATTER = Formatter({}, ZoneInfo("Europe/London"), 2026)
THURSDAY = datetime(2026, 12, 10, 14, 30, tzinfo=UTC)
FOUR = datetime(2026, 12, 10, 16, 0, tzinfo=UTC)
SEVENTH = date(2026, 12, 7)
KESTREL = {"company": "Kestrel Analytics"}
PANEL = ("Priya Nair", "Ola Danso")

CASES: list[tuple[str, dict[str, Any], str]] = [
    ("confirmation", KESTREL, "Kestrel Analytics received your application."),
    ("confirmation", {}, "Your application was received."),
    ("confirmation", {**KESTREL, "is_new": True}, "New application at Kestrel Analytics?"),
    (
        "confirmation",
        {**KESTREL, "title": "Data Engineer", "is_new": True},
        "New application: Data Engineer at Kestrel Analytics?",
    ),
    (
        "confirmation",
        {"title": "Data Engineer", "is_new": True},
        "New application: Data Engineer?",
    ),
    ("confirmation", {"is_new": True}, "New application?"),
    (
        "confirmation",
        {**KESTREL, "is_new": True, "is_logged": True},
        "New application at Kestrel Analytics.",
    ),
    (
        "interview_invitation",
        {"starts_at": THURSDAY, "is_logged": True},
        "Interview on Thu 10 Dec, 14:30.",
    ),
    (
        "interview_invitation",
        {"starts_at": FOUR, "others": (THURSDAY,), "people": PANEL},
        "2 interviews on Thu 10 Dec, 14:30 and 16:00. Log them?",
    ),
    (
        "interview_invitation",
        {"starts_at": THURSDAY, "others": (SEVENTH, FOUR), "is_logged": True},
        "3 interviews on Mon 7 Dec and Thu 10 Dec.",
    ),
    (
        "interview_rescheduled",
        {"starts_at": THURSDAY, "others": (FOUR,)},
        "2 interviews move to Thu 10 Dec, 14:30 and 16:00.",
    ),
    (
        "interview_cancelled",
        {"starts_at": THURSDAY, "others": (FOUR,)},
        "2 interviews on Thu 10 Dec, 14:30 and 16:00 are cancelled.",
    ),
    ("rejection", KESTREL, "Rejected by Kestrel Analytics."),
    ("rejection", {}, "Your application was rejected."),
    (
        "interview_invitation",
        {**KESTREL, "starts_at": THURSDAY, "people": PANEL},
        "Interview on Thu 10 Dec, 14:30 with Priya Nair and Ola Danso. Log it?",
    ),
    (
        "interview_invitation",
        {"starts_at": THURSDAY, "meeting": "Phone screen"},
        "Phone screen on Thu 10 Dec, 14:30. Log it?",
    ),
    (
        "interview_invitation",
        {**KESTREL, "answer_by": SEVENTH},
        "Kestrel Analytics invites you to an interview. Choose a time. Answer by Mon 7 Dec.",
    ),
    (
        "interview_invitation",
        {**KESTREL, "people": PANEL[:1]},
        "Kestrel Analytics invites you to meet Priya Nair. Choose a time.",
    ),
    ("interview_invitation", {}, "You’re invited to an interview. Choose a time."),
    (
        "interview_rescheduled",
        {"starts_at": THURSDAY, "people": PANEL},
        "Your interview with Priya Nair and Ola Danso moves to Thu 10 Dec, 14:30.",
    ),
    (
        "interview_rescheduled",
        {"starts_at": THURSDAY},
        "Your interview moves to Thu 10 Dec, 14:30.",
    ),
    (
        "interview_rescheduled",
        KESTREL,
        "Kestrel Analytics can’t keep the time of your interview. There’s no new time yet.",
    ),
    ("interview_rescheduled", {}, "The time of your interview is off. There’s no new time yet."),
    (
        "interview_cancelled",
        {"starts_at": THURSDAY, "people": PANEL[:1]},
        "The interview on Thu 10 Dec, 14:30 with Priya Nair is cancelled.",
    ),
    (
        "interview_cancelled",
        {"starts_at": THURSDAY},
        "The interview on Thu 10 Dec, 14:30 is cancelled.",
    ),
    ("interview_cancelled", KESTREL, "Kestrel Analytics cancelled your interview."),
    ("interview_cancelled", {}, "Your interview is cancelled."),
    ("offer", KESTREL, "An offer from Kestrel Analytics."),
    ("offer", {}, "You have an offer."),
    (
        "offer",
        {**KESTREL, "pay": "£58,500 a year", "starts_on": date(2027, 1, 11), "answer_by": SEVENTH},
        (
            "An offer from Kestrel Analytics: £58,500 a year, starting on Mon 11 Jan 2027."
            " Answer by Mon 7 Dec."
        ),
    ),
    ("references_requested", KESTREL, "Kestrel Analytics asks for your references."),
    ("references_requested", {}, "They ask for your references."),
    (
        "references_requested",
        {**KESTREL, "answer_by": SEVENTH},
        "Kestrel Analytics asks for your references. Answer by Mon 7 Dec.",
    ),
    (
        "timeline_given",
        {**KESTREL, "news_by": SEVENTH},
        "Kestrel Analytics said you’d hear by Mon 7 Dec.",
    ),
    (
        "timeline_given",
        {"person": "Hugo Marchand", "ask_on": SEVENTH},
        "Hugo Marchand asked you to check back on Mon 7 Dec.",
    ),
    ("timeline_given", {}, "They said when you’d hear. Add the date."),
    ("no_contact_requested", KESTREL, "Kestrel Analytics asked you not to follow up."),
    (
        "no_contact_requested",
        {"news_by": SEVENTH},
        "They asked you not to follow up. You’d hear by Mon 7 Dec.",
    ),
    ("reply", {**KESTREL, "person": "Priya Nair"}, "Priya Nair at Kestrel Analytics replied."),
    ("reply", KESTREL, "Kestrel Analytics replied."),
    ("reply", {}, "They replied."),
    (
        "sent",
        {"person": "Priya Nair", "sent_as": "Thank-you note"},
        "You wrote to Priya Nair: Thank-you note.",
    ),
    ("sent", KESTREL, "You wrote to Kestrel Analytics."),
    ("sent", {}, "You sent a note."),
    (
        "ignore",
        {"person": "JobAlert Daily"},
        "Nothing about your applications, from JobAlert Daily.",
    ),
    ("ignore", {}, "Nothing about your applications."),
]


@pytest.mark.parametrize(("kind", "parts", "text"), CASES)
def test_in_words(kind: str, parts: dict[str, Any], text: str) -> None:
    assert sentence(FORMATTER, Said(kind, **parts)) == text


def test_every_kind_has_a_sentence_and_a_case() -> None:
    assert set(SENTENCES) == set(Suggestion.Kind.values)
    assert set(SENTENCES) == {kind for kind, _parts, _text in CASES}


def test_dates_are_written_as_the_reader_is_used_to() -> None:
    new_york = Formatter({}, ZoneInfo("America/New_York"), 2026)
    with local_formats.override(local_formats.LocalFormats("mdy", "12")):
        text = sentence(new_york, Said("interview_invitation", starts_at=THURSDAY))
    assert text == "Interview on Thu, Dec 10, 9:30 AM. Log it?"


def test_a_name_is_text_whatever_stands_in_it() -> None:
    said = Said("rejection", company="%(who)s <b>& Sons</b>")
    assert sentence(FORMATTER, said) == "Rejected by %(who)s <b>& Sons</b>."
