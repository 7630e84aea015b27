"""The ways by which mail arrives, as a seeker sets them up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from inbox.models import IgnoredSender
from tests.browser.audit import assert_fits, assert_reachable

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]
ADDRESS = re.compile(r"inbox\+[0-9a-f]{20}@jobs\.example")


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.INBOX_ADDRESS = "inbox@jobs.example"


def test_a_private_address_is_made_copied_replaced_and_turned_off(
    context: BrowserContext, page: Page, phone: Page, sign_in: SignIn, seeker: User, at: datetime
) -> None:
    IgnoredSender.objects.create(owner=seeker, email="alerts@jobs.example", times=2, since=at)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, seeker)
    page.goto("/settings/")
    page.get_by_role("link", name="Inbox settings").click()
    page.get_by_role("button", name="Create a private address").click()
    field = page.get_by_role("textbox", name="Your private address")
    expect(field).to_have_value(ADDRESS)
    first = field.input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == first
    sign_in(phone, seeker)
    phone.goto("/settings/inbox/")
    for each in (page, phone):
        for summary in each.locator("summary").filter(has_text=re.compile("forward|Apple")).all():
            summary.click()
        assert_fits(each)
        assert_reachable(each)
    page.get_by_role("button", name="Read again: alerts@jobs.example").click()
    expect(page.get_by_text("No sender is ignored.")).to_be_visible()
    page.get_by_role("button", name="Replace with a new address").click()
    expect(field).not_to_have_value(first)
    expect(field).to_have_value(ADDRESS)
    page.get_by_role("button", name="Turn off").click()
    expect(page.get_by_role("button", name="Create a private address")).to_be_visible()
