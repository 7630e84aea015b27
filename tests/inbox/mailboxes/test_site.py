"""The site's own mailbox: emptied, each mail for whom it is; and its settings."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from accounts.models import User
from inbox.checks import site_mailbox
from inbox.mailboxes import store as storing
from inbox.mailboxes.problems import MailboxProblem
from inbox.mailboxes.recipients import recipients
from inbox.mailboxes.run import fetch_due
from inbox.mailboxes.session import Session
from inbox.mailboxes.site import ensure_site_mailbox, site_account, site_folder
from inbox.models import Mailbox, ReceivedFile
from inbox.services.addresses import address_of, renew_address
from tests.inbox.mailboxes.conftest import day_before, mail
from tests.services.dovecot import HOST, PASSWORD, Dovecot

DOMAIN = "in.jobs.example"


def of_site(user: str, port: int) -> str:
    return f"imaps://{quote(user)}:{quote(PASSWORD)}@{HOST}:{port}/INBOX"


@pytest.fixture
def site(imap: Dovecot, user: str, settings: Any) -> Dovecot:
    """The server, with the site's mailbox on it; the operator's own needs no permission."""
    settings.INBOX_ALLOW_PRIVATE_HOSTS, settings.INBOX_PORTS = [], [993, 143]
    settings.INBOX_SITE_MAILBOX_URL = of_site(user, imap.tls_port)
    settings.INBOX_DOMAIN = DOMAIN
    return imap


def address(owner: User, now: datetime) -> str:
    renew_address(owner, now=now)
    return address_of(owner) or ""


@pytest.mark.services
def test_each_mail_goes_to_its_seeker_and_leaves_the_mailbox(
    site: Dovecot, user: str, seeker: User, stranger: User, now: datetime
) -> None:
    one, two = address(seeker, now), address(stranger, now)
    mails = [
        mail(1, To=one.upper()),
        mail(2, Delivered_To=one),
        mail(3, X_Original_To=two),
        mail(4, Cc=f"Robin <{one}>, Sam <{two}>"),
        mail(5, To=f"nobody@{DOMAIN}"),
    ]
    site.deliver_all(user, mails, day_before(now, 90))
    assert fetch_due(now) == {"mailboxes": 1, "stored": 4, "for_nobody": 1}
    rows = ReceivedFile.objects.order_by("pk").values_list("owner__email", "way")
    assert list(rows) == [
        (seeker.email, "address"),
        (seeker.email, "address"),
        (stranger.email, "address"),
        (seeker.email, "address"),
        (stranger.email, "address"),
    ]
    assert site.in_folder(user) == []
    assert [file.read_bytes() for file in site.in_folder(user, "Unmatched")] == [mails[4]]
    site.deliver(user, mail(6, To=one), now)
    assert fetch_due(now + timedelta(minutes=5)) == {"mailboxes": 1, "stored": 1}
    assert site.in_folder(user) == []


@pytest.mark.services
def test_a_crash_between_storing_and_deleting_stores_nothing_twice(
    site: Dovecot, user: str, seeker: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.deliver(user, mail(1, To=address(seeker, now)), now)

    def crash(session: Session, uid: int) -> None:
        raise MailboxProblem("broken")

    with monkeypatch.context() as patch:
        patch.setattr(Session, "delete", crash)
        assert fetch_due(now) == {"failed": 1}
    assert ReceivedFile.objects.count() == 1
    assert len(site.in_folder(user)) == 1
    assert fetch_due(now + timedelta(minutes=1)) == {"mailboxes": 1, "known": 1}
    assert ReceivedFile.objects.count() == 1
    assert site.in_folder(user) == []


@pytest.mark.services
def test_a_mail_that_cannot_be_stored_is_kept_for_the_operator(
    site: Dovecot, user: str, seeker: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: Any, **__: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(storing, "receive", fault)
    site.deliver(user, mail(1, To=address(seeker, now)), now)
    assert fetch_due(now) == {"mailboxes": 1, "left_out": 1}
    assert len(site.in_folder(user, "Unmatched")) == 1


@pytest.mark.services
def test_a_refused_password_of_the_site_is_tried_again(
    site: Dovecot, user: str, db: None, now: datetime, settings: Any
) -> None:
    settings.INBOX_SITE_MAILBOX_URL = settings.INBOX_SITE_MAILBOX_URL.replace(PASSWORD, "wrong")
    for minutes in (1, 2, 4, 8):
        assert fetch_due(now) == {"failed": 1}
        row = Mailbox.objects.get()
        assert row.next_fetch_at == now + timedelta(minutes=minutes)
        now = row.next_fetch_at


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("imaps://a%40x.org:p%2Fw@imap.x.org", ("imap.x.org", 993, "tls", "a@x.org", "p/w")),
        ("imap://a:b@imap.x.org:1143/In", ("imap.x.org", 1143, "starttls", "a", "b")),
    ],
)
def test_the_address_of_the_mailbox(url: str, found: tuple[object, ...], settings: Any) -> None:
    settings.INBOX_SITE_MAILBOX_URL = url
    it = site_account()
    assert (it.host, it.port, it.security, it.username, it.password) == found
    assert it.password not in repr(it).split("username")[1].replace(it.username, "")
    assert site_folder() == ("In" if url.endswith("In") else "INBOX")
    assert site_mailbox() == []


@pytest.mark.parametrize(
    "url", ["pop3://a:b@x.org", "imaps://x.org", "imaps://a:b@", "imaps://a:b@x.org:z", "rubbish"]
)
def test_what_is_no_address_of_a_mailbox_is_refused(
    url: str, settings: Any, db: None, now: datetime
) -> None:
    settings.INBOX_SITE_MAILBOX_URL = url
    assert [error.id for error in site_mailbox()] == ["inbox.E001"]
    ensure_site_mailbox(now)
    assert not Mailbox.objects.exists()


def test_the_row_follows_the_settings(db: None, settings: Any, now: datetime) -> None:
    for url, host in (
        ("imaps://a:b@one.example", "one.example"),
        ("imaps://a:c@one.example", "one.example"),
        ("imaps://a:b@two.example/Jobs", "two.example"),
    ):
        settings.INBOX_SITE_MAILBOX_URL = url
        before = Mailbox.objects.first()
        ensure_site_mailbox(now)
        row = Mailbox.objects.get()
        assert (row.host, row.owner, row.password) == (host, None, None)
        assert bool(before and before.pk == row.pk) == (url == "imaps://a:c@one.example")
    settings.INBOX_SITE_MAILBOX_URL = ""
    ensure_site_mailbox(now)
    assert not Mailbox.objects.exists()


def test_the_delivery_s_own_words_come_first_and_each_address_once() -> None:
    content = mail(To="A@x.org, b@x.org", Cc="C <c@x.org>", Delivered_To="<d@x.org>", Bcc="a@X.org")
    assert recipients(content) == ["d@x.org", "a@x.org", "b@x.org", "c@x.org"]


def test_a_header_without_end_costs_little() -> None:
    many = b"To: " + b",".join(b"a%d@x.org" % number for number in range(200_000))
    assert len(recipients(many + b"\r\n" + b"Cc: x@y.z\r\n" * 200_000)) <= 100
