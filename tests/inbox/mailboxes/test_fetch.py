"""Fetching from a real Dovecot: what is new is stored once, and the mailbox stays as it was."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from inbox.mailboxes import folders
from inbox.mailboxes.run import fetch_due
from inbox.models import Mailbox, MailFolder, ReceivedFile
from jobtracker.encryption import decrypt
from tests.inbox.mailboxes.conftest import MakeMailbox, day_before, mail
from tests.services.dovecot import Dovecot

pytestmark = [pytest.mark.services, pytest.mark.django_db]


def stored(owner: User) -> list[tuple[str, bytes]]:
    rows = ReceivedFile.objects.filter(owner=owner).order_by("pk")
    return [(row.way, decrypt(row.content or b"")) for row in rows]


def folder_of(mailbox: Mailbox, role: str = "inbox") -> MailFolder:
    return mailbox.folders.get(role=role)


def test_new_mails_are_stored_once_and_stay_unread(
    imap: Dovecot, user: str, make_mailbox: MakeMailbox, seeker: User, now: datetime
) -> None:
    imap.deliver_all(user, [mail(1), mail(2)], day_before(now))
    before = imap.in_folder(user)
    mailbox = make_mailbox()
    assert fetch_due(now) == {"mailboxes": 1, "stored": 2}
    assert stored(seeker) == [("mailbox", mail(1)), ("mailbox", mail(2))]
    assert imap.in_folder(user) == before
    mailbox.refresh_from_db()
    assert (mailbox.problem, mailbox.failures, mailbox.claimed_until) == ("", 0, None)
    assert mailbox.fetched_at == now
    assert mailbox.next_fetch_at == now + timedelta(minutes=5)
    assert folder_of(mailbox).last_uid == 2
    assert fetch_due(now) == {}
    imap.deliver(user, mail(3), now)
    assert fetch_due(now + timedelta(minutes=5)) == {"mailboxes": 1, "stored": 1}


def test_starttls_does_the_same(
    imap: Dovecot, user: str, make_mailbox: MakeMailbox, seeker: User, now: datetime
) -> None:
    imap.deliver(user, mail(), day_before(now))
    make_mailbox(port=imap.port, security="starttls")
    assert fetch_due(now) == {"mailboxes": 1, "stored": 1}


def test_mails_from_before_the_last_thirty_days_are_left_alone(
    imap: Dovecot, user: str, make_mailbox: MakeMailbox, seeker: User, now: datetime
) -> None:
    for number, days in enumerate((400, 32, 29, 3)):
        imap.deliver(user, mail(number), day_before(now, days))
    mailbox = make_mailbox()
    assert fetch_due(now) == {"mailboxes": 1, "stored": 2}
    assert folder_of(mailbox).last_uid == 4


def test_sent_mail_is_read_from_its_folder(
    imap: Dovecot, user: str, make_mailbox: MakeMailbox, seeker: User, now: datetime
) -> None:
    imap.deliver(user, mail(1), day_before(now))
    note = mail(2, From=seeker.email, To="ana@kestrel.example")
    imap.deliver(user, note, day_before(now), "Sent")
    imap.deliver(user, mail(3), day_before(now), "Private")
    make_mailbox(sent="Sent")
    assert fetch_due(now) == {"mailboxes": 1, "stored": 2}
    assert stored(seeker) == [("mailbox", mail(1)), ("sent", note)]


def test_a_folder_with_another_alphabet_can_be_chosen(
    imap: Dovecot, user: str, make_mailbox: MakeMailbox, seeker: User, now: datetime
) -> None:
    imap.deliver(user, mail(), day_before(now), "B&APw-ro & Jobs".replace(" & ", " &- "))
    mailbox = make_mailbox()
    mailbox.folders.update(name="Büro & Jobs")
    assert fetch_due(now) == {"mailboxes": 1, "stored": 1}


def test_new_numbers_begin_a_folder_anew_and_store_nothing_twice(
    imap: Dovecot, user: str, make_mailbox: MakeMailbox, seeker: User, now: datetime
) -> None:
    imap.deliver_all(user, [mail(1), mail(2), mail(3)], day_before(now))
    mailbox = make_mailbox()
    fetch_due(now)
    first = folder_of(mailbox).uid_validity
    imap.in_folder(user)[0].unlink()
    imap.renumber(user)
    imap.deliver(user, mail(4), day_before(now))
    assert fetch_due(now + timedelta(minutes=5)) == {"mailboxes": 1, "stored": 1, "known": 2}
    folder = folder_of(mailbox)
    assert folder.uid_validity != first
    assert folder.last_uid == 3
    assert len(stored(seeker)) == 4


def test_what_is_no_mail_blocks_none(
    imap: Dovecot, user: str, make_mailbox: MakeMailbox, seeker: User, now: datetime
) -> None:
    hostile = b"Subject: x\r\n" + b"A: b\r\n" * 80_000 + b"\r\nx\r\n"
    imap.deliver_all(user, [hostile, mail(1)], day_before(now))
    make_mailbox()
    assert fetch_due(now) == {"mailboxes": 1, "unreadable": 1, "stored": 1}


def test_a_mail_that_is_too_large_is_not_even_fetched(
    imap: Dovecot,
    user: str,
    make_mailbox: MakeMailbox,
    seeker: User,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folders, "MAX_BYTES", 5000)
    imap.deliver_all(user, [mail(1) + b"x" * 5000, mail(2)], day_before(now))
    make_mailbox()
    assert fetch_due(now) == {"mailboxes": 1, "too_large": 1, "stored": 1}
    assert stored(seeker) == [("mailbox", mail(2))]


def test_a_mail_of_nine_megabytes_comes_whole(
    imap: Dovecot, user: str, make_mailbox: MakeMailbox, seeker: User, now: datetime
) -> None:
    large = mail() + (b"x" * 70 + b"\r\n") * 125_000
    imap.deliver(user, large, day_before(now))
    make_mailbox()
    assert fetch_due(now) == {"mailboxes": 1, "stored": 1}
    assert stored(seeker)[0][1] == large


def test_a_run_ends_after_so_many_mails_and_the_next_goes_on(
    imap: Dovecot,
    user: str,
    make_mailbox: MakeMailbox,
    seeker: User,
    now: datetime,
    settings: Any,
) -> None:
    settings.INBOX_MAILS_A_RUN = 4
    imap.deliver_all(user, [mail(each) for each in range(5)], day_before(now))
    imap.deliver_all(user, [mail(each) for each in range(5, 8)], day_before(now), "Sent")
    mailbox = make_mailbox(sent="Sent")
    for expected in (4, 3, 1):
        assert fetch_due(now) == {"mailboxes": 1, "stored": expected}
    mailbox.refresh_from_db()
    assert mailbox.next_fetch_at == now + timedelta(minutes=5)
    assert len(stored(seeker)) == 8


def test_a_folder_that_is_gone_is_told_as_such(
    imap: Dovecot, user: str, make_mailbox: MakeMailbox, seeker: User, now: datetime
) -> None:
    imap.deliver(user, mail(), day_before(now))
    mailbox = make_mailbox()
    mailbox.folders.update(name="Jobs")
    assert fetch_due(now) == {"failed": 1}
    mailbox.refresh_from_db()
    assert mailbox.problem == "folder"
    assert mailbox.next_fetch_at == now + timedelta(minutes=1)
