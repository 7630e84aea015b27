"""What single sentences say: each line of `mails/sentences.txt` is a kind and a short mail."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from inbox.reading.date_roles import days_of
from inbox.reading.findings import Address
from inbox.reading.kinds import decide
from inbox.reading.mime import Letter
from inbox.reading.reading_text import mail_text
from tests.inbox.mail_texts import MAILS

LINES = (MAILS / "sentences.txt").read_text(encoding="utf-8").splitlines()
SENT = datetime(2026, 11, 24, 12, tzinfo=UTC)
ANSWERS = {"reply", "timeline_given", "no_contact_requested"}
"""Kinds that answer something that the seeker wrote."""


@pytest.mark.parametrize("line", LINES)
def test_a_short_mail_is_of_its_kind(line: str) -> None:
    kind, _, text = line.partition("|")
    letter = Letter(
        sender=Address("Jo Lamb", "jo.lamb@firm.example"),
        reply_to=None,
        subject="",
        sent_at=SENT,
        message_id=None,
        references=(),
        text=f"{text}\n\nJo Lamb",
        is_answer=kind in ANSWERS,
    )
    mail = mail_text(letter, SENT.date(), "Europe/London")
    assert decide(mail, days_of(mail)).kind == kind
