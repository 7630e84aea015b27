"""The servers themselves: real ones come up, answer, and are gone afterwards."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from tests.services import ports, postgres, redis_server, server

pytestmark = pytest.mark.services
SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = "import signal, time; signal.signal(2, 1); print('up', flush=True); time.sleep(60)"


def test_postgres_is_real_and_ends_with_the_block() -> None:
    with postgres.running() as url:
        with psycopg.connect(url) as connection:
            row = connection.execute("select version(), current_setting('server_encoding')")
            version, encoding = row.fetchone() or ("", "")
        assert version.startswith("PostgreSQL ")
        assert encoding == "UTF8"
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


def test_redis_is_real_and_ends_with_the_block() -> None:
    with redis_server.running() as url:
        client = redis.Redis.from_url(url)
        client.set("name", "value")
        assert client.get("name") == b"value"
        client.close()
    with pytest.raises(redis.ConnectionError):
        redis.Redis.from_url(url).ping()


def test_two_servers_do_not_meet() -> None:
    with redis_server.running() as one, redis_server.running() as two:
        assert one != two
        with redis.Redis.from_url(one) as first, redis.Redis.from_url(two) as second:
            first.set("name", "value")
            assert second.get("name") is None


def test_redis_comes_back_in_its_place_with_what_it_had(tmp_path: Path) -> None:
    port = ports.free_port()
    for expected in (None, b"value"):
        with (
            redis_server.running(port, tmp_path) as url,
            redis.Redis.from_url(url) as client,
        ):
            assert client.get("name") == expected
            client.set("name", "value")


def test_a_server_is_stopped_when_the_block_fails(tmp_path: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        server.running(SLEEPER, tmp_path / "log", ready=lambda: True) as process,
    ):
        raise KeyboardInterrupt
    assert process.poll() is not None


def test_a_server_that_ends_at_once_fails_with_what_it_said(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('no room'); raise SystemExit(3)"]
    with (
        pytest.raises(server.ServerFailed, match="no room"),
        server.running(command, tmp_path / "log", ready=lambda: False),
    ):
        pytest.fail("it never ran")


def test_a_server_that_does_not_listen_is_ended_by_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "STOP_SECONDS", 0.2)
    log = tmp_path / "log"
    with server.running(
        [sys.executable, "-c", STUBBORN], log, ready=lambda: "up" in log.read_text()
    ) as process:
        pass
    assert process.returncode == -9


def test_ending_what_has_ended_does_nothing() -> None:
    process = subprocess.Popen(["true"])
    process.wait()
    server.end(process)
    assert process.returncode == 0
