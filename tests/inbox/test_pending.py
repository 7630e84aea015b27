"""What was stored is read, once, and a file that cannot be read holds up no other."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from accounts.models import User
from inbox.models import ReceivedFile, Suggestion
from inbox.services import pending
from inbox.services.pending import read_waiting
from inbox.services.receive import receive
from tests.inbox.test_receive import MAIL

SAMPLES = sorted((Path(__file__).parent / "samples" / "eml").glob("*.eml"))
Act = Callable[..., Any]


def mails(count: int) -> list[bytes]:
    return [MAIL.replace(b"<One.1", f"<{number}".encode()) for number in range(count)]


def test_all_samples_are_read_once(seeker: User, now: datetime) -> None:
    for path in SAMPLES:
        receive(seeker, path.read_bytes(), way="upload", now=now)
    counts = read_waiting(now)
    assert counts == Counter(mails_read=len(SAMPLES))
    assert not ReceivedFile.objects.filter(read_at=None).exists()
    before = list(Suggestion.objects.order_by("pk").values())
    assert len(before) == len(SAMPLES)
    assert read_waiting(now) == Counter()
    assert list(Suggestion.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("error", [ValueError("broken"), RecursionError(), KeyError("x")])
def test_one_that_fails_holds_up_no_other_and_is_not_tried_again(
    seeker: User,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    for raw in mails(3):
        receive(seeker, raw, way="upload", now=now)
    bad = ReceivedFile.objects.order_by("pk")[0].pk
    tried: list[int] = []
    real = pending.suggest

    def suggest(file: ReceivedFile, *, now: datetime) -> Suggestion | None:
        tried.append(file.pk)
        if file.pk == bad:
            raise error
        return real(file, now=now)

    monkeypatch.setattr(pending, "suggest", suggest)
    with caplog.at_level(logging.ERROR):
        assert read_waiting(now) == Counter(mails_read=2, mails_without_a_suggestion=1)
    assert f"received file {bad} can't be read" in caplog.text
    assert "thank you for your application" not in caplog.text
    assert ReceivedFile.objects.get(pk=bad).read_at == now
    read_waiting(now)
    assert len(tried) == len(set(tried)) == 3
    assert Suggestion.objects.count() == 2


def test_content_that_no_key_opens_is_counted_as_read(
    seeker: User, now: datetime, settings: Any
) -> None:
    receive(seeker, MAIL, way="upload", now=now)
    settings.SECRET_KEY = "another-key-by-which-nothing-was-encrypted-0123456789"
    settings.SECRET_KEY_FALLBACKS = []
    assert read_waiting(now) == Counter(mails_without_a_suggestion=1)
    assert ReceivedFile.objects.get().read_at == now


def test_where_the_database_fails_it_waits_for_the_next_beat(
    seeker: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(seeker, MAIL, way="upload", now=now)

    def away(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as patch:
        patch.setattr(pending, "suggest", away)
        with pytest.raises(OperationalError):
            read_waiting(now)
    assert ReceivedFile.objects.get().read_at is None
    assert read_waiting(now) == Counter(mails_read=1)


def test_what_was_deleted_meanwhile_is_left(
    seeker: User, stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for owner in (seeker, stranger):
        receive(owner, MAIL, way="upload", now=now)
    real = pending.suggest

    def suggest(file: ReceivedFile, *, now: datetime) -> Suggestion | None:
        User.objects.filter(pk=seeker.pk).delete()
        return real(file, now=now)

    monkeypatch.setattr(pending, "suggest", suggest)
    counts = read_waiting(now)
    assert counts == Counter(mails_read=1, mails_without_a_suggestion=1)
    assert [row.owner for row in Suggestion.objects.all()] == [stranger]


def test_a_beat_reads_so_many(seeker: User, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending, "AT_ONCE", 2)
    for raw in mails(3):
        receive(seeker, raw, way="upload", now=now)
    assert [read_waiting(now).total() for _ in range(3)] == [2, 1, 0]
