"""A seeker with something to be told, at eight in the morning."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any, ClassVar

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from accounts.digest_times import schedule
from accounts.models import User
from applications.models import Application
from followups.planning.due import open_due
from tests.conftest import MakeApplication

MORNING = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
"""Friday 20 March 2026, 08:00 in London: the hour of the digest."""


@pytest.fixture
def morning() -> datetime:
    """When the digest of the test's day is due."""
    return MORNING


@pytest.fixture
def make_application(make_application: MakeApplication, now: datetime) -> MakeApplication:
    """Makes applications as soon as they are sent, so that nothing is late from the start.

    The beat has run since.
    """

    def make(*names: str, **fields: Any) -> Application:
        applied_at = fields.pop("applied_at", now - timedelta(days=17, hours=10))
        entered_at = fields.pop("now", applied_at or now)
        application = make_application(*names, applied_at=applied_at, now=entered_at, **fields)
        open_due(now)
        return application

    return make


@pytest.fixture
def busy(seeker: User, make_application: MakeApplication, now: datetime) -> User:
    """A seeker who has a status note to send, whose mails are scheduled."""
    make_application()
    return scheduled(seeker, now)


def scheduled(user: User, now: datetime) -> User:
    """The user with the next dates of their mails set, as of ``now``."""
    schedule(user, now)
    user.save()
    return user


class Server(EmailBackend):
    """A mail server in memory that may be down, or refuse some addresses."""

    down: ClassVar[bool] = False
    refused: ClassVar[dict[str, Exception]] = {}
    opened: ClassVar[int] = 0

    def open(self) -> bool:
        type(self).opened += 1
        if self.down:
            raise ConnectionRefusedError("nobody listens")
        return True

    def send_messages(self, messages: list[EmailMessage]) -> int:  # type: ignore[override]
        for message in messages:
            if problem := self.refused.get(message.to[0]):
                raise problem
        return super().send_messages(messages)


@pytest.fixture
def server(settings: object, mailoutbox: list[EmailMessage]) -> type[Server]:
    """A fresh server, through which all mail of the test goes."""
    settings.EMAIL_BACKEND = f"{__name__}.Server"  # type: ignore[attr-defined]
    Server.down, Server.refused, Server.opened = False, {}, 0
    return Server


Subjects = Callable[[], list[str]]


def sent_to(address: str) -> list[Message]:
    """The mails that went out to one address."""
    return [each.message() for each in mail.outbox if each.to == [address]]
