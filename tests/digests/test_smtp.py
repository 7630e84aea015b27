"""A real SMTP server that refuses, hangs and drops: the others get their mail all the same."""

import asyncio
import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from accounts.models import User
from digests.models import Digest
from digests.run import FIRST_WAIT, send_due
from tests.conftest import MakeApplication, person
from tests.digests.conftest import scheduled
from tests.faults import mail_server
from tests.faults.mail_server import MailServer

State = Digest.State
OTHERS = 4


@pytest.fixture
def mails(settings: object) -> Iterator[MailServer]:
    """A mail server on loopback, through which all mail of the test goes."""
    with mail_server.running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST = "127.0.0.1"  # type: ignore[attr-defined]
        settings.EMAIL_PORT = server.port  # type: ignore[attr-defined]
        settings.EMAIL_TIMEOUT = 0.5  # type: ignore[attr-defined]
        yield server


@pytest.fixture
def everybody(busy: User, make_application: MakeApplication, now: datetime) -> list[User]:
    """Five seekers with something to do."""
    others = [person(f"other{n}@test.example", f"Other {n}") for n in range(OTHERS)]
    for other in others:
        make_application(owner=other)
        scheduled(other, now)
    return [busy, *others]


def test_all_over_one_connection(
    everybody: list[User], mails: MailServer, morning: datetime
) -> None:
    connections = set()

    async def cue(number: int) -> None:
        connections.add(len(asyncio.all_tasks()))

    mails.cue = cue  # type: ignore[assignment]
    assert send_due(morning) == {"sent": OTHERS + 1}
    assert set(mails.readers) == {user.email for user in everybody}
    assert len(connections) == 1


@pytest.mark.parametrize("answer", ["550 No such user", "452 Mailbox full", "554 Refused"])
def test_refusing_one(
    everybody: list[User], mails: MailServer, morning: datetime, answer: str
) -> None:
    async def cue(number: int) -> str | None:
        return answer if number == 2 else None

    mails.cue = cue
    assert send_due(morning) == {"sent": OTHERS, "retry": 1}
    assert Digest.objects.get(state=State.RETRY).error == answer
    assert send_due(morning + FIRST_WAIT) == {"sent": 1}
    assert set(mails.readers.values()) == {1}


def test_hanging_on_one(everybody: list[User], mails: MailServer, morning: datetime) -> None:
    async def cue(number: int) -> None:
        if number == 2:
            await asyncio.sleep(1)

    mails.cue = cue  # type: ignore[assignment]
    counts = send_due(morning)
    assert counts["sent"] == OTHERS
    assert counts["retry"] == 1
    send_due(morning + FIRST_WAIT)
    once(mails, everybody, repeats=1)


def test_dropping_in_the_middle_of_one(
    everybody: list[User], mails: MailServer, morning: datetime
) -> None:
    async def cue(number: int) -> str | None:
        return "drop" if number == 2 else None

    mails.cue = cue
    assert send_due(morning) == {"sent": OTHERS, "retry": 1}
    assert send_due(morning + FIRST_WAIT) == {"sent": 1}
    once(mails, everybody, repeats=0)


def test_dropping_every_one_stops_the_run(
    everybody: list[User], mails: MailServer, morning: datetime
) -> None:
    async def cue(number: int) -> str:
        return "drop"

    mails.cue = cue
    assert send_due(morning) == {"retry": OTHERS + 1}
    assert mails.came == 3
    mails.cue = None
    assert send_due(morning + FIRST_WAIT) == {"sent": OTHERS + 1}


def test_nobody_listening(everybody: list[User], settings: object, morning: datetime) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    assert send_due(morning) == {"retry": OTHERS + 1}
    assert Digest.objects.filter(attempts=0).count() == OTHERS + 1


def test_what_arrives_is_whole(busy: User, mails: MailServer, morning: datetime) -> None:
    busy.name = "Zoë"
    busy.save()
    send_due(morning)
    _, mail = mails.mails[0]
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    text, html = (
        bytes(part.get_payload(decode=True)).decode()  # type: ignore[arg-type]
        for part in list(mail.walk())[1:]
    )
    assert "Ask how things stand" in text
    assert html.rstrip().endswith("</html>")
    assert mail["To"] == busy.email
    assert "/mail/stop/" in str(mail["List-Unsubscribe"])


def once(mails: MailServer, everybody: list[User], repeats: int) -> None:
    assert set(mails.readers) == {user.email for user in everybody}
    twice = [reader for reader, count in mails.readers.items() if count > 1]
    assert len(twice) <= repeats
    assert all(len(mails.ids(user.email)) == 1 for user in everybody)


def test_the_rate_is_bounded_by_the_setting(
    everybody: list[User], mails: MailServer, settings: object, morning: datetime
) -> None:
    settings.EMAIL_PER_SECOND = 20  # type: ignore[attr-defined]
    begun = time.monotonic()
    send_due(morning)
    assert time.monotonic() - begun >= OTHERS / 20
