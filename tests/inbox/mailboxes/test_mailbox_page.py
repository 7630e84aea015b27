"""The settings page of the mailbox: connecting is tried at once, and the password never shown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inbox import tasks
from inbox.mailboxes.run import fetch_due
from inbox.models import Mailbox, MailFolder, ReceivedFile
from jobtracker.encryption import decrypt
from tests.conftest import signed_in
from tests.inbox.mailboxes.conftest import MakeMailbox, day_before, mail
from tests.inbox.mailboxes.misbehaving import listening
from tests.services.dovecot import HOST, PASSWORD, Dovecot

PAGE = "/settings/mailbox/"
SECRET = "tops3cret, never shown"


@pytest.fixture(autouse=True)
def _first_tries() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The mailboxes that the worker was asked to read."""
    asked: list[int] = []
    monkeypatch.setattr(tasks, "send_fetch", asked.append)
    return asked


@pytest.fixture
def client_(seeker: User) -> Client:
    """The seeker's browser."""
    return signed_in(seeker)


def text_of(page: Any) -> str:
    """The words of a page, each space once."""
    text = re.sub(r"<[^>]+>", " ", html.unescape(page.content.decode()))
    return " ".join(text.split())


def typed(imap: Dovecot, user: str, **more: Any) -> dict[str, Any]:
    return {
        "host": HOST,
        "port": imap.tls_port,
        "security": "tls",
        "username": user,
        "password": PASSWORD,
        **more,
    }


def press(client: Client, name: str, data: dict[str, Any] | None = None) -> Any:
    return client.post(reverse(f"inbox:mailbox_{name}"), data or {})


@pytest.mark.services
def test_a_mailbox_is_connected_read_and_disconnected(
    imap: Dovecot,
    user: str,
    client_: Client,
    seeker: User,
    sent: list[int],
    django_capture_on_commit_callbacks: Any,
    at_now: datetime,
) -> None:
    imap.deliver(user, mail(1), day_before(at_now))
    imap.folder(user, "Jobs")
    with django_capture_on_commit_callbacks(execute=True):
        assert press(client_, "connect", typed(imap, user)).status_code == 302
    mailbox = Mailbox.objects.get()
    assert sent == [mailbox.pk]
    assert PASSWORD.encode() not in bytes(mailbox.password or b"")
    assert decrypt(mailbox.password or b"") == PASSWORD.encode()
    page = client_.get(PAGE)
    text = text_of(page)
    assert f"{user} on localhost" in text
    assert PASSWORD not in page.content.decode()
    assert [name for name, _ in page.context["folders"].fields["sent"].choices] == [
        "", "Sent", "Jobs", "INBOX",
    ]  # fmt: skip
    assert fetch_due(at_now) == {"mailboxes": 1, "stored": 1}
    assert press(client_, "folders", {"inbox": "Jobs", "sent": "Sent"}).status_code == 302
    rows = MailFolder.objects.order_by("role").values_list("role", "name", "last_uid")
    assert list(rows) == [("inbox", "Jobs", 0), ("sent", "Sent", 0)]
    assert press(client_, "disconnect").status_code == 302
    assert not Mailbox.objects.exists()
    assert not MailFolder.objects.exists()
    assert ReceivedFile.objects.count() == 1
    assert "Connect your mailbox" in text_of(client_.get(PAGE))


@pytest.mark.services
def test_a_refused_password_is_said_beside_it_and_not_kept(
    imap: Dovecot, user: str, client_: Client
) -> None:
    page = press(client_, "connect", typed(imap, user, password=SECRET))
    assert page.status_code == 422
    form = page.context["connect"]
    assert form.errors["password"] == ["The server refused this user name and password."]
    body = page.content.decode()
    assert SECRET not in body
    assert f'value="{user}"' in body
    assert not Mailbox.objects.exists()


@pytest.mark.services
def test_each_fault_names_its_field(
    imap: Dovecot, user: str, client_: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def errors(**more: Any) -> dict[str, list[str]]:
        page = press(client_, "connect", typed(imap, user, **more))
        assert page.status_code == 422
        return dict(page.context["connect"].errors)

    assert errors(port=7) == {
        "port": [f"Choose one of these ports: 993, 143, {imap.tls_port}, {imap.port}."]
    }
    assert list(errors(host="127.0.0.1")) == ["host"]
    with listening(lambda line: None) as port:
        settings.INBOX_PORTS = [*settings.INBOX_PORTS, port]
        assert "doesn't answer" in errors(port=port)["host"][0]
    settings.INBOX_CA_FILE = ""
    assert "certificate" in errors()["host"][0]
    settings.INBOX_ALLOW_PRIVATE_HOSTS = []
    assert "isn't on the public internet" in errors()["host"][0]


@pytest.mark.services
def test_a_new_password_goes_on_where_the_mailbox_was(
    imap: Dovecot,
    user: str,
    client_: Client,
    make_mailbox: MakeMailbox,
    sent: list[int],
    at_now: datetime,
) -> None:
    imap.deliver(user, mail(), day_before(at_now))
    mailbox = make_mailbox(password="old", failures=3, problem="login", next_fetch_at=None)
    mailbox.folders.update(last_uid=1, uid_validity=5)
    page = client_.get(PAGE)
    assert "no more tries" in text_of(page)
    assert press(client_, "connect", typed(imap, user)).status_code == 302
    again = Mailbox.objects.get()
    assert (again.pk, again.problem, again.failures) == (mailbox.pk, "", 0)
    assert again.folders.get().last_uid == 1
    press(client_, "connect", typed(imap, f"{user}x"))
    assert Mailbox.objects.get().folders.get().last_uid == 0


@pytest.mark.parametrize("host", ["outlook.office365.com", "Imap-Mail.Outlook.com.", "hotmail.com"])
def test_a_provider_that_takes_no_passwords_is_not_even_asked(host: str, client_: Client) -> None:
    values = {"host": host, "security": "tls", "username": "a@outlook.com", "password": SECRET}
    page = press(client_, "connect", values)
    assert page.context["connect"].errors["host"] == [
        "Microsoft accepts no passwords over IMAP. Forward your emails instead."
    ]


@pytest.mark.parametrize("field", ["host", "username", "password"])
def test_a_line_break_ends_no_command(field: str, client_: Client) -> None:
    values = {"host": "imap.x.org", "security": "tls", "username": "a", "password": "b"}
    page = press(client_, "connect", {**values, field: "a\r\nA1 DELETE INBOX"})
    assert list(page.context["connect"].errors) == [field]


def test_nobody_guesses_passwords_through_us(client_: Client) -> None:
    values = {"host": "localhost", "security": "tls", "username": "a", "password": "b"}
    for _ in range(20):
        assert "host" in press(client_, "connect", values).context["connect"].errors
    assert press(client_, "connect", values).context["connect"].non_field_errors() == [
        "Too many tries. Wait an hour, then try again."
    ]


def test_the_page_says_what_providers_need(client_: Client) -> None:
    text = text_of(client_.get(PAGE))
    assert "Microsoft accepts no passwords over IMAP" in text
    assert "Create an app password" in text
    assert "port" not in client_.get(PAGE).context["connect"].fields


@pytest.fixture
def mailbox(seeker: User, now: datetime) -> Mailbox:
    """A mailbox that nobody can reach."""
    made = Mailbox.objects.create(
        owner=seeker,
        host="imap.kestrel.example",
        username="robin",
        connected_at=now - timedelta(days=3),
        offered=[{"name": "INBOX", "is_sent": False}, {"name": "Gesendet", "is_sent": True}],
        problem="unreachable",
        failures=4,
        failing_since=now - timedelta(days=2),
        next_fetch_at=now + timedelta(hours=1),
    )
    MailFolder.objects.create(mailbox=made, role="inbox", name="INBOX")
    return made


def test_a_mailbox_that_fails_is_shown_with_the_reason(
    mailbox: Mailbox, client_: Client, sent: list[int], at_now: datetime
) -> None:
    text = text_of(client_.get(PAGE))
    assert "The server can't be reached." in text
    assert "No emails have arrived since Tue 17 Mar" in text
    assert press(client_, "fetch").status_code == 302
    mailbox.refresh_from_db()
    assert mailbox.next_fetch_at == at_now


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"inbox": "Gesendet", "sent": "Gesendet"}, "sent"),
        ({"inbox": "Others", "sent": ""}, "inbox"),
        ({"inbox": "INBOX", "sent": "Others"}, "sent"),
    ],
)
def test_only_folders_of_the_mailbox_can_be_chosen(
    data: dict[str, str], field: str, mailbox: Mailbox, client_: Client
) -> None:
    page = press(client_, "folders", data)
    assert page.status_code == 422
    assert list(page.context["folders"].errors) == [field]
    assert [each.name for each in mailbox.folders.all()] == ["INBOX"]


def test_a_folder_that_stays_goes_on_where_it_was(
    mailbox: Mailbox, client_: Client, sent: list[int]
) -> None:
    mailbox.folders.update(last_uid=9)
    press(client_, "folders", {"inbox": "INBOX", "sent": "Gesendet"})
    press(client_, "folders", {"inbox": "INBOX", "sent": ""})
    assert [(each.name, each.last_uid) for each in mailbox.folders.all()] == [("INBOX", 9)]
