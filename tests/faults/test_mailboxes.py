"""kill -9 of the worker in the middle of a mailbox: each mail is stored all the same, once."""

import socket
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.faults.stage import Stage, kill
from tests.inbox.mailboxes.conftest import mail
from tests.inbox.mailboxes.misbehaving import forwarding, listening
from tests.services import dovecot
from tests.services.dovecot import HOST, Dovecot

pytestmark = pytest.mark.faults
MAILS, SIZE = 12, 40_000
TASK = "inbox.fetch_mail"

Seen = Callable[[bytes, socket.socket], bool]


@pytest.fixture(scope="session")
def server() -> Iterator[Dovecot]:
    """A real Dovecot."""
    with dovecot.running() as made:
        yield made


@pytest.fixture
def user(server: Dovecot) -> str:
    """Whose mailbox holds so many mails."""
    name = f"u{uuid4().hex[:12]}"
    contents = [mail(each) + b"x" * SIZE for each in range(MAILS)]
    server.deliver_all(name, contents, datetime.now(UTC))
    return name


def connect(
    on_stage: Stage, server: Dovecot, port: int, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INBOX_ALLOW_PRIVATE_HOSTS", HOST)
    monkeypatch.setenv("INBOX_PORTS", str(port))
    monkeypatch.setenv("INBOX_CA_FILE", str(server.ca_file))
    on_stage.run("-m", "tests.faults.fill_mailbox", str(port), user)


def is_done(on_stage: Stage) -> bool:
    return on_stage.rows("SELECT last_uid FROM inbox_mailfolder") == [(MAILS,)]


def stored_once(on_stage: Stage) -> None:
    rows = on_stage.rows("SELECT count(*), count(DISTINCT key) FROM inbox_receivedfile")
    assert rows == [(MAILS, MAILS)]
    assert on_stage.rows("SELECT problem, claimed_until FROM inbox_mailbox") == [("", None)]


@pytest.mark.parametrize(
    "share", [0.05, pytest.param(0.5, marks=pytest.mark.each_kind), 0.7, 0.95, 0.999]
)
def test_the_rest_is_fetched_by_the_next_worker(
    share: float, on_stage: Stage, server: Dovecot, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = [0]
    killed: list[subprocess.Popen[bytes]] = []

    def seen(data: bytes, line: socket.socket) -> bool:
        came[0] += len(data)
        if came[0] > share * MAILS * SIZE and not killed:
            killed.append(worker)
            kill(worker)
        return True

    with listening(forwarding(server.tls_port, seen)) as port:
        connect(on_stage, server, port, user, monkeypatch)
        worker = on_stage.worker()
        on_stage.ask_until(TASK, lambda: bool(killed))
        worker.wait(20)
        on_stage.worker()
        on_stage.ask_until(TASK, lambda: is_done(on_stage))
        on_stage.ask_until(
            TASK, lambda: on_stage.rows("SELECT problem FROM inbox_mailbox") == [("",)]
        )
        on_stage.wait(lambda: on_stage.rows("SELECT claimed_until FROM inbox_mailbox") == [(None,)])
    stored_once(on_stage)


@pytest.mark.each_kind
def test_three_workers_read_a_mailbox_once(
    on_stage: Stage, server: Dovecot, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INBOX_FETCH_MINUTES", "60")
    lines: set[int] = set()

    def seen(data: bytes, line: socket.socket) -> bool:
        lines.add(id(line))
        return True

    with listening(forwarding(server.tls_port, seen)) as port:
        connect(on_stage, server, port, user, monkeypatch)
        for _ in range(3):
            on_stage.worker(MAIL_LEASE_SECONDS="900")
        on_stage.ask_until(TASK, lambda: is_done(on_stage))
        on_stage.wait(lambda: on_stage.rows("SELECT claimed_until FROM inbox_mailbox") == [(None,)])
    assert len(lines) == 1
    stored_once(on_stage)
