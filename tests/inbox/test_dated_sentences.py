"""The dates of short mails: each line of `mails/dated.txt` is a kind, its dates and a mail."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from inbox.reading.date_roles import days_of, find_dates
from inbox.reading.findings import Address
from inbox.reading.mime import Letter
from inbox.reading.reading_text import mail_text
from tests.inbox.mail_texts import MAILS

LINES = (MAILS / "dated.txt").read_text(encoding="utf-8").splitlines()
SENT = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("line", LINES)
def test_a_short_mail_names_its_dates(line: str) -> None:
    kind, dates, text = line.split("|")
    letter = Letter(
        sender=Address("Jo Lamb", "jo.lamb@firm.example"),
        reply_to=None,
        subject="",
        sent_at=SENT,
        message_id=None,
        references=(),
        text=f"{text}\n\nJo Lamb",
    )
    mail = mail_text(letter, SENT.date(), "Europe/London")
    found = find_dates(mail, kind, days_of(mail))
    assert ", ".join(f"{each.what} {each.at.isoformat()}" for each in found) == dates
