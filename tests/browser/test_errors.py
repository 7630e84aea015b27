"""What goes wrong is said in our own dress, readable by everybody, with a way on."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from playwright.sync_api import Page, expect

from accounts.models import User
from followups.views import rules
from tests.browser.audit import assert_fits, assert_reachable
from tests.browser.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FAULTS: list[tuple[Exception, int, str]] = [
    (SuspiciousOperation("an inner secret"), 400, "This request cannot be read"),
    (PermissionDenied("an inner secret"), 403, "This page is not yours to open"),
    (Http404("an inner secret"), 404, "There is nothing at this address"),
    (OperationalError("an inner secret"), 500, "Something broke on our side"),
]


def look(screen: Page, heading: str) -> None:
    """See the page as it stands: its words, its way on, and that everybody can read it."""
    expect(screen.get_by_role("heading", name=heading, level=1)).to_be_visible()
    expect(screen.get_by_role("link", name="Go to Today")).to_have_attribute("href", "/")
    expect(screen.get_by_text("inner secret")).to_have_count(0)
    assert_fits(screen)
    assert_reachable(screen)


@pytest.mark.parametrize(("fault", "status", "heading"), FAULTS)
def test_a_fault_is_a_page(
    page: Page,
    phone: Page,
    watch: Watch,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
    status: int,
    heading: str,
) -> None:
    def broken(*args: Any) -> None:
        raise fault

    monkeypatch.setattr(rules, "rulebook", broken)
    watch.allow(status, "/rules/")
    for screen in (page, phone):
        answer = screen.goto("/rules/")
        assert answer is not None
        assert answer.status == status
        look(screen, heading)


def test_the_address_of_a_form_is_no_page(page: Page, phone: Page, watch: Watch) -> None:
    watch.allow(405, "/settings/profile/")
    for screen in (page, phone):
        screen.goto("/settings/profile/")
        look(screen, "There is nothing to read at this address")


def test_a_form_without_its_cookie_is_refused_in_words(page: Page, watch: Watch) -> None:
    watch.allow(403, "/account/login/")
    page.goto("/account/login/")
    page.context.clear_cookies()
    try_to_sign_in(page)
    look(page, "This form had grown old")


def try_to_sign_in(page: Page) -> None:
    """Fill in the sign-in form with what is wrong, and send it."""
    page.get_by_label("Email").fill("seeker@test.example")
    page.get_by_label("Password").fill("none of theirs")
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_too_many_tries_are_held_up_and_told_how_long(
    page: Page, seeker: User, watch: Watch
) -> None:
    cache.clear()
    watch.allow(429, "/account/login/")
    page.goto("/account/login/")
    for _ in range(6):
        try_to_sign_in(page)
    expect(page.get_by_role("alert")).to_contain_text("Too many tries failed. Wait five minutes")
    expect(page.get_by_label("Email")).to_have_value("seeker@test.example")
    assert_reachable(page)
    for _ in range(25):
        try_to_sign_in(page)
    look(page, "Too many tries")
    cache.clear()
