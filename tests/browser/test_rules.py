"""The rules page: read by somebody who never signed in, and by a seeker with a policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from followups.services import choose_policy
from tests.browser.audit import assert_fits, assert_reachable

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


def open_all(page: Page) -> None:
    """Open every example, so that the audit sees all of the page."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


def test_anyone_can_read_a_rule_its_sources_and_its_example(page: Page, phone: Page) -> None:
    for each in (page, phone):
        each.goto("/rules/")
        rule = each.get_by_role("article", name="Ask after an interview")
        expect(rule).to_contain_text("ask 7 days after it")
        expect(rule).to_contain_text("one status email a week after the interview")
        rule.get_by_text("An example").click()
        expect(rule).to_contain_text("Interview with Ana")
        expect(rule).to_contain_text("+ 7 days =")
        open_all(each)
        assert_fits(each)
        assert_reachable(each)


def test_a_source_leads_to_its_words(page: Page) -> None:
    page.goto("/rules/")
    rule = page.get_by_role("article", name="Ask once more")
    rule.get_by_role("link", name="A recruiter's blog, 2013").click()
    place = page.locator(":target")
    expect(place).to_be_in_viewport()
    expect(place).to_contain_text("Never more than once a week.")


def test_the_keyboard_leads_through_the_contents(page: Page) -> None:
    page.goto("/rules/")
    page.get_by_role("link", name="Hard limits").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hard limits")).to_be_in_viewport()


def test_a_seeker_reads_their_own_figures(
    page: Page, sign_in: SignIn, seeker: User, now: datetime
) -> None:
    choose_policy(seeker, "patient", {"silence_days": 21}, by=seeker, now=now)
    sign_in(page, seeker)
    page.goto("/rules/")
    expect(page.get_by_role("columnheader", name="Patient")).to_contain_text("Yours, changed")
    expect(page.get_by_role("article", name="Ask after silence")).to_contain_text("21 days")
    page.get_by_role("link", name="Choose or change yours").click()
    expect(page.get_by_role("radio", name="Patient")).to_be_checked()
