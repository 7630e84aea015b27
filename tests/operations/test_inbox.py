"""The beat of the inbox: what arrived is read, even where fetching fails."""

from __future__ import annotations

from datetime import datetime

import pytest

from accounts.models import User
from inbox.models import ReceivedFile
from inbox.services.receive import receive
from operations import inbox
from operations.models import Heartbeat
from tests.inbox.mailboxes.conftest import mail


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
