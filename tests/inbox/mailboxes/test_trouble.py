"""Servers that hang, lie, break off or change: each costs little time, and no mail."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from inbox.mailboxes import claims, fetch, session
from inbox.mailboxes.run import fetch_due
from inbox.models import Mailbox, ReceivedFile
from tests.inbox.mailboxes.conftest import MakeMailbox, day_before, mail
from tests.inbox.mailboxes.misbehaving import Talk, encrypted, forwarding, listening, scripted
from tests.services.certificates import Authority
from tests.services.dovecot import Dovecot

pytestmark = [pytest.mark.services, pytest.mark.django_db]
SOON = 1.0


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits of seconds, for servers that hang; a real one may be slow on a busy machine."""
    monkeypatch.setattr(session, "STEP_SECONDS", SOON)
    monkeypatch.setattr(fetch, "STEP_SECONDS", SOON)
    monkeypatch.setattr(fetch, "OVERALL_SECONDS", 3 * SOON)


@pytest.fixture
def context(server: Dovecot) -> ssl.SSLContext:
    """What a server of the tests' own needs for TLS."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(server.home / "certificate.pem", server.home / "key.pem")
    return made


def outcome(mailbox: Mailbox, now: datetime) -> str:
    """Fetch once; how it went."""
    fetch_due(now)
    mailbox.refresh_from_db()
    assert mailbox.claimed_until is None
    return mailbox.problem


def soon(mailbox: Mailbox, now: datetime) -> str:
    """Fetch once; how it went, and that it took no longer than it may."""
    began = time.monotonic()
    problem = outcome(mailbox, now)
    assert time.monotonic() - began < 15 * SOON
    return problem


def at(port: int, make_mailbox: MakeMailbox, settings: Any, **values: Any) -> Mailbox:
    settings.INBOX_PORTS = [*settings.INBOX_PORTS, port]
    return make_mailbox(port=port, **values)


def hangs(line: socket.socket) -> None:
    line.recv(1)
    time.sleep(20 * SOON)


def drips(line: socket.socket) -> None:
    for _ in range(1000):
        line.sendall(b"*")
        time.sleep(SOON / 5)


def floods(line: socket.socket) -> None:
    while True:
        line.sendall(b"* OK more and more\r\n" * 1000)


def one_endless_line(line: socket.socket) -> None:
    while True:
        line.sendall(b"* OK " + b"x" * 60_000)


def closes(line: socket.socket) -> None:
    line.sendall(b"* BYE not today\r\n")


def says_nonsense(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "talk",
    [hangs, drips, floods, one_endless_line, closes, says_nonsense],
    ids=lambda x: x.__name__,
)
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_does_not_speak(
    talk: Talk,
    security: str,
    context: ssl.SSLContext,
    make_mailbox: MakeMailbox,
    settings: Any,
    now: datetime,
) -> None:
    said = encrypted(talk, context) if security == "tls" else talk
    with listening(said) as port:
        mailbox = at(port, make_mailbox, settings, security=security)
        assert soon(mailbox, now) == "unreachable"


@pytest.mark.usefixtures("impatient")
def test_a_server_that_hangs_in_the_handshake(
    make_mailbox: MakeMailbox, settings: Any, now: datetime
) -> None:
    with listening(hangs) as port:
        assert soon(at(port, make_mailbox, settings), now) == "unreachable"


def test_nobody_listens(make_mailbox: MakeMailbox, settings: Any, now: datetime) -> None:
    with listening(closes) as port:
        pass
    assert outcome(at(port, make_mailbox, settings), now) == "unreachable"


def test_a_port_that_the_operator_does_not_allow_is_not_tried(
    make_mailbox: MakeMailbox, now: datetime
) -> None:
    tried = threading.Event()
    with listening(lambda line: tried.set()) as port:
        assert outcome(make_mailbox(port=port), now) == "host"
    assert not tried.is_set()


def test_a_host_that_is_not_public_is_not_tried(
    make_mailbox: MakeMailbox, settings: Any, now: datetime
) -> None:
    tried = threading.Event()
    settings.INBOX_ALLOW_PRIVATE_HOSTS = []
    with listening(lambda line: tried.set()) as port:
        assert outcome(at(port, make_mailbox, settings), now) == "host"
    assert not tried.is_set()


def test_a_second_answer_of_the_name_server_leads_nowhere(
    imap: Dovecot,
    user: str,
    make_mailbox: MakeMailbox,
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
) -> None:
    """The name is asked for once: the connection goes to the address that was judged."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def changing(host: str, *rest: Any, **more: Any) -> Any:
        if host == "localhost":
            asked.append(host)
            host = "127.0.0.1" if len(asked) == 1 else "127.0.0.99"
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    imap.deliver(user, mail(), day_before(now))
    assert outcome(make_mailbox(), now) == ""
    assert asked == ["localhost"]


def test_starttls_that_was_taken_out_on_the_way_gets_no_password(
    make_mailbox: MakeMailbox, settings: Any, now: datetime
) -> None:
    heard: list[bytes] = []

    def answers(tag: str, line: bytes) -> bytes:
        heard.append(line)
        if line == b"CAPABILITY":
            return f"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n".encode()
        return f"{tag} OK as you like\r\n".encode()

    with listening(scripted(answers)) as port:
        mailbox = at(port, make_mailbox, settings, security="starttls")
        assert outcome(mailbox, now) == "insecure"
    assert heard == [b"CAPABILITY"]


@pytest.mark.parametrize("greeting", [b"* OK ready\r\n", b"* PREAUTH welcome\r\n"])
def test_starttls_that_is_refused_gets_no_password(
    greeting: bytes, make_mailbox: MakeMailbox, settings: Any, now: datetime
) -> None:
    heard: list[bytes] = []

    def answers(tag: str, line: bytes) -> bytes:
        heard.append(line)
        if line == b"CAPABILITY":
            return f"* CAPABILITY IMAP4rev1 STARTTLS\r\n{tag} OK done\r\n".encode()
        return f"{tag} NO not here\r\n".encode()

    with listening(scripted(answers, greeting)) as port:
        mailbox = at(port, make_mailbox, settings, security="starttls")
        assert outcome(mailbox, now) == "insecure"
    assert set(heard) <= {b"CAPABILITY", b"STARTTLS"}


def test_what_was_said_before_starttls_does_not_count(
    context: ssl.SSLContext, make_mailbox: MakeMailbox, settings: Any, now: datetime
) -> None:
    """An answer that somebody on the way puts before the handshake is dropped."""

    def talk(line: socket.socket) -> None:
        line.sendall(b"* OK ready\r\n")
        for asked in line.makefile("rb"):
            tag = asked.split()[0].decode()
            if b"STARTTLS" in asked:
                forged = f"* CAPABILITY IMAP4rev1 FORGED\r\n{tag} OK begin\r\n"
                line.sendall(forged.encode() + b'* LIST () "." FORGED\r\n')
                break
            line.sendall(f"* CAPABILITY IMAP4rev1 STARTTLS\r\n{tag} OK done\r\n".encode())
        with context.wrap_socket(line, server_side=True) as safe:
            safe.recv(100)

    with listening(talk) as port:
        mailbox = at(port, make_mailbox, settings, security="starttls")
        assert outcome(mailbox, now) in {"insecure", "unreachable"}


def test_a_certificate_of_nobody_we_know(
    imap: Dovecot, make_mailbox: MakeMailbox, settings: Any, now: datetime
) -> None:
    settings.INBOX_CA_FILE = ""
    mailbox = make_mailbox()
    assert outcome(mailbox, now) == "certificate"
    mailbox.port, mailbox.security, mailbox.next_fetch_at = imap.port, "starttls", now
    mailbox.save()
    assert outcome(mailbox, now) == "certificate"


def wait_for(done: Any) -> None:
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_changes_gets_no_password_until_it_is_right_again(
    security: str, imap: Dovecot, user: str, make_mailbox: MakeMailbox, now: datetime
) -> None:
    imap.deliver(user, mail(1), day_before(now))
    port = imap.tls_port if security == "tls" else imap.port
    mailbox = make_mailbox(port=port, security=security)
    assert outcome(mailbox, now) == ""
    later = now + timedelta(minutes=5)

    def is_seen(problem: str) -> bool:
        Mailbox.objects.filter(pk=mailbox.pk).update(next_fetch_at=later)
        return outcome(mailbox, later) == problem

    try:
        for authority, host in ((Authority("Others"), "localhost"), (imap.authority, "other.host")):
            imap.present(authority, host)
            wait_for(lambda: is_seen("certificate"))
            imap.present(imap.authority)
            wait_for(lambda: is_seen(""))
    finally:
        imap.present(imap.authority)
    assert ReceivedFile.objects.count() == 1


def test_a_refused_password_is_tried_three_times_and_then_no_more(
    imap: Dovecot, make_mailbox: MakeMailbox, now: datetime
) -> None:
    mailbox = make_mailbox(password="wrong")
    for minutes in (1, 2):
        assert outcome(mailbox, now) == "login"
        assert mailbox.next_fetch_at == now + timedelta(minutes=minutes)
        now = mailbox.next_fetch_at
    assert outcome(mailbox, now) == "login"
    assert mailbox.next_fetch_at is None
    assert fetch_due(now + timedelta(days=9)) == {}


@pytest.mark.parametrize("password", ["pässwörd", 'qu"ote\\', "with space"])
def test_a_password_with_other_characters_is_sent_as_it_is(
    password: str,
    context: ssl.SSLContext,
    make_mailbox: MakeMailbox,
    settings: Any,
    user: str,
    now: datetime,
) -> None:
    import base64

    heard: list[bytes] = []

    def talk(line: socket.socket) -> None:
        line.sendall(b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n")
        for asked in line.makefile("rb"):
            heard.append(asked.strip())
            tag = asked.split()[0].decode()
            if b"CAPABILITY" in asked:
                line.sendall(f"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK done\r\n".encode())
            elif b"AUTHENTICATE" in asked:
                line.sendall(b"+ \r\n")
            else:
                line.sendall(f"{tag} NO [AUTHENTICATIONFAILED] no\r\n".encode())

    with listening(encrypted(talk, context)) as port:
        outcome(at(port, make_mailbox, settings, password=password), now)
    plain = base64.b64encode(f"\0{user}\0{password}".encode())
    quoted = '"' + password.replace("\\", "\\\\").replace('"', '\\"') + '"'
    assert any(plain in line or line.endswith(quoted.encode()) for line in heard)


def test_a_server_that_is_busy_has_not_refused_the_password(
    context: ssl.SSLContext, make_mailbox: MakeMailbox, settings: Any, now: datetime
) -> None:
    def answers(tag: str, line: bytes) -> bytes:
        if line == b"CAPABILITY":
            return f"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n".encode()
        return f"{tag} NO [UNAVAILABLE] later\r\n".encode()

    with listening(encrypted(scripted(answers), context)) as port:
        assert outcome(at(port, make_mailbox, settings), now) == "unreachable"


@pytest.mark.parametrize("size", ["99999999999", "4000000"])
def test_a_server_that_sends_more_than_it_said_is_not_listened_to(
    size: str, context: ssl.SSLContext, make_mailbox: MakeMailbox, settings: Any, now: datetime
) -> None:
    said = {
        b"CAPABILITY": "* CAPABILITY IMAP4rev1\r\n",
        b"STATUS": "* STATUS INBOX (UIDVALIDITY 1 UIDNEXT 2)\r\n",
        b"EXAMINE": "* 1 EXISTS\r\n",
        b"UID SEARCH": "* SEARCH 1\r\n",
        b"UID FETCH 1 (RFC": "* 1 FETCH (UID 1 RFC822.SIZE 100)\r\n",
        b"UID FETCH 1 (BODY": f"* 1 FETCH (UID 1 BODY[] {{{size}}}\r\n" + "x" * 4_000_000 + ")\r\n",
    }

    def answers(tag: str, line: bytes) -> bytes:
        untagged = next((text for start, text in said.items() if line.startswith(start)), "")
        return f"{untagged}{tag} OK done\r\n".encode()

    with listening(encrypted(scripted(answers), context)) as port:
        assert outcome(at(port, make_mailbox, settings), now) == "broken"
    assert ReceivedFile.objects.count() == 0


@pytest.mark.parametrize("numbers", ["UIDVALIDITY 1180591620717411303424 UIDNEXT 2",
                                     "UIDVALIDITY 1 UIDNEXT 4294967296"])  # fmt: skip
def test_numbers_that_no_mailbox_has_are_a_problem_of_that_mailbox(
    numbers: str, context: ssl.SSLContext, make_mailbox: MakeMailbox, settings: Any, now: datetime
) -> None:
    said = {
        b"CAPABILITY": "* CAPABILITY IMAP4rev1\r\n",
        b"STATUS": f"* STATUS INBOX ({numbers})\r\n",
        b"EXAMINE": "* 1 EXISTS\r\n",
    }

    def answers(tag: str, line: bytes) -> bytes:
        untagged = next((text for start, text in said.items() if line.startswith(start)), "")
        return f"{untagged}{tag} OK done\r\n".encode()

    with listening(encrypted(scripted(answers), context)) as port:
        assert outcome(at(port, make_mailbox, settings), now) == "broken"


def test_a_line_that_is_cut_in_the_middle_of_a_mail_loses_none(
    imap: Dovecot, user: str, make_mailbox: MakeMailbox, settings: Any, seeker: User, now: datetime
) -> None:
    large = [mail(each) + b"x" * 40_000 for each in range(6)]
    imap.deliver_all(user, large, day_before(now))
    seen = [0]

    def until_the_fourth(data: bytes, line: socket.socket) -> bool:
        seen[0] += len(data)
        return seen[0] < 150_000

    with listening(forwarding(imap.tls_port, until_the_fourth)) as port:
        mailbox = at(port, make_mailbox, settings)
        assert outcome(mailbox, now) == "broken"
        before = ReceivedFile.objects.count()
        assert 0 < before < 6
        assert mailbox.folders.get().last_uid == before
        seen[0] = -(10**9)
        assert outcome(mailbox, now + timedelta(minutes=1)) == ""
    assert ReceivedFile.objects.count() == 6


def test_gaps_grow_up_to_six_hours(make_mailbox: MakeMailbox, now: datetime) -> None:
    mailbox = make_mailbox()
    gaps = []
    for _ in range(11):
        claimed = claims.claim(mailbox.pk, now)
        assert claimed is not None
        claims.failed(claimed, "broken", now)
        mailbox.refresh_from_db()
        gaps.append((mailbox.next_fetch_at - now) // timedelta(minutes=1))
        now = mailbox.next_fetch_at
    assert gaps == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
