"""Today left open: it catches up by itself, and disturbs nobody by it."""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from applications.models import Application
from applications.services import arrange_interview
from followups.models import Reminder
from followups.services import dismiss
from references.services import add_contact
from tests.browser.demo import audit, robin, screen
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]

POLL = "/today/poll/"
PAUSE_MS = 2_100
"""Somewhat longer than the page rests between two questions."""
COMES_BACK = "() => { document.dispatchEvent(new Event('visibilitychange')); }"
COMES_BACK_AND_READS = """(path) => new Promise((done) => {
  document.addEventListener('htmx:afterRequest', ({ detail }) => {
    if (detail.requestConfig.path === path) done();
  });
  document.dispatchEvent(new Event('visibilitychange'));
})"""
AT_REST = "() => !document.querySelector('.htmx-request')"
OTHER = "/static/css/tokens.css"


def thanks() -> Reminder:
    """The thank-you that Bo Lindqvist is owed."""
    owed = Reminder.objects.filter(rule="interview.thank_you", state=Reminder.State.OPEN)
    return owed.get(contact__name="Bo Lindqvist")


def met(owner: User, name: str, now: datetime) -> None:
    """An interview with somebody new, which ended a minute ago."""
    ends = now - timedelta(minutes=1)
    fields = {
        "kind": "interview",
        "arranged_at": now - timedelta(days=3),
        "starts_at": ends - timedelta(hours=1),
        "ends_at": ends,
        "time_zone": "UTC",
    }
    person = add_contact(owner, token=uuid4(), company="", fields={"name": name})
    application = Application.objects.filter(owner=owner, stage="interviewing").latest("pk")
    arrange_interview(application, token=uuid4(), fields=fields, interviewers=[person], now=now)


def wake(page: Page, status: int = 200) -> None:
    """The reader comes back to the page; it asks, and has read the answer."""
    page.wait_for_function(AT_REST)
    page.clock.fast_forward(PAUSE_MS)
    with page.expect_response(lambda response: POLL in response.url) as answer:
        page.evaluate(COMES_BACK_AND_READS, POLL)
    assert answer.value.status == status


def wake_in_vain(page: Page) -> None:
    """The reader comes back to the page at rest, and it does not ask: another request is first."""
    page.wait_for_function(AT_REST)
    page.clock.fast_forward(PAUSE_MS)
    with page.expect_request(lambda request: POLL in request.url or OTHER in request.url) as first:
        page.evaluate(COMES_BACK)
        page.evaluate("path => fetch(path)", OTHER)
    assert OTHER in first.value.url


def test_a_thank_you_appears_when_the_reader_comes_back(
    screen: Page, robin: User, at: datetime
) -> None:
    screen.goto("/")
    screen.evaluate("document.querySelector('.queue article').dataset.same = 'yes'")
    wake(screen, 204)
    expect(screen.locator("[data-same]")).to_have_count(1)
    met(robin, "Ada Okonkwo", at)
    wake(screen)
    expect(screen.get_by_role("heading", name="Thank Ada Okonkwo")).to_be_visible()
    expect(screen.locator("body")).to_be_focused()
    audit(screen)
    wake(screen, 204)
    new = screen.get_by_role("article", name="Thank Ada Okonkwo")
    new.get_by_role("button", name="Sent", exact=True).click()
    expect(screen.get_by_text("Your note to Ada Okonkwo is written down as sent.")).to_be_visible()


def test_it_asks_by_itself_now_and_then(page: Page, robin: User, sign_in, at: datetime) -> None:
    sign_in(page, robin)
    page.goto("/")
    met(robin, "Ada Okonkwo", at)
    with page.expect_response(lambda response: POLL in response.url):
        page.clock.run_for(61_000)
    expect(page.get_by_role("heading", name="Thank Ada Okonkwo")).to_be_visible()


def test_the_keyboard_stays_where_it_is(page: Page, robin: User, sign_in, at: datetime) -> None:
    sign_in(page, robin)
    page.goto("/")
    row = thanks()
    about = page.locator(f"#reminder-{row.pk} .about a")
    about.focus()
    met(robin, "Ada Okonkwo", at)
    wake(page)
    expect(page.get_by_role("heading", name="Thank Ada Okonkwo")).to_be_visible()
    expect(about).to_be_focused()


def test_what_is_open_is_left_alone(page: Page, robin: User, sign_in, at: datetime) -> None:
    sign_in(page, robin)
    page.goto("/")
    row = thanks()
    card = page.locator(f"#reminder-{row.pk}")
    met(robin, "Ada Okonkwo", at)
    card.get_by_text("Later").click()
    wake_in_vain(page)
    page.keyboard.press("Escape")
    card.get_by_role("button", name="Not needed").focus()
    wake_in_vain(page)
    page.locator("#main").focus()
    wake(page)
    expect(page.get_by_role("heading", name="Thank Ada Okonkwo")).to_be_visible()


def test_an_undo_stays_where_it_is_offered(page: Page, robin: User, sign_in, at: datetime) -> None:
    sign_in(page, robin)
    page.goto("/")
    row = thanks()
    line = page.locator(f"#reminder-{row.pk}")
    line.get_by_role("button", name="Sent", exact=True).click()
    undo = line.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    met(robin, "Ada Okonkwo", at)
    wake_in_vain(page)
    page.locator("#main").focus()
    wake(page)
    expect(page.get_by_role("heading", name="Thank Ada Okonkwo")).to_be_visible()
    undo.click()
    expect(line.get_by_role("heading", name="Thank Bo Lindqvist")).to_be_visible()


def test_what_was_done_elsewhere_goes(page: Page, robin: User, sign_in, at: datetime) -> None:
    sign_in(page, robin)
    page.goto("/")
    row = thanks()
    expect(page.locator(f"#reminder-{row.pk}")).to_be_visible()
    dismiss(row, now=at)
    wake(page)
    expect(page.locator(f"#reminder-{row.pk}")).to_have_count(0)


def test_once_the_session_has_ended_the_reader_is_led_to_sign_in(
    page: Page, robin: User, sign_in, watch: Watch
) -> None:
    sign_in(page, robin)
    page.goto("/")
    page.context.clear_cookies()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page).to_have_url(re.compile(r"/account/login/\?next=/$"))
