"""The beat of the inbox: what arrived is read, even where fetching fails."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from accounts.models import User
from inbox.models import ReceivedFile
from inbox.services.receive import receive
from operations import inbox
from operations.models import Heartbeat
from tests.conftest import MakeApplication
from tests.inbox.incoming import mail as incoming
from tests.inbox.incoming import suggested
from tests.inbox.mailboxes.conftest import mail

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def test_what_has_arrived_is_read_though_fetching_fails(
    seeker: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(seeker, mail(), way=ReceivedFile.Way.UPLOAD, now=now)

    def fault(now: datetime) -> None:
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as patch:
        patch.setattr(inbox, "fetch_due", fault)
        with pytest.raises(RuntimeError):
            inbox.attend_inbox(now)
    assert ReceivedFile.objects.get().read_at == now
    errors = dict(Heartbeat.objects.values_list("task", "error"))
    assert errors == {"fetch_mail": "RuntimeError: a fault of ours", "read_inbox": ""}
    assert inbox.attend_inbox(now)["fetch_mail"] == {}
    assert not Heartbeat.objects.exclude(error="").exists()


def test_the_beat_matches_what_has_arrived_and_ends_what_is_over(
    seeker: User, now: datetime, make_application: MakeApplication
) -> None:
    row = suggested(seeker, arrived(now - DAY), now)
    make_application("Kestrel", now=now + MINUTE)
    done = inbox.attend_inbox(now + 2 * MINUTE)
    assert done["read_inbox"]["suggestions_matched"] == 1
    row.refresh_from_db()
    assert row.holds_until is not None
    assert inbox.attend_inbox(row.holds_until)["read_inbox"]["holds_ended"] == 1
    row.refresh_from_db()
    assert row.holds_until is None


def arrived(at: datetime) -> bytes:
    return incoming("reply", at, From="Ana Ruiz <ana@kestrel.example>", Subject="Your application")
