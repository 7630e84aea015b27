"""The reference of the API: read by anybody, wide and on a phone, in both themes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import assert_fits, assert_reachable

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_anyone_can_read_it_wide_and_on_a_phone(page: Page, phone: Page) -> None:
    for each in (page, phone):
        each.goto("/api/v1/docs")
        entry = each.get_by_role("article", name="Add an application")
        expect(entry).to_contain_text("/applications")
        expect(entry).to_contain_text("applied_at")
        entry.get_by_text("Example").click()
        expect(entry).to_contain_text("curl -X POST http")
        each.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert_fits(each)
        assert_reachable(each)


def test_the_contents_and_the_objects_lead_to_their_places(page: Page) -> None:
    page.goto("/api/v1/docs")
    page.get_by_role("link", name="Snooze a reminder").focus()
    page.keyboard.press("Enter")
    entry = page.get_by_role("article", name="Snooze a reminder")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="ReminderOut").click()
    expect(page.get_by_role("article", name="ReminderOut")).to_be_in_viewport()
