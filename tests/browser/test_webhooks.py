"""A webhook from the first press to the last, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from api.webhooks.run import send_due
from tests.api.webhooks.receiver import HOST, Receiver, receiving
from tests.browser.audit import assert_fits, assert_reachable
from tests.browser.watch import Watch
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A program of the seeker's, which answers with a page."""
    settings.WEBHOOK_ALLOW_PRIVATE_HOSTS = [HOST]
    with receiving() as made:
        made.answer = b"<h1>Thanks</h1>"
        yield made


def add(page: Page, url: str) -> None:
    page.goto("/settings/")
    page.get_by_role("link", name="Your webhooks").click()
    page.get_by_role("link", name="Add webhook").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button").first.click()
    page.get_by_label("Address").fill("http://hooks.example.org/")
    page.get_by_role("button", name="Add webhook").click()
    expect(page.get_by_text("The address must begin with https://.")).to_be_visible()
    page.get_by_label("Address").fill(url)
    page.get_by_role("button", name="Add webhook").click()


def test_it_is_added_tried_switched_off_and_deleted(
    context: BrowserContext,
    page: Page,
    phone: Page,
    sign_in: SignIn,
    watch: Watch,
    seeker: User,
    receiver: Receiver,
    at: datetime,
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    watch.allow(422, "/settings/webhooks/add/")
    sign_in(page, seeker)
    add(page, receiver.url)
    field = page.get_by_role("textbox", name="Secret")
    expect(field).to_have_value(SECRET)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()
    page.get_by_role("link", name="Go to the webhook").click()
    for status in (200, 500):
        receiver.statuses = [status]
        page.get_by_role("button", name="Send a test").click()
        expect(page.get_by_text("A test is on its way.")).to_be_visible()
        send_due(at)
    page.reload()
    expect(page.get_by_text("Delivered (HTTP 200)")).to_be_visible()
    expect(page.get_by_text("Next try:")).to_be_visible()
    sign_in(phone, seeker)
    phone.goto(page.url)
    for each in (page, phone):
        for summary in each.locator("main summary").all():
            summary.click()
        expect(each.get_by_text("<h1>Thanks</h1>").first).to_be_visible()
        assert_fits(each)
        assert_reachable(each)
    for path in ("/settings/webhooks/", "/settings/webhooks/add/"):
        phone.goto(path)
        assert_fits(phone)
    page.get_by_role("button", name="Switch off").click()
    expect(page.get_by_text("You switched it off.")).to_be_visible()
    page.get_by_role("link", name="Delete the webhook").click()
    page.get_by_role("button", name="Delete the webhook").click()
    expect(page.get_by_text("No webhooks yet")).to_be_visible()
