"""Whose mail it is: an agency names the employer, and a first name is none."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from inbox.reading.findings import MailFinding
from inbox.reading.mail import read_mail
from tests.inbox.incoming import mail

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
TOM = "Tom Bell <tom@brightrecruit.com>"


def found(text: str, subject: str, sender: str) -> MailFinding:
    raw = mail(text, NOW, From=sender, Subject=subject)
    return read_mail(raw, now=NOW, zone=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(("subject", "text", "company"), [
    ("Data Analyst at Falcon Group",
     ("Hi Robin, Falcon Group would like to invite you to an interview for the Data Analyst role on"
     " Wednesday 11 March at 10:00. Tom Bell, Bright Recruitment"), "Falcon Group"),
    ("Clerk at Osprey",
     ("Hi Robin, unfortunately Osprey won't be taking your application for the Clerk position"
     " further. Tom Bell, Bright Recruitment"), "Osprey"),
])  # fmt: skip
def test_an_agency_names_the_employer(subject: str, text: str, company: str) -> None:
    assert found(text, subject, TOM).company == company


@pytest.mark.parametrize("sender", ["Jim <jim@gmail.com>", "Jim <jim@meta.com>"])
def test_a_first_name_is_no_employer(sender: str) -> None:
    text = "Hi Robin,\n\nwe can do an interview on Tuesday 10 March at 14:00.\n\nJim"
    assert found(text, "Interview", sender).company is None


def test_other_firms_are_kept() -> None:
    text = "Thank you for applying for the Clerk role at Osprey. We work with Falcon Group."
    finding = found(text, "Clerk at Osprey", "Osprey <hr@osprey.example>")
    assert finding.company == "Osprey"
    assert "Falcon Group" in finding.companies


def test_a_board_names_the_firm_that_it_wrote_to() -> None:
    text = (
        "Your application was sent to Maple & Pine\n\nSenior Product Manager\nMaple & Pine\n"
        "Boston, MA (Hybrid)\n\nApplied on February 8, 2027\n"
    )
    subject = "Robin, your application was sent to Maple & Pine"
    finding = found(text, subject, "LinkedIn <jobs-noreply@linkedin.com>")
    assert (finding.kind, finding.company) == ("confirmation", "Maple & Pine")
