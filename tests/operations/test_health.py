"""The health checks while something is down: JSON, with or without a session, and no secrets."""

from __future__ import annotations

import resource
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from operations.heartbeats import record_heartbeat
from tests.conftest import signed_in

CHECKS = ["/health/", "/health/ready"]
LIVE = "/health/live"


@pytest.fixture
def beating(db: None, at: datetime) -> None:
    """The beat ran just now."""
    with record_heartbeat("open_due", at):
        pass


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection can be made."""

    def gone(self: object) -> None:
        raise OperationalError("could not connect to postgres://user:secret@host")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", gone)


def test_all_is_well(client: Client, beating: None) -> None:
    for url in (*CHECKS, LIVE):
        answer = client.get(url)
        assert (answer.status_code, answer.json()["ok"]) == (200, True)
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("session", ["", "a" * 32])
def test_without_a_database_they_answer_with_or_without_a_session(
    no_database: None, client: Client, session: str
) -> None:
    client.cookies[site.SESSION_COOKIE_NAME] = session
    for url in CHECKS:
        answer = client.get(url)
        assert answer.status_code == 503
        assert answer.json()["database"]["problem"] == "The database does not answer."
        assert "secret" not in answer.content.decode()
    assert client.get(LIVE).status_code == 200


def test_a_database_without_tables_is_told(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*args: object) -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr("operations.views.health._beat", gone)
    monkeypatch.setattr("operations.views.health.rows_left_out", gone)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["rows_left_out"]) == (503, None)


def test_nobody_is_signed_out_by_asking(seeker: Any, beating: None) -> None:
    client = signed_in(seeker)
    for url in (*CHECKS, LIVE):
        assert client.get(url).cookies == {}
    assert client.get("/settings/").status_code == 200


@pytest.mark.parametrize("fault", ["no folder", "no room"])
def test_a_disk_that_cannot_be_written_is_told(
    client: Client, beating: None, settings: Any, tmp_path: Path, fault: str
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    assert client.get("/health/ready").json()["disk"] == {"ok": True}
    assert list((tmp_path / "media").iterdir()) == []
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    if fault == "no folder":
        (tmp_path / "file").write_text("in the way")
        settings.MEDIA_ROOT = tmp_path / "file" / "media"
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        answer = client.get("/health/ready")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert answer.status_code == 503
    assert "cannot be written" in answer.json()["disk"]["problem"]
    assert client.get(LIVE).status_code == 200


def test_a_cache_that_is_away_is_told_but_pages_are_ready(
    client: Client, beating: None, settings: Any
) -> None:
    away = {
        "BACKEND": "jobtracker.cache.RedisOrUnavailable",
        "LOCATION": "redis://:secret@127.0.0.1:1/0",
    }
    settings.CACHES = {**settings.CACHES, "default": away}
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert "sign in" in answer.json()["cache"]["problem"]
    assert "secret" not in answer.content.decode()
    assert client.get("/health/ready").status_code == 200
