"""The settings of a mailbox, as a seeker connects a real one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from inbox.models import Mailbox, MailFolder
from inbox.services.addresses import renew_address
from tests.browser.audit import assert_fits, assert_reachable
from tests.browser.watch import Watch
from tests.services.dovecot import HOST, PASSWORD, Dovecot
from tests.services.imap import imap, server

__all__ = ["imap", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]
PAGE = "/settings/mailbox/"


def look(*screens: Page) -> None:
    for each in screens:
        each.goto(PAGE)
        assert_fits(each)
        assert_reachable(each)


def test_a_mailbox_is_connected_by_keyboard_and_disconnected(
    page: Page,
    phone: Page,
    sign_in: SignIn,
    seeker: User,
    watch: Watch,
    imap: Dovecot,
    settings: Any,
) -> None:
    settings.CELERY_BROKER_URL = "memory://"
    imap.folder("robin", "Jobs")
    for each in (page, phone):
        sign_in(each, seeker)
    look(page, phone)
    watch.allow(422, f"{PAGE}connect/")
    page.get_by_label("IMAP server").fill(HOST)
    page.get_by_label("Port").fill(str(imap.tls_port))
    page.get_by_label("User name").fill("robin")
    page.get_by_label("Password", exact=True).fill("not this one")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The server refused this user name and password.")).to_be_visible()
    expect(page.get_by_label("User name")).to_have_value("robin")
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status", name="Messages")).to_contain_text("mailbox is connected")
    page.get_by_label("Emails that arrive").select_option("Jobs")
    page.get_by_label("Emails you sent").select_option("Sent")
    page.get_by_role("button", name="Save folders").click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Your folders are saved.")
    look(page, phone)
    names = MailFolder.objects.order_by("role").values_list("name", flat=True)
    assert list(names) == ["Jobs", "Sent"]
    page.get_by_role("button", name="Disconnect and delete the password").click()
    expect(page.get_by_role("heading", name="Connect your mailbox")).to_be_visible()
    assert not Mailbox.objects.exists()


def test_a_mailbox_that_fails_says_why(
    page: Page, phone: Page, sign_in: SignIn, seeker: User, at: datetime, settings: Any
) -> None:
    settings.INBOX_DOMAIN = "a-rather-long-name.inbox.kestrel-analytics.example"
    renew_address(seeker, now=at)
    mailbox = Mailbox.objects.create(
        owner=seeker,
        host="imap.a-rather-long-name-of-a-mail-server.kestrel.example",
        username="robin.hale.with.a.long.name@kestrel-analytics.example",
        connected_at=at - timedelta(days=30),
        offered=[{"name": "INBOX", "is_sent": False}],
        problem="login",
        failures=3,
        failing_since=at - timedelta(days=2),
    )
    MailFolder.objects.create(mailbox=mailbox, role="inbox", name="INBOX")
    for each in (page, phone):
        sign_in(each, seeker)
    look(page, phone)
    expect(page.get_by_text("The server refused the password.")).to_be_visible()
    expect(page.get_by_text("no more tries until you enter the password again")).to_be_visible()
