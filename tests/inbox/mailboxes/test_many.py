"""A mailbox of twenty thousand mails: read in bounded parts, in bounded time and memory."""

from __future__ import annotations

import tracemalloc
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from inbox.mailboxes import fetch, folders
from inbox.mailboxes.run import fetch_due
from inbox.mailboxes.session import Session
from inbox.models import ReceivedFile
from tests.inbox.mailboxes.conftest import MakeMailbox, day_before, mail
from tests.services.dovecot import Dovecot

pytestmark = [pytest.mark.services, pytest.mark.django_db]
MANY, NEW, A_RUN = 20_000, 300, 200
MEGABYTE = 2**20


@pytest.fixture
def full(imap: Dovecot, user: str, now: datetime) -> None:
    """So many mails, few of them new."""
    old = [mail(each) for each in range(MANY - NEW)]
    imap.deliver_all(user, old, day_before(now, 200))
    imap.deliver_all(user, [mail(MANY + each) for each in range(NEW)], day_before(now))


@pytest.mark.usefixtures("full")
def test_only_what_is_new_of_twenty_thousand_is_read(
    make_mailbox: MakeMailbox,
    seeker: User,
    now: datetime,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.INBOX_MAILS_A_RUN = A_RUN
    # A cold Dovecot looks at every file once, and the machine may be busy.
    for name in ("STEP_SECONDS", "OVERALL_SECONDS", "RUN_SECONDS"):
        monkeypatch.setattr(fetch, name, 500)
    asked: list[int] = []
    uids = Session.uids

    def counted(self: Session, *window: Any) -> list[int]:
        found = uids(self, *window)
        asked.append(len(found))
        return found

    monkeypatch.setattr(Session, "uids", counted)
    mailbox = make_mailbox()
    tracemalloc.start()
    try:
        assert fetch_due(now) == {"mailboxes": 1, "stored": A_RUN}
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 30 * MEGABYTE
    assert asked == [0, 0, 0, NEW]
    mailbox.refresh_from_db()
    assert mailbox.next_fetch_at == now
    assert fetch_due(now) == {"mailboxes": 1, "stored": NEW - A_RUN}
    assert mailbox.folders.get().last_uid == MANY
    mailbox.refresh_from_db()
    assert mailbox.next_fetch_at == now + timedelta(minutes=5)
    assert ReceivedFile.objects.filter(owner=seeker).count() == NEW


def test_windows_cover_every_number_and_no_more_than_a_window_at_once(
    imap: Dovecot,
    user: str,
    make_mailbox: MakeMailbox,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folders, "WINDOW", 3)
    monkeypatch.setattr(folders, "SIZES", 2)
    imap.deliver_all(user, [mail(each) for each in range(10)], day_before(now))
    imap.in_folder(user)[4].unlink()
    make_mailbox()
    assert fetch_due(now) == {"mailboxes": 1, "stored": 9}


def test_time_that_runs_out_ends_a_run_and_the_next_goes_on(
    imap: Dovecot,
    user: str,
    make_mailbox: MakeMailbox,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    imap.deliver_all(user, [mail(each) for each in range(5)], day_before(now))
    mailbox = make_mailbox()
    answers = iter([True, True, True, False])
    with monkeypatch.context() as patch:
        patch.setattr(fetch, "_for", lambda seconds: lambda: next(answers))
        assert fetch_due(now) == {"mailboxes": 1, "stored": 2}
    mailbox.refresh_from_db()
    assert (mailbox.next_fetch_at, mailbox.folders.get().last_uid) == (now, 2)
    assert fetch_due(now) == {"mailboxes": 1, "stored": 3}
