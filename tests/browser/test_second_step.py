"""Guarding an account: passkeys in a real ceremony, an authenticator app, and recovery codes."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.db.models import F
from playwright.sync_api import CDPSession, Page, expect

from accounts.models import User
from tests.browser.audit import assert_fits, assert_reachable
from tests.browser.watch import Watch
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PERIOD = 30


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    """What other tests tried is no try of these."""
    cache.clear()


def plug_in(page: Page) -> tuple[CDPSession, str]:
    """A device of the browser's own that knows its person, such as a phone or a laptop."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session, str(added["authenticatorId"])


def confirm(page: Page) -> None:
    """Say once more who it is, by password."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def enter(page: Page, user: User) -> None:
    """Sign in by address and password."""
    page.goto("/account/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def leave(page: Page) -> None:
    """Sign out."""
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/account/login/"))


def add_key(page: Page, name: str, *, alone: bool) -> None:
    """Go through the ceremony that adds a key; ``alone``: it signs in without a password."""
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("A name to know it by").fill(name)
    page.get_by_label("Sign in with it alone").set_checked(alone)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


@pytest.fixture
def _codes_live_on(settings: Any) -> None:
    """A busy machine may take longer than a code lives."""
    settings.MFA_TOTP_TOLERANCE = 4


def code_of(secret: str) -> str:
    """The six digits that an app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD)))


@pytest.fixture
def guarded(page: Page, sign_in: SignIn, seeker: User) -> Page:
    """A page on which the seeker is signed in and has just confirmed it."""
    sign_in(page, seeker)
    page.goto("/account/2fa/webauthn/add/")
    confirm(page)
    return page


def test_a_passkey_is_added_and_signs_in_alone(guarded: Page, seeker: User) -> None:
    plug_in(guarded)
    add_key(guarded, "My laptop", alone=True)
    guarded.goto("/account/2fa/webauthn/")
    expect(guarded.get_by_role("main")).to_contain_text("My laptop")
    expect(guarded.get_by_role("main")).to_contain_text("Passkey · added")
    assert_fits(guarded)
    assert_reachable(guarded)
    leave(guarded)
    guarded.get_by_role("button", name="Sign in with a passkey").click()
    expect(guarded.get_by_role("heading", name="Welcome")).to_be_visible()
    key = Authenticator.objects.get(user=seeker, type=Authenticator.Type.WEBAUTHN)
    assert key.last_used_at is not None


def test_a_security_key_is_the_second_step_after_the_password(guarded: Page, seeker: User) -> None:
    plug_in(guarded)
    add_key(guarded, "Small key", alone=False)
    leave(guarded)
    enter(guarded, seeker)
    expect(guarded.get_by_role("heading", name="Second step")).to_be_visible()
    assert_reachable(guarded)
    guarded.get_by_role("button", name="Use a passkey or security key").click()
    expect(guarded.get_by_role("heading", name="Welcome")).to_be_visible()


def test_a_passkey_that_is_not_used_is_said(page: Page, watch: Watch) -> None:
    session, device = plug_in(page)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.goto("/account/login/")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("No passkey or key was used.")
    assert_fits(page)
    assert_reachable(page)


@pytest.mark.usefixtures("_codes_live_on")
def test_an_app_and_then_a_recovery_code_are_the_second_step(guarded: Page, seeker: User) -> None:
    guarded.goto("/account/2fa/totp/activate/")
    secret = guarded.get_by_label("Or type this into the app").input_value()
    guarded.get_by_label("Six digits from the app").fill("000000")
    guarded.get_by_role("button", name="Switch on").click()
    expect(guarded.get_by_label("Six digits from the app")).to_have_attribute(
        "aria-invalid", "true"
    )
    expect(guarded.get_by_label("Or type this into the app")).to_have_value(secret)
    assert_reachable(guarded)
    guarded.get_by_label("Six digits from the app").fill(code_of(secret))
    guarded.get_by_role("button", name="Switch on").click()
    expect(guarded.get_by_role("heading", name="Recovery codes")).to_be_visible()
    codes = guarded.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10
    leave(guarded)
    cache.clear()
    # The code that switched the app on is refused for a while.
    app = Authenticator.objects.filter(user=seeker, type=Authenticator.Type.TOTP)
    app.update(created_at=F("created_at") - timedelta(hours=1))
    enter(guarded, seeker)
    expect(guarded.get_by_role("button", name="Use a passkey")).to_have_count(0)
    guarded.get_by_label("Code").fill(code_of(secret))
    guarded.get_by_role("button", name="Sign in", exact=True).click()
    expect(guarded.get_by_role("heading", name="Welcome")).to_be_visible()
    leave(guarded)
    enter(guarded, seeker)
    guarded.get_by_label("Code").fill(codes[0])
    guarded.get_by_role("button", name="Sign in", exact=True).click()
    expect(guarded.get_by_role("heading", name="Welcome")).to_be_visible()
    guarded.goto("/account/2fa/recovery-codes/")
    confirm(guarded)
    expect(guarded.get_by_role("main")).to_contain_text("9 of 10 are left.")
    assert_fits(guarded)
    assert_reachable(guarded)


def test_a_recovery_code_works_once(guarded: Page, seeker: User) -> None:
    plug_in(guarded)
    add_key(guarded, "Small key", alone=False)
    code = guarded.locator(".codes code").first.inner_text()
    for is_fresh in (True, False):
        leave(guarded)
        enter(guarded, seeker)
        guarded.get_by_label("Code").fill(code)
        guarded.get_by_role("button", name="Sign in", exact=True).click()
        wanted = "Welcome" if is_fresh else "Second step"
        expect(guarded.get_by_role("heading", name=wanted)).to_be_visible()
        if is_fresh:
            continue
        expect(guarded.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
