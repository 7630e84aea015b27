"""API keys in a real browser: made with the keyboard alone, listed wide and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from api.models import ApiKey
from api.services.keys import create_key, digest_of, revoke_key
from tests.browser.audit import assert_fits, assert_reachable
from tests.browser.watch import Watch
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]
PAGE = "/settings/api-keys/"


@pytest.fixture
def keys(seeker: User, at: datetime) -> None:
    """One that is active, one that expired and one that was revoked."""

    def make(name: str, days: int | None, age: int) -> ApiKey:
        made = at - timedelta(days=age)
        ends = None if days is None else made + timedelta(days=days)
        key, _secret = create_key(
            seeker, name=name, scopes=["read", "write"], expires_at=ends, token=uuid4(), now=made
        )
        return key

    make("Laptop", None, 3)
    make("Old script", 30, 45)
    revoke_key(make("Lost phone", 90, 10), now=at - timedelta(days=2))


@pytest.mark.usefixtures("keys")
def test_keys_are_listed_and_revoked(
    page: Page, phone: Page, sign_in: SignIn, seeker: User
) -> None:
    for each in (phone, page):
        sign_in(each, seeker)
        each.goto(PAGE)
        expect(each.get_by_text("Old script (Expired)")).to_be_visible()
        expect(each.get_by_text("Lost phone (Revoked)")).to_be_visible()
        assert_fits(each)
        assert_reachable(each)
    page.get_by_role("button", name="Revoke: Laptop").click()
    expect(page.get_by_text("Laptop (Revoked)")).to_be_visible()
    expect(page.get_by_text("No key is active.")).to_be_visible()


def test_a_key_for_an_assistant_is_made_with_the_keyboard(
    context: BrowserContext, page: Page, sign_in: SignIn, watch: Watch, seeker: User
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    watch.allow(422, f"{PAGE}new/")
    sign_in(page, seeker)
    page.goto("/settings/assistants/")
    page.get_by_role("link", name="Create key").press("Enter")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_label("Put suggestions into the Inbox")).to_be_checked()
    page.get_by_role("button", name="Create key").press("Enter")
    expect(page.get_by_label("Name")).to_be_focused()
    assert_reachable(page)
    page.keyboard.type("Claude")
    page.keyboard.press("Enter")
    secret = page.get_by_role("textbox", name="Your new API key").input_value()
    assert ApiKey.objects.get().digest == digest_of(secret)
    assert_fits(page)
    assert_reachable(page)
    page.locator("button[data-copy=as-command]").press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_focused()
    assert f"Bearer {secret}" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("link", name="Done").press("Enter")
    expect(page.get_by_role("button", name="Revoke: Claude")).to_be_visible()
