"""Real deliveries, to a server that verifies them, and to servers that misbehave."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from api.models import Webhook, WebhookDelivery, WebhookMessage
from api.services.webhooks import send_test
from api.webhooks import problems
from api.webhooks.connection import MOST_READ
from api.webhooks.problems import in_words
from api.webhooks.run import send_due
from api.webhooks.send import MOST_KEPT, Sender
from tests.api.webhooks.conftest import MakeWebhook
from tests.api.webhooks.receiver import HOST, Line, Receiver, listening, looked_up, receiving
from tests.services.certificates import Authority

SOON = 0.6
"""How long these servers may take, instead of ten seconds."""
PUBLIC = ["93.184.215.14"]


def tried(webhook: Webhook, now: datetime, **sender: Any) -> WebhookDelivery:
    """Send a test; what became of it."""
    send_test(webhook, now=now)
    send_due(now, sender=Sender(**{"seconds": SOON, **sender}))
    return WebhookDelivery.objects.get()


def test_it_arrives_signed(
    webhook: Webhook, receiver: Receiver, secrets: dict[int, str], now: datetime
) -> None:
    delivery = tried(webhook, now)
    assert (delivery.problem, delivery.status, delivery.answer) == ("", 200, "thanks")
    [received] = receiver.came
    assert received.path == "/hook?to=me"
    assert received.headers["host"] == f"{HOST}:{receiver.port}"
    assert received.verified(secrets[webhook.pk], now) == {
        "type": "webhook.test",
        "timestamp": "2026-03-19T20:00:00Z",
        "data": {"sequence": 1, "title": "This is a test."},
    }
    assert WebhookMessage.objects.get().state == "delivered"


def hangs(line: socket.socket) -> None:
    line.recv(1)
    time.sleep(5 * SOON)


def drips(line: socket.socket) -> None:
    line.recv(65536)
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        line.sendall(b"*")
        time.sleep(SOON / 20)


def drips_its_head(line: socket.socket) -> None:
    line.recv(65536)
    for letter in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1000:
        line.sendall(bytes([letter]))
        time.sleep(SOON / 20)


def closes_at_once(line: socket.socket) -> None:
    line.close()


def dies_in_the_middle(line: socket.socket) -> None:
    line.recv(65536)
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")


def says_continue_for_ever(line: socket.socket) -> None:
    line.recv(65536)
    while True:
        line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def speaks_something_else(line: socket.socket) -> None:
    line.recv(65536)
    line.sendall(b"220 mail.example.org ESMTP\r\n")


def reads_nothing(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    time.sleep(5 * SOON)


@pytest.mark.parametrize(
    ("does", "problem"),
    [
        (hangs, problems.TOO_SLOW),
        (drips, problems.TOO_SLOW),
        (drips_its_head, problems.TOO_SLOW),
        (reads_nothing, problems.TOO_SLOW),
        (closes_at_once, problems.BROKEN),
        (dies_in_the_middle, problems.BROKEN),
        (says_continue_for_ever, problems.BROKEN),
        (speaks_something_else, problems.BROKEN),
    ],
)
def test_a_server_that_misbehaves_is_told_in_time(
    does: Line, problem: str, make_webhook: MakeWebhook, now: datetime
) -> None:
    began = time.monotonic()
    with listening(does) as port:
        delivery = tried(make_webhook(f"http://{HOST}:{port}/"), now)
    assert time.monotonic() - began < 4 * SOON
    assert (delivery.problem, delivery.status) == (problem, None)
    assert WebhookMessage.objects.get().state == "waiting"


def test_of_100_megabytes_little_is_read_and_less_is_kept(
    make_webhook: MakeWebhook, now: datetime
) -> None:
    sent = [0]

    def floods(line: socket.socket) -> None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
        line.recv(65536)
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
        for _ in range(1000):
            line.sendall(b"x" * 100_000)
            sent[0] += 100_000

    with listening(floods) as port:
        delivery = tried(make_webhook(f"http://{HOST}:{port}/"), now, seconds=10)
    assert (delivery.problem, delivery.answer) == ("", "x" * MOST_KEPT)
    assert sent[0] < 100 * MOST_READ


@pytest.mark.parametrize(
    ("status", "problem", "words"),
    [
        (500, problems.STATUS, "The server answered with an error (HTTP 500)"),
        (404, problems.STATUS, "The server answered with an error (HTTP 404)"),
        (204, "", "Delivered (HTTP 204)"),
    ],
)
def test_a_status_is_told_in_words(
    status: int, problem: str, words: str, webhook: Webhook, receiver: Receiver, now: datetime
) -> None:
    receiver.statuses = [status]
    delivery = tried(webhook, now)
    assert delivery.problem == problem
    assert in_words(delivery.problem, delivery.status) == words


def test_a_redirect_is_not_followed(webhook: Webhook, receiver: Receiver, now: datetime) -> None:
    with receiving() as private:
        receiver.statuses, receiver.headers = [307], {"Location": private.url}
        delivery = tried(webhook, now)
        assert private.came == []
    assert (delivery.problem, delivery.status) == (problems.REDIRECT, 307)
    assert "aren't followed" in in_words(delivery.problem, delivery.status)


def test_an_answer_is_kept_as_harmless_text(
    webhook: Webhook, receiver: Receiver, now: datetime
) -> None:
    receiver.answer = b"<script>\x00\x1b[31m\xff</script>\n"
    assert tried(webhook, now).answer.startswith("<script>[31m�</script>\n")


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_a_name_that_leads_to_a_private_address_gets_nothing(
    address: str, make_webhook: MakeWebhook, receiver: Receiver, now: datetime
) -> None:
    delivery = tried(make_webhook(), now, look_up=looked_up([address]))
    assert delivery.problem == problems.REFUSED
    assert "nothing was sent" in in_words(delivery.problem, None)


def test_a_name_is_looked_up_once_and_that_very_address_is_used(
    make_webhook: MakeWebhook, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name server answers with a public address first, and with a private one then."""
    tried_addresses: list[Any] = []

    def connect(address: Any, timeout: float) -> socket.socket:
        tried_addresses.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    delivery = tried(make_webhook(), now, look_up=looked_up(PUBLIC, ["127.0.0.1"]))
    assert tried_addresses == [(PUBLIC[0], 443)]
    assert delivery.problem == problems.UNREACHABLE


def test_one_private_address_among_public_ones_is_enough(
    make_webhook: MakeWebhook, now: datetime
) -> None:
    delivery = tried(make_webhook(), now, look_up=looked_up([*PUBLIC, "192.168.1.1"]))
    assert delivery.problem == problems.REFUSED


def test_an_address_that_is_not_allowed_any_more_gets_nothing(
    webhook: Webhook, receiver: Receiver, now: datetime, settings: Any
) -> None:
    settings.WEBHOOK_ALLOW_PRIVATE_HOSTS = []
    assert tried(webhook, now).problem == problems.PORT
    assert receiver.came == []


def test_a_server_that_is_not_there_cannot_be_reached(
    make_webhook: MakeWebhook, now: datetime
) -> None:
    with listening(hangs) as port:
        pass
    assert tried(make_webhook(f"http://{HOST}:{port}/"), now).problem == problems.UNREACHABLE


def test_a_secret_that_no_key_opens_is_told(
    webhook: Webhook, receiver: Receiver, now: datetime, settings: Any
) -> None:
    settings.SECRET_KEY = "another key " * 5
    assert tried(webhook, now).problem == problems.SECRET
    assert receiver.came == []


@pytest.fixture
def authority(tmp_path: Path, settings: Any) -> Authority:
    """Who signs certificates that the operator trusts."""
    made = Authority()
    (tmp_path / "ca.pem").write_bytes(made.certificate)
    settings.WEBHOOK_CA_FILE = str(tmp_path / "ca.pem")
    settings.WEBHOOK_ALLOW_PRIVATE_HOSTS = ["hooks.lan"]
    return made


def secured(signer: Authority, host: str, home: Path) -> ssl.SSLContext:
    key, certificate = signer.issue(host)
    (home / "server.pem").write_bytes(key + certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(home / "server.pem")
    return context


@pytest.fixture
def secure(authority: Authority, tmp_path: Path) -> Iterator[Receiver]:
    """A receiver with the certificate of hooks.lan."""
    with receiving(secured(authority, "hooks.lan", tmp_path)) as made:
        yield made


def test_a_certificate_is_held_against_the_name(
    secure: Receiver, make_webhook: MakeWebhook, now: datetime, secrets: dict[int, str]
) -> None:
    webhook = make_webhook(f"https://hooks.lan:{secure.port}/")
    delivery = tried(webhook, now, look_up=looked_up([HOST]), seconds=5)
    assert (delivery.problem, delivery.status) == ("", 200)
    assert secure.came[0].verified(secrets[webhook.pk], now)


def test_a_certificate_of_another_name_gets_nothing(
    authority: Authority, make_webhook: MakeWebhook, now: datetime, tmp_path: Path
) -> None:
    with receiving(secured(authority, "other.lan", tmp_path)) as other:
        webhook = make_webhook(f"https://hooks.lan:{other.port}/")
        delivery = tried(webhook, now, look_up=looked_up([HOST]), seconds=5)
        assert other.came == []
    assert delivery.problem == problems.CERTIFICATE


def test_a_certificate_of_another_authority_gets_nothing(
    authority: Authority, make_webhook: MakeWebhook, now: datetime, tmp_path: Path
) -> None:
    with receiving(secured(Authority("Others"), "hooks.lan", tmp_path)) as other:
        webhook = make_webhook(f"https://hooks.lan:{other.port}/")
        delivery = tried(webhook, now, look_up=looked_up([HOST]), seconds=5)
        assert other.came == []
    assert delivery.problem == problems.CERTIFICATE
