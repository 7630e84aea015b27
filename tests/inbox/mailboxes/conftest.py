"""A Dovecot for all tests here, and a seeker's mailbox on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from inbox.models import Mailbox, MailFolder
from jobtracker.encryption import encrypt
from tests.services.dovecot import HOST, PASSWORD, Dovecot
from tests.services.imap import imap, server

__all__ = ["imap", "server"]

MakeMailbox = Callable[..., Mailbox]


@pytest.fixture
def user() -> str:
    """A name on the server that no other test has."""
    return f"u{uuid4().hex[:12]}"


@pytest.fixture
def make_mailbox(imap: Dovecot, user: str, seeker: User, now: datetime) -> MakeMailbox:
    """Makes the seeker's mailbox on the server: its inbox, unless said otherwise."""

    def make(**values: Any) -> Mailbox:
        sent = values.pop("sent", "")
        password = values.pop("password", PASSWORD)
        fields = {
            "owner": seeker,
            "host": HOST,
            "port": imap.tls_port,
            "username": user,
            "password": encrypt(password.encode()),
            "connected_at": now,
            "next_fetch_at": now,
            **values,
        }
        made = Mailbox.objects.create(**fields)
        MailFolder.objects.create(mailbox=made, role=MailFolder.Role.INBOX, name="INBOX")
        if sent:
            MailFolder.objects.create(mailbox=made, role=MailFolder.Role.SENT, name=sent)
        return made

    return make


def mail(number: int = 1, **headers: str) -> bytes:
    """A mail of its own number."""
    fields = {
        "From": "Ana Ruiz <ana@kestrel.example>",
        "To": "seeker@test.example",
        "Subject": f"Your application, {number}",
        "Date": "Wed, 18 Mar 2026 09:00:00 +0000",
        "Message-ID": f"<{number}@kestrel.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{head}\r\nThank you for applying.\r\n".encode()


def day_before(now: datetime, days: int = 1) -> datetime:
    """So many days before."""
    return now - timedelta(days=days)
