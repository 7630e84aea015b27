"""One worker a mailbox; and whoever owns one that fails is told, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail as post

from accounts import mails
from accounts.models import User
from inbox.mailboxes import claims
from inbox.mailboxes.run import fetch_due
from inbox.mailboxes.tell import tell_owners
from inbox.models import Mailbox, MailFolder
from jobtracker.encryption import encrypt

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def mailbox(seeker: User, now: datetime) -> Mailbox:
    """A mailbox that is due."""
    made = Mailbox.objects.create(
        owner=seeker,
        host="imap.kestrel.example",
        username="robin@kestrel.example",
        password=encrypt(b"tops3cret"),
        connected_at=now,
        next_fetch_at=now,
    )
    MailFolder.objects.create(mailbox=made, role="inbox", name="INBOX")
    return made


def claimed(mailbox: Mailbox, now: datetime) -> Mailbox:
    found = claims.claim(mailbox.pk, now)
    assert found is not None
    return found


def test_a_mailbox_has_one_worker_until_its_lease_runs_out(mailbox: Mailbox, now: datetime) -> None:
    first = claimed(mailbox, now)
    assert claims.claim(mailbox.pk, now + claims.lease() - MINUTE) is None
    assert claims.due(now) == []
    later = now + claims.lease()
    assert claims.due(later) == [mailbox.pk]
    claimed(mailbox, later)
    folder = mailbox.folders.get()
    folder.mailbox = first
    with pytest.raises(claims.ClaimLost):
        claims.reached(folder, 7)
    with pytest.raises(claims.ClaimLost):
        claims.check(first)
    claims.failed(first, "broken", later)
    mailbox.refresh_from_db()
    assert (mailbox.failures, mailbox.folders.get().last_uid) == (0, 0)
    assert mailbox.claimed_until == later + claims.lease()


def test_the_longest_due_comes_first(mailbox: Mailbox, stranger: User, now: datetime) -> None:
    other = Mailbox.objects.create(
        owner=stranger, host="h", username="u", connected_at=now, next_fetch_at=now - MINUTE
    )
    third = Mailbox.objects.create(host="h", username="u", connected_at=now, next_fetch_at=None)
    assert claims.due(now) == [other.pk, mailbox.pk]
    assert claims.claim(third.pk, now) is None


def test_a_mailbox_that_is_gone_ends_its_run(mailbox: Mailbox, now: datetime) -> None:
    mine = claimed(mailbox, now)
    Mailbox.objects.all().delete()
    with pytest.raises(claims.ClaimLost):
        claims.check(mine)
    claims.succeeded(mine, now, more=False)
    assert not Mailbox.objects.exists()


def fail(mailbox: Mailbox, code: str, now: datetime, times: int = 1) -> datetime:
    for _ in range(times):
        claims.failed(claimed(mailbox, now), code, now)
        mailbox.refresh_from_db()
        now = mailbox.next_fetch_at or now
    return now


def test_a_refused_password_is_told_once_and_at_once(mailbox: Mailbox, now: datetime) -> None:
    now = fail(mailbox, "login", now, times=2)
    assert tell_owners(now) == {}
    fail(mailbox, "login", now)
    assert mailbox.next_fetch_at is None
    assert tell_owners(now) == {"told": 1}
    assert tell_owners(now + 9 * DAY) == {}
    (letter,) = post.outbox
    assert letter.to == [mailbox.owner.email]  # type: ignore[union-attr]
    assert letter.subject == "Your mailbox robin@kestrel.example can't be read"
    html = str(letter.alternatives[0][0])  # type: ignore[attr-defined]
    for text in (str(letter.body), html):
        assert "refused the password" in text.replace("&#x27;", "'")
        assert "no more tries" in text
        assert "/settings/mailbox/" in text
        assert "tops3cret" not in text


def test_another_problem_is_told_after_a_day_and_again_only_after_it_was_over(
    mailbox: Mailbox, now: datetime
) -> None:
    later = fail(mailbox, "unreachable", now, times=3)
    assert tell_owners(now + DAY - MINUTE) == {}
    assert tell_owners(now + DAY) == {"told": 1}
    later = fail(mailbox, "unreachable", later, times=9)
    assert tell_owners(later) == {}
    claims.succeeded(claimed(mailbox, later), later, more=False)
    mailbox.refresh_from_db()
    assert (mailbox.problem, mailbox.failing_since, mailbox.told_at) == ("", None, None)
    later = mailbox.next_fetch_at or later
    fail(mailbox, "certificate", later)
    assert tell_owners(later + DAY) == {"told": 1}
    assert len(post.outbox) == 2


def test_an_owner_whom_the_mail_server_refused_is_told_later(
    mailbox: Mailbox, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(mailbox, "login", now, times=1)
    Mailbox.objects.update(next_fetch_at=None)
    with monkeypatch.context() as patch:
        patch.setattr(mails.EmailMultiAlternatives, "send", lambda self: 0)
        assert tell_owners(now) == {"not_told": 1}
    assert tell_owners(now) == {"told": 1}


def test_a_password_under_a_lost_key_stops_the_mailbox(
    mailbox: Mailbox, now: datetime, settings: Any
) -> None:
    settings.SECRET_KEY = "another key, and the old one is no fallback of it"
    assert fetch_due(now) == {"failed": 1, "told": 1}
    mailbox.refresh_from_db()
    assert (mailbox.problem, mailbox.next_fetch_at) == ("secret", None)
    assert "can't be read any more" in str(post.outbox[0].body).replace("&#x27;", "'")
