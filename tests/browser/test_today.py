"""Today in a real browser: the queue is worked off, put off, undone, and at last calm."""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import User
from applications.models import Application, Message
from applications.services import record_event
from followups.models import Reminder
from followups.services import dismiss
from tests.browser.audit import assert_fits
from tests.browser.demo import audit, look_over, robin, screen

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]

State = Reminder.State


def reminder(rule: str, person: str = "") -> Reminder:
    rows = Reminder.objects.filter(rule=rule, state=State.OPEN)
    return (rows.filter(contact__name=person) if person else rows).get()


def card(page: Page, row: Reminder) -> Locator:
    return page.locator(f"#reminder-{row.pk}")


def state_of(row: Reminder) -> str:
    row.refresh_from_db()
    return row.state


def test_a_note_is_ticked_off_in_place_and_taken_back(
    screen: Page, robin: User, at: datetime
) -> None:
    row = reminder("interview.thank_you", "Bo Lindqvist")
    look_over(screen, "/")
    expect(screen.get_by_role("heading", name="Waiting on them")).to_be_visible()
    card(screen, row).get_by_role("button", name="Sent", exact=True).click()
    expect(card(screen, row)).to_contain_text("Your note to Bo Lindqvist is written down as sent.")
    expect(card(screen, row).get_by_role("button", name="Undo")).to_be_focused()
    overdue = Reminder.objects.filter(owner=robin, due_at__lt=at, optional=False)
    left = overdue.filter(state=State.OPEN).count()
    expect(screen.locator("#count-overdue")).to_have_text(str(left))
    assert Message.objects.filter(contact=row.contact, interview=row.interview).count() == 1
    assert state_of(row) == State.SETTLED
    audit(screen)
    screen.keyboard.press("Enter")
    expect(card(screen, row).get_by_role("heading", name="Thank Bo Lindqvist")).to_be_visible()
    assert state_of(row) == State.OPEN
    assert not Message.objects.filter(contact=row.contact, interview=row.interview).exists()


def test_putting_off_moves_it_below_and_back(screen: Page, robin: User) -> None:
    row = reminder("interview.thank_you", "Chi Okafor")
    screen.goto("/")
    card(screen, row).get_by_text("Later").click()
    expect(card(screen, row).get_by_role("button", name="Tomorrow")).to_be_visible()
    audit(screen)
    card(screen, row).get_by_role("button", name="Tomorrow").click()
    expect(card(screen, row)).to_contain_text(": thank Chi Okafor (Harbour Analytics).")
    put_off = screen.get_by_role("region", name="Put off")
    expect(put_off).to_contain_text("Thank Chi Okafor")
    assert state_of(row) == State.SNOOZED
    put_off.get_by_label("Acts: Thank Chi Okafor").click()
    put_off.get_by_role("button", name="Bring it back now").click()
    expect(put_off).to_have_count(0)
    assert state_of(row) == State.OPEN


def test_a_day_that_is_too_late_is_told_in_place(screen: Page, robin: User, at: datetime) -> None:
    row = reminder("interview.thank_you", "Bo Lindqvist")
    far = (at + timedelta(days=60)).date()
    screen.goto("/")
    card(screen, row).get_by_text("Later").click()
    card(screen, row).get_by_label("Another day").fill(far.isoformat())
    card(screen, row).get_by_role("button", name="Until then").click()
    expect(card(screen, row)).to_contain_text("This reminder ends on")
    audit(screen)
    assert state_of(row) == State.OPEN


def test_why_opens_in_place(screen: Page, robin: User) -> None:
    row = reminder("interview.thank_you", "Bo Lindqvist")
    screen.goto("/")
    card(screen, row).get_by_text("Why?").click()
    expect(card(screen, row)).to_contain_text("+ 24 hours =")
    expect(card(screen, row)).to_contain_text("Follow up even when the interview went badly.")
    audit(screen)


def test_a_row_is_answered_with_a_message(screen: Page, robin: User) -> None:
    row = reminder("application.close_out")
    screen.goto("/")
    screen.get_by_label("Acts: Consider closing it").click()
    audit(screen)
    screen.get_by_role("button", name="Close as no response").click()
    toast = screen.locator("[data-toast]")
    expect(toast).to_contain_text("Close as no response: Product Designer at Osprey Travel.")
    line = screen.locator(f"#row-{row.pk}")
    expect(line).to_have_count(0)
    application = row.application
    assert application
    application.refresh_from_db()
    assert application.stage == "no_response"
    audit(screen)
    toast.get_by_role("button", name="Undo").click()
    expect(line).to_be_visible()
    application.refresh_from_db()
    assert application.stage == "applied"


def test_the_queue_can_be_worked_off_until_one_may_rest(page: Page, robin: User, sign_in) -> None:
    sign_in(page, robin)
    page.goto("/")
    cards = page.locator(".queue article")
    while left := cards.count():
        cards.first.get_by_role("button", name="Not needed").click()
        expect(cards).to_have_count(left - 1)
    expect(page.get_by_text("Nothing has to be done now.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Nothing has to be done now.")).to_be_visible()
    expect(page.get_by_text("The next thing is on")).to_be_visible()
    audit(page)
    assert_fits(page)


def test_what_is_yours_to_settle_leads_to_its_answer(
    screen: Page, robin: User, at: datetime
) -> None:
    offered = Application.objects.get(owner=robin, company__name="Fernhill Health")
    record_event(offered, "outcome", result="offer", at=at, now=at, token=uuid4())
    asked = Reminder.objects.get(application=offered, rule="offer.answer")
    dismiss(asked, now=at)
    look_over(screen, "/", "/today/waiting/")
    yours = screen.get_by_role("region", name="Yours to settle")
    offer = yours.locator(".rest", has_text="Fernhill Health")
    expect(offer.get_by_role("link", name="Fernhill Health")).to_be_visible()
    offer.get_by_role("link", name="Log your answer").click()
    screen.get_by_role("combobox", name="Outcome").select_option("Declined")
    screen.get_by_role("button", name="Save", exact=True).click()
    screen.goto("/")
    expect(screen.get_by_role("heading", name="Waiting on them")).to_be_visible()
    expect(offer).to_have_count(0)


def test_an_application_is_added_by_key(page: Page, robin: User, sign_in) -> None:
    sign_in(page, robin)
    page.goto("/")
    page.keyboard.press("a")
    expect(page).to_have_url(re.compile(r"/applications/add/$"))


def test_a_reminders_own_page(screen: Page, robin: User) -> None:
    row = reminder("interview.thank_you", "Bo Lindqvist")
    look_over(screen, f"/reminders/{row.pk}/")
    screen.get_by_role("button", name="Not needed").click()
    expect(
        screen.get_by_text("Not needed: thank Bo Lindqvist (Harbour Analytics).")
    ).to_be_visible()
    screen.reload()
    expect(screen.get_by_text("Not needed,")).to_be_visible()
    audit(screen)
    screen.get_by_role("button", name="Undo").click()
    expect(screen.get_by_role("button", name="Sent", exact=True)).to_be_visible()
    assert state_of(row) == State.OPEN


def test_from_an_empty_start_to_the_first_application(screen: Page, robin: User) -> None:
    screen.goto("/")
    screen.get_by_role("button", name="Start empty").click()
    expect(screen.get_by_role("heading", name="Your first application")).to_be_visible()
    audit(screen)
    assert_fits(screen)
    assert not Application.objects.filter(owner=robin).exists()
    screen.get_by_role("link", name="Enter it by hand").click()
    expect(screen).to_have_url(re.compile(r"/applications/add/$"))
    screen.go_back()
    screen.get_by_role("link", name="Paste a posting").click()
    expect(screen.get_by_label(re.compile("posting", re.IGNORECASE)).first).to_be_visible()


@pytest.mark.parametrize("path", ["/today/overdue/", "/today/coming/", "/today/waiting/"])
def test_whole_groups(screen: Page, robin: User, path: str) -> None:
    look_over(screen, path)


def test_without_scripts(new_context, live_server, robin: User, sign_in, watch) -> None:
    context: BrowserContext = new_context(java_script_enabled=False)
    page = watch.over(context.new_page())
    sign_in(page, robin)
    row = reminder("interview.thank_you", "Bo Lindqvist")
    page.goto("/")
    card(page, row).get_by_role("button", name="Sent", exact=True).click()
    expect(page.get_by_text("Your note to Bo Lindqvist is written down as sent.")).to_be_visible()
    assert state_of(row) == State.SETTLED
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("As before: thank Bo Lindqvist (Harbour Analytics).")).to_be_visible()
    assert state_of(row) == State.OPEN
    card(page, row).get_by_text("Later").click()
    card(page, row).get_by_role("link", name="Choose until when").click()
    page.get_by_text("Later").click()
    page.get_by_role("button", name="Tomorrow").click()
    expect(page.locator(".state")).to_contain_text("put off until")
    assert state_of(row) == State.SNOOZED


def test_the_queue_is_worked_off_by_keyboard(page: Page, robin: User, sign_in) -> None:
    sign_in(page, robin)
    page.goto("/")
    cards = page.locator("article.reminder")
    first, second, third = (cards.nth(number) for number in range(3))
    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("k")
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.keyboard.press("y")
    expect(first.locator(".why")).to_have_attribute("open", "")
    page.keyboard.press("l")
    expect(first.get_by_role("button", name="Tomorrow")).to_be_visible()
    page.keyboard.press("Escape")
    expect(first.locator(".menu > summary")).to_be_focused()
    audit(page)
    following, title = second.get_attribute("id"), first.get_attribute("aria-label")
    page.keyboard.press("x")
    expect(page.locator(".acted").get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(f"#{following}")).to_be_focused()
    page.keyboard.press("z")
    expect(cards.first).to_have_attribute("aria-label", str(title))
    cards.first.get_by_role("button", name="Not needed").click()
    expect(page.locator(".acted").get_by_role("button", name="Undo")).to_be_focused()
    audit(page)
    page.keyboard.press("Enter")
    expect(cards.first).to_be_focused()
    expect(third).to_be_visible()


def test_the_keys_of_the_queue_are_listed(page: Page, robin: User, sign_in) -> None:
    sign_in(page, robin)
    page.goto("/")
    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name="Keyboard shortcuts")
    for label in ("Next reminder", "Previous reminder", "Chosen reminder: not needed"):
        expect(listed.get_by_text(label)).to_be_visible()


def test_a_key_writes_the_note_of_the_chosen_reminder(page: Page, robin: User, sign_in) -> None:
    sign_in(page, robin)
    page.goto("/")
    row = reminder("interview.thank_you", "Bo Lindqvist")
    card(page, row).focus()
    page.keyboard.press("w")
    expect(page).to_have_url(re.compile(rf"/reminders/{row.pk}/write/$"))
    page.goto("/")
    card(page, row).focus()
    page.keyboard.press("s")
    expect(card(page, row)).to_contain_text("Your note to Bo Lindqvist is written down as sent.")
    page.keyboard.press("j")
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.get_by_role("heading", name="Today", exact=True, level=1)).to_be_visible()
