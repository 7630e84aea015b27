"""The browser extension, loaded into a real Chromium: from connecting it to what was saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from api.models import ApiKey, Scope
from api.services.keys import revoke_key
from applications.models import Application, Stage
from tests.browser.audit import SCHEMES, violations
from tests.browser.conftest import SECONDS
from tests.browser.extension import Extended, extended, job_pages
from tests.conftest import PASSWORD
from tests.services import chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JOB = "01_greenhouse_old.html"
CONNECT = "/settings/capture/connect/"


@pytest.fixture(scope="session")
def whole_chromium() -> str:
    """The Chromium that loads extensions, installed once where it is missing."""
    return chromium.find_with_extensions()


@pytest.fixture
def browser_with_it(
    playwright: Playwright, whole_chromium: str, tmp_path: Path, live_server: LiveServer
) -> Iterator[Extended]:
    with extended(playwright, whole_chromium, tmp_path, "http://localhost/*") as found:
        found.context.set_default_timeout(SECONDS * 1000)
        yield found


@pytest.fixture
def jobs() -> Iterator[str]:
    with job_pages() as address:
        yield address


@pytest.fixture
def connected(
    browser_with_it: Extended,
    live_server: LiveServer,
    sign_in: Callable[[Page, Any], None],
    seeker: User,
) -> Extended:
    """The extension, connected by a press in the settings and one on its icon."""
    page = browser_with_it.context.new_page()
    sign_in(page, seeker)
    page.goto(live_server.url + CONNECT)
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
    page.get_by_role("button", name="Create the key").click()
    expect(page.locator("#capture-key")).to_be_visible()
    assert "jt_" not in page.url
    popup = browser_with_it.press(page)
    popup.get_by_role("button", name="Connect", exact=True).click()
    expect(popup.locator("#done-text")).to_contain_text("You’re connected.")
    expect(popup.locator("#footer-text")).to_contain_text("Connected to localhost")
    assert ApiKey.objects.get().scopes == [Scope.CAPTURE]
    popup.close()
    return browser_with_it


def press_on(found: Extended, address: str) -> Page:
    page = found.context.new_page()
    page.goto(address)
    return found.press(page)


def assert_popup_reachable(popup: Page) -> None:
    for scheme in SCHEMES:
        popup.emulate_media(color_scheme=scheme)
        assert violations(popup) == [], scheme


def test_connect_press_correct_save_and_meet_it_again(
    connected: Extended, jobs: str, live_server: LiveServer, seeker: User
) -> None:
    popup = press_on(connected, f"{jobs}/{JOB}")
    expect(popup.get_by_label("Job title")).to_have_value("Senior Backend Engineer - Payments")
    expect(popup.get_by_label("Company")).to_have_value("Saltmarsh")
    expect(popup.get_by_label("Currency")).to_have_value("EUR")
    expect(popup.locator("#known")).to_be_hidden()
    assert not Application.objects.exists()
    assert_popup_reachable(popup)
    popup.get_by_label("Location").fill("Leiden")
    popup.get_by_role("button", name="I applied").dblclick()
    expect(popup.locator("#done-text")).to_have_text("Saved as applied.")
    saved = Application.objects.get()
    assert (saved.owner, saved.location, saved.stage) == (seeker, "Leiden", Stage.APPLIED)
    assert saved.posting_url == f"{jobs}/{JOB}"
    assert "Saltmarsh lets tide mills pay their crews." in saved.posting_text
    link = popup.get_by_role("link", name="Open in Jobtracker")
    expect(link).to_have_attribute("href", f"{live_server.url}/applications/{saved.pk}/")
    popup.close()
    again = press_on(connected, f"{jobs}/{JOB}")
    expect(again.locator("#known")).to_contain_text("You applied there in")
    expect(again.locator("#known a")).to_have_attribute(
        "href", f"{live_server.url}/applications/{saved.pk}/"
    )


def test_errors_are_beside_their_fields_and_the_keyboard_is_enough(
    connected: Extended, jobs: str
) -> None:
    popup = press_on(connected, f"{jobs}/{JOB}")
    title = popup.get_by_label("Job title")
    expect(title).not_to_have_value("")
    title.fill("")
    title.press("Enter")
    expect(popup.locator("#title-error")).to_have_text("Enter the title of the job.")
    expect(title).to_be_focused()
    assert_popup_reachable(popup)
    popup.keyboard.type("Tide Engineer")
    popup.keyboard.press("Enter")
    expect(popup.locator("#done-text")).to_have_text("Saved.")
    saved = Application.objects.get()
    assert (saved.title, saved.stage) == ("Tide Engineer", Stage.SAVED)


def test_offline_keeps_what_was_typed_and_saves_it_once(connected: Extended, jobs: str) -> None:
    popup = press_on(connected, f"{jobs}/{JOB}")
    expect(popup.get_by_label("Company")).to_have_value("Saltmarsh")
    popup.get_by_label("Job title").fill("Ferry Pilot")
    popup.evaluate(LOSE_ANSWERS)
    popup.get_by_role("button", name="Save", exact=True).click()
    expect(popup.locator("#problem-text")).to_contain_text("can’t be reached")
    assert Application.objects.count() == 1
    popup.close()
    again = press_on(connected, f"{jobs}/{JOB}")
    expect(again.get_by_label("Job title")).to_have_value("Ferry Pilot")
    expect(again.locator("#hint")).to_contain_text("Not saved yet.")
    again.get_by_role("button", name="Save", exact=True).click()
    expect(again.locator("#done-text")).to_have_text("Saved.")
    assert Application.objects.get().title == "Ferry Pilot"


LOSE_ANSWERS = """() => {
  const real = window.fetch;
  globalThis.fetch = async (...asked) => { await real(...asked); throw new TypeError("lost"); };
}"""


def test_without_the_server_the_form_can_still_be_filled(connected: Extended, jobs: str) -> None:
    page = connected.context.new_page()
    page.goto(f"{jobs}/{JOB}")
    popup = connected.press(page)
    expect(popup.get_by_label("Company")).to_have_value("Saltmarsh")
    popup.evaluate("() => { globalThis.fetch = () => Promise.reject(new TypeError('no')) }")
    popup.get_by_label("Company").fill("Saltmarsh Ltd")
    popup.get_by_role("button", name="Save", exact=True).click()
    expect(popup.get_by_role("alert")).to_contain_text("can’t be reached")
    expect(popup.locator("#hint")).to_have_text("Not saved yet. What you typed is still here.")
    expect(popup.get_by_role("button", name="Save", exact=True)).to_be_enabled()
    expect(popup.get_by_label("Company")).to_have_value("Saltmarsh Ltd")
    assert not Application.objects.exists()


def test_a_revoked_key_is_told_and_a_new_one_saves_the_draft(
    connected: Extended, jobs: str, at: datetime
) -> None:
    popup = press_on(connected, f"{jobs}/{JOB}")
    expect(popup.get_by_label("Company")).to_have_value("Saltmarsh")
    revoke_key(ApiKey.objects.get(), now=at)
    popup.get_by_label("Job title").fill("Ferry Pilot")
    popup.get_by_role("button", name="Save", exact=True).click()
    expect(popup.locator("#problem-text")).to_contain_text("no longer accepts")
    popup.get_by_role("button", name="Connect again").click()
    expect(popup.get_by_label("Address of your Jobtracker")).to_be_focused()
    expect(popup.locator("#problem")).to_be_hidden()


def test_a_wrong_key_or_address_is_not_kept(
    browser_with_it: Extended, jobs: str, live_server: LiveServer
) -> None:
    popup = press_on(browser_with_it, f"{jobs}/{JOB}")
    address = popup.get_by_label("Address of your Jobtracker")
    expect(address).to_be_focused()
    assert_popup_reachable(popup)
    address.fill("http://jobs.example.org")
    address.press("Enter")
    expect(popup.locator("#problem-text")).to_contain_text("beginning with https://")
    address.fill(live_server.url)
    popup.get_by_text("Paste a key instead").click()
    popup.get_by_label("Key", exact=True).fill("jt_wrong")
    popup.get_by_role("button", name="Connect", exact=True).click()
    expect(popup.locator("#problem-text")).to_contain_text("This key doesn’t work on localhost")
    expect(popup.get_by_label("Key", exact=True)).to_be_focused()
    assert (
        popup.evaluate("async () => (await chrome.storage.local.get('connected')).connected")
        is None
    )


def test_another_site_cannot_pass_for_the_connect_page(connected: Extended, jobs: str) -> None:
    page = connected.context.new_page()
    page.route(
        "**/settings/capture/connect/",
        lambda route: route.fulfill(
            content_type="text/html", body="<title>x</title><input id=capture-key value=jt_theirs>"
        ),
    )
    page.goto(f"{jobs}{CONNECT}")
    popup = connected.press(page)
    expect(popup.locator("#found-text")).to_contain_text(
        re.compile(r"^Connect to 127\.0\.0\.1:\d+ instead of localhost:\d+\?")
    )
    kept = popup.evaluate(
        "async () => (await chrome.storage.local.get('connected')).connected.site"
    )
    assert kept.startswith("http://localhost:")


def test_a_fault_of_its_own_is_told_and_the_buttons_come_back(
    connected: Extended, jobs: str
) -> None:
    popup = press_on(connected, f"{jobs}/{JOB}")
    expect(popup.get_by_label("Company")).to_have_value("Saltmarsh")
    popup.evaluate("() => { chrome.storage.local.set = () => Promise.reject(new Error('full')) }")
    popup.get_by_role("button", name="I applied").click()
    expect(popup.locator("#problem-text")).to_contain_text("The extension had a problem.")
    expect(popup.get_by_role("button", name="I applied")).to_be_enabled()
    expect(popup.locator("#wait")).to_be_hidden()


READ_AGAIN = """async () => {
  const { readPage } = await import("./lib/page.js");
  const [{ id }] = await chrome.tabs.query({ active: true, currentWindow: true });
  const asked = { target: { tabId: id }, func: readPage, args: [100000] };
  return (await chrome.scripting.executeScript(asked))[0].result.html;
}"""
PRIVATE = """<!doctype html><meta charset=utf-8><meta name=csrf-token content=private-1>
<meta property=og:title content=Pilot><meta name=OG:url content=https://jobs.example/1>
<meta itemprop=datePosted content=2026-03-02><title>Pilot</title>
<script type=application/json>{"token": "private-2"}</script>
<script type=application/ld+json>{"@type": "JobPosting"}</script>
<h1>Ferry Pilot</h1><p contenteditable=false>Tide tables.</p>
<form><input value=private-3><textarea>private-4</textarea>
<select><option selected>private-5</select></form>
<div contenteditable>private-6</div><div contenteditable=plaintext-only>private-7</div>"""


def test_what_was_typed_into_the_page_and_its_tokens_stay_there(
    connected: Extended, jobs: str
) -> None:
    page = connected.context.new_page()
    page.route("**/private", lambda route: route.fulfill(content_type="text/html", body=PRIVATE))
    page.goto(f"{jobs}/private")
    popup = connected.press(page)
    expect(popup.get_by_label("Job title")).not_to_have_value("")
    html = popup.evaluate(READ_AGAIN)
    assert "private-" not in html
    for kept in ("og:title", "OG:url", "datePosted", "JobPosting", "Ferry Pilot", "Tide tables."):
        assert kept in html
