"""Assistants in a real browser: how one is connected, and what one proposes in the Inbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from api.services.keys import create_key
from applications.models import Interview
from inbox.answers import Answer
from inbox.services.propose import propose
from jobtracker.reading.people import Person
from tests.browser.audit import assert_fits, assert_reachable, settle, violations
from tests.conftest import MakeApplication

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def proposals(seeker: User, at: datetime, make_application: MakeApplication) -> None:
    """An interview and an offer that an assistant proposes."""
    mine = make_application("Kestrel Analytics", "Data Engineer")
    starts = at + timedelta(days=6)
    talk = Answer(
        "interview_invitation",
        at - timedelta(hours=3),
        application=mine,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        people=(Person("Priya Nair", "Head of Data", "priya@kestrel.example"),),
        text="Robin told me that Priya called to arrange it.",
    )
    reply = Answer("reply", at - timedelta(hours=1), company="Oatmill", title="Miller")
    for answer in (talk, reply):
        propose(seeker, answer, author="Claude", token=uuid4(), now=at)


def assert_good(page: Page, name: str, shots: Path) -> None:
    """No violation in either theme, nothing wider than the window; a picture is kept."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.reload()
        settle(page)
        picture = page.screenshot(path=shots / f"{name}-{scheme}.png", full_page=True)
        assert len(picture) > 10_000
        found = violations(page)
        assert not found, f"{page.url}, {scheme}:\n" + "\n".join(found)
    assert_fits(page)
    assert_reachable(page)


@pytest.mark.usefixtures("proposals")
def test_a_proposal_is_logged_and_taken_back(
    page: Page, phone: Page, sign_in: SignIn, seeker: User, tmp_path: Path
) -> None:
    for each, width in ((phone, "phone"), (page, "wide")):
        sign_in(each, seeker)
        each.goto("/inbox/")
        expect(each.get_by_text("Proposed by your key “Claude”")).to_have_count(2)
        assert_good(each, f"inbox-{width}", tmp_path)
    card = page.locator(".suggestion", has_text="Priya Nair")
    card.get_by_role("button", name="Log it").click()
    expect(page.locator(".suggestion", has_text="Priya Nair")).to_have_count(0)
    assert Interview.objects.get().interviewers.get().name == "Priya Nair"
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".suggestion", has_text="Priya Nair")).to_be_visible()
    page.locator(".suggestion", has_text="Oatmill").get_by_role("button", name="Ignore").click()
    expect(page.get_by_text("Ignored.", exact=True)).to_be_visible()


def test_an_assistant_is_connected(
    context: BrowserContext,
    page: Page,
    phone: Page,
    sign_in: SignIn,
    seeker: User,
    at: datetime,
    tmp_path: Path,
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    scopes = ["read", "suggest"]
    create_key(seeker, name="Claude", scopes=scopes, expires_at=None, token=uuid4(), now=at)
    for each, width in ((phone, "phone"), (page, "wide")):
        sign_in(each, seeker)
        each.goto("/settings/")
        each.get_by_role("link", name="Assistants").click()
        assert_good(each, f"assistants-{width}", tmp_path)
    page.locator("button[data-copy=as-json]").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert '"Authorization": "Bearer jt_…"' in copied
    page.get_by_role("button", name="Revoke: Claude").click()
    expect(page.get_by_text("“Claude” is revoked.")).to_be_visible()
