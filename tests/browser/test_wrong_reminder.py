"""The page "Wrong reminder?" in a real browser: reached from a reminder, copied and downloaded."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from followups.models import Reminder
from tests.browser.demo import audit, look_over, robin, screen

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]


def thanks() -> Reminder:
    found = Reminder.objects.filter(
        rule="interview.thank_you", owner__name="Robin Hale", state__in=Reminder.LIVE
    ).first()
    assert found is not None
    return found


def test_the_pages(screen: Page, robin: User) -> None:
    kinds = ("interview.thank_you", "reference.keep_in_touch", "status")
    rows = [Reminder.objects.filter(key__startswith=kind, owner=robin)[0] for kind in kinds]
    look_over(screen, *(f"/reminders/{row.pk}/wrong/" for row in rows))


def test_a_reminder_leads_to_its_file(screen: Page, robin: User) -> None:
    reminder = thanks()
    screen.goto(f"/reminders/{reminder.pk}/")
    screen.get_by_role("link", name="Wrong reminder?").click()
    expect(screen.get_by_role("heading", name="Wrong reminder?")).to_be_visible()
    audit(screen)
    with screen.expect_download() as started:
        screen.get_by_role("link", name="Download").click()
    assert started.value.suggested_filename == "wrong-reminder.json"
    saved = json.loads(Path(started.value.path()).read_text())
    shown = json.loads(screen.locator("#case").inner_text())
    assert {**saved, "now": ""} == {**shown, "now": ""}


def test_the_file_is_copied(
    page: Page, robin: User, sign_in: Callable[[Page, User], None], context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, robin)
    page.goto(f"/reminders/{thanks().pk}/wrong/")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = json.loads(page.evaluate("() => navigator.clipboard.readText()"))
    assert copied["timezone"] == "Europe/London"
    assert copied["application"]["events"]
