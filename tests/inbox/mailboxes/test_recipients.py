"""To whom a mail was sent, whatever its header holds, and within time."""

from __future__ import annotations

import time
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from accounts.models import User
from inbox.mailboxes import store
from inbox.mailboxes.fetch import fetch
from inbox.mailboxes.recipients import recipients
from inbox.models import Mailbox, ReceivedFile
from inbox.services.addresses import address_of, renew_address
from tests.inbox.mailboxes.conftest import mail

HOSTILE = {
    "brackets": b"(" * 9_000,
    "groups": b"a:" * 4_500,
    "ats": b"@" * 9_000,
    "quotes": b'"' * 9_000,
    "words": b"=?utf-8?q?" * 900,
    "names": b"x" * 9_000,
    "zeros": b"\0\xff" * 4_500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_header_costs_little_and_hides_nobody(text: bytes) -> None:
    field = b"To: " + text + b"\r\n"
    raw = field * 32 + b"Delivered-To: <One@In.Example>\r\n\r\nHello"
    began = time.process_time()
    assert recipients(raw)[0] == "one@in.example"
    assert time.process_time() - began < 2


def test_addresses_are_found_in_any_form_those_of_the_delivery_first() -> None:
    raw = (
        b'To: Robin <a@one.example>,\r\n\t"B, C" <b@one.example>; c@one.example (C)\r\n'
        b"Subject: x@not.example\r\nX-Original-To: d@one.example\r\nCc: A@ONE.example\r\n"
        b"Bcc: e@one.example\r\n\r\nTo: f@not.example\r\n"
    )
    assert recipients(raw) == [
        "d@one.example", "a@one.example", "b@one.example", "c@one.example", "e@one.example",
    ]  # fmt: skip


@pytest.fixture
def site(seeker: User, settings: Any, now: datetime) -> str:
    """The seeker's private address."""
    settings.INBOX_DOMAIN = "in.jobs.example"
    renew_address(seeker, now=now)
    return address_of(seeker) or ""


@pytest.mark.django_db
def test_a_mail_whose_recipients_cannot_be_read_is_put_aside(
    site: str, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Mock()
    monkeypatch.setattr(store, "recipients", Mock(side_effect=RecursionError))
    assert store.empty(session, 1, mail(1, To=site), now) == "for_nobody"
    session.move.assert_called_once_with(1, "Unmatched")
    monkeypatch.undo()
    assert store.empty(session, 2, mail(2, To=site), now) == "stored"
    session.delete.assert_called_once_with(2)
    assert ReceivedFile.objects.count() == 1


@pytest.mark.django_db
def test_whatever_goes_wrong_with_a_mailbox_is_its_own(
    seeker: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = Mailbox.objects.create(
        owner=seeker, host="imap.example", username="u", connected_at=now, next_fetch_at=now,
        claimed_until=now,
    )  # fmt: skip
    broken = SimpleNamespace(_read=Mock(side_effect=RecursionError))
    monkeypatch.setattr("inbox.mailboxes.fetch._read", broken._read)
    assert fetch(mailbox, now) == {"failed": 1}
    mailbox.refresh_from_db()
    assert (mailbox.claimed_until, mailbox.problem, mailbox.failures) == (None, "broken", 1)
    assert mailbox.failing_since == now
    assert mailbox.next_fetch_at is not None
    assert mailbox.next_fetch_at > now
