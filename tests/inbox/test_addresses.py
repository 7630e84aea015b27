"""The private address: whose it is, that it can be replaced, and what its page says."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from inbox.models import IgnoredSender, Mailbox, PrivateAddress, ReceivedFile
from inbox.services.addresses import address_of, end_address, owner_of, renew_address
from inbox.services.pending import read_waiting
from inbox.services.receive import receive

PAGE = "/settings/inbox/"
SITES = [
    ({"INBOX_ADDRESS": "Inbox@jobs.example"}, r"Inbox\+([0-9a-f]{20})@jobs\.example"),
    ({"INBOX_DOMAIN": "in.jobs.example"}, r"([0-9a-f]{20})@in\.jobs\.example"),
]
GMAIL = (
    b"From: Gmail Team <forwarding-noreply@google.com>\nMessage-ID: <g@google.example>\n"
    b"Subject: (#123456789) Gmail Forwarding Confirmation - Receive Mail from a@b.example\n\n"
    b"Confirmation code: 123456789\nhttps://mail-settings.example/mail/vf-000000000000\n"
)


@pytest.fixture
def site(settings: Any) -> None:
    settings.INBOX_ADDRESS, settings.INBOX_DOMAIN = "inbox@jobs.example", ""


@pytest.mark.parametrize(("values", "form"), SITES)
def test_an_address_leads_to_its_owner_alone(
    seeker: User,
    stranger: User,
    now: datetime,
    settings: Any,
    values: dict[str, str],
    form: str,
) -> None:
    for name, value in values.items():
        setattr(settings, name, value)
    assert address_of(seeker) is None
    for each in (seeker, stranger):
        renew_address(each, now=now)
    address = address_of(seeker) or ""
    assert re.fullmatch(form, address)
    assert address != address_of(stranger)
    for spelled in (address, address.upper(), f" <{address}> "):
        assert owner_of(spelled) == seeker
    local, _, domain = address.partition("@")
    for wrong in ("", "@", f"x{local}@{domain}", f"{local}@other.example", f"inbox@{domain}"):
        assert owner_of(wrong) is None


def test_the_old_address_stops_at_once(site: None, seeker: User, now: datetime) -> None:
    renew_address(seeker, now=now)
    old = address_of(seeker) or ""
    renew_address(seeker, now=now + timedelta(hours=1))
    new = address_of(seeker) or ""
    assert (owner_of(old), owner_of(new)) == (None, seeker)
    end_address(seeker)
    assert (owner_of(new), address_of(seeker)) == (None, None)


def test_a_closed_account_has_none(site: None, seeker: User, now: datetime) -> None:
    renew_address(seeker, now=now)
    address = address_of(seeker) or ""
    User.objects.update(is_active=False)
    assert owner_of(address) is None


def test_a_site_without_mail_says_so(
    seeker_client: Client, seeker: User, now: datetime, at_now: datetime
) -> None:
    renew_address(seeker, now=now)
    assert address_of(seeker) is None
    page = seeker_client.get(PAGE).content.decode()
    assert "can't receive email yet" in page
    assert "INBOX_ADDRESS" in page
    secret = PrivateAddress.objects.get().secret
    assert secret not in page
    seeker_client.post(f"{PAGE}address/")
    assert PrivateAddress.objects.get().secret == secret


def test_the_page_makes_replaces_and_ends_the_address(
    site: None, seeker_client: Client, seeker: User, at_now: datetime
) -> None:
    assert "Create a private address" in seeker_client.get(PAGE).content.decode()
    assert not PrivateAddress.objects.exists()
    seen = []
    for _ in range(2):
        page = seeker_client.post(f"{PAGE}address/", follow=True).content.decode()
        seen.append(address_of(seeker) or "none")
        assert f'value="{seen[-1]}"' in page
        assert "as Bcc" in page
    assert seen[0] != seen[1]
    assert seen[0] not in page
    page = seeker_client.post(f"{PAGE}address/end/", follow=True).content.decode()
    assert seen[1] not in page
    assert not PrivateAddress.objects.exists()


def test_gmails_code_is_shown_for_a_day(
    site: None, seeker_client: Client, seeker: User, at_now: datetime
) -> None:
    receive(seeker, GMAIL, way="address", now=at_now - timedelta(hours=23))
    other = GMAIL.replace(b"google.com", b"elsewhere.example").replace(b"123456789", b"987654321")
    receive(seeker, other.replace(b"<g@", b"<h@"), way="address", now=at_now)
    read_waiting(at_now)
    ReceivedFile.objects.update(content=b"not opened for the page")
    page = seeker_client.get(PAGE).content.decode()
    assert "<strong>123456789</strong>" in page
    assert "987654321" not in page
    seeker.received_files.update(arrived_at=at_now - timedelta(hours=25))
    assert "123456789" not in seeker_client.get(PAGE).content.decode()


def test_an_ignored_sender_is_read_again(
    seeker_client: Client, seeker: User, at_now: datetime
) -> None:
    rows = IgnoredSender.objects
    ignored = rows.create(owner=seeker, email="alerts@jobs.example", times=3, since=at_now)
    rows.create(owner=seeker, email="once@jobs.example", times=1)
    page = seeker_client.get(PAGE).content.decode()
    assert "alerts@jobs.example" in page
    assert "once@jobs.example" not in page
    url = f"{PAGE}senders/{ignored.pk}/read-again/"
    page = seeker_client.post(url, follow=True).content.decode()
    assert "Emails from alerts@jobs.example are read again." in page
    assert "No sender is ignored." in page
    ignored.refresh_from_db()
    assert (ignored.times, ignored.since) == (0, None)


def test_the_page_leads_to_the_mailbox_and_tells_how_it_fares(
    seeker_client: Client, seeker: User, at_now: datetime
) -> None:
    assert "Connect a mailbox" in seeker_client.get(PAGE).content.decode()
    mailbox = Mailbox.objects.create(
        owner=seeker, host="imap.example", username="robin@mail.example", connected_at=at_now
    )
    page = seeker_client.get(PAGE).content.decode()
    assert "robin@mail.example" in page
    assert "Connected." in page
    mailbox.problem = Mailbox.Problem.LOGIN
    mailbox.save()
    assert "Not read at the moment" in seeker_client.get(PAGE).content.decode()
