"""An interview in a real browser: prepared, called off and on, written down, thanked for."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from applications.models import Event, Interview, Message
from tests.browser.demo import audit, look_over, robin, screen

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]


def the(company: str, kind: str = "interview") -> Interview:
    return Interview.objects.get(application__company__name=company, kind=kind)


def test_preparing_for_it(screen: Page, robin: User) -> None:
    coming = the("Cobalt Transit")
    look_over(screen, f"/interviews/{coming.pk}/")
    expect(screen.get_by_text("When can I expect to hear from you?")).to_be_visible()
    screen.get_by_label("Your notes").fill("Bring the timetable study")
    screen.get_by_role("button", name="Save my notes").click()
    expect(screen.get_by_text("Your notes are kept.")).to_be_visible()
    expect(screen.get_by_label("Your notes")).to_have_value("Bring the timetable study")
    expect(screen.get_by_role("region", name="Preparation")).to_be_focused()
    expect(screen.get_by_label("Your notes")).to_be_in_viewport()


def test_calling_it_off_and_undoing_that(screen: Page, robin: User) -> None:
    coming = the("Cobalt Transit")
    screen.goto(f"/interviews/{coming.pk}/")
    screen.get_by_role("button", name="It was called off").click()
    expect(screen.get_by_text("This interview was called off")).to_be_visible()
    audit(screen)
    screen.get_by_role("button", name="Undo").click()
    expect(screen.get_by_text("The interview takes place.")).to_be_visible()
    coming.refresh_from_db()
    assert coming.cancelled_at is None


def test_writing_it_down_and_thanking(screen: Page, robin: User) -> None:
    held = the("Harbour Analytics")
    look_over(screen, f"/interviews/{held.pk}/")
    screen.get_by_label("I am to ask again on a day").check()
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_text("Enter the day that they named.")).to_be_visible()
    audit(screen)
    day = screen.get_by_label("The day they named")
    screen.get_by_label("They named no date").check()
    expect(day).to_be_hidden()
    screen.get_by_label("I am to ask again on a day").check()
    later = held.starts_at.date() + timedelta(days=365)
    day.fill(later.isoformat())
    screen.get_by_label("With Bo Lindqvist").fill("The roadmap nobody reads")
    screen.get_by_label("The talk turned casual").check()
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_text("The roadmap nobody reads")).to_be_in_viewport()
    expect(screen.get_by_role("region", name="How it went")).to_be_focused()
    event = Event.objects.get(application=held.application, kind=Event.Kind.TIMELINE_GIVEN)
    assert event.ask_on == later
    audit(screen)


def test_each_thank_you_is_ticked_off_in_place(screen: Page, robin: User) -> None:
    held = the("Harbour Analytics")
    screen.goto(f"/interviews/{held.pk}/")
    bo = screen.locator(".thanks").filter(has_text="Bo Lindqvist")
    bo.get_by_role("button", name="Sent").press("Enter")
    expect(bo).to_have_class(re.compile("thanks-done"))
    expect(bo.get_by_role("button", name="Undo")).to_be_focused()
    audit(screen)
    notes = Message.objects.filter(interview=held, contact__name="Bo Lindqvist")
    assert notes.count() == 1
    screen.keyboard.press("Enter")
    expect(bo.get_by_role("button", name="Sent")).to_be_focused()
    assert not notes.exists()
    assert held.reminders.filter(rule="interview.thank_you", state="open").count() == 2


def test_the_place_whose_clock_counts_is_typed(screen: Page, robin: User) -> None:
    coming = the("Cobalt Transit")
    look_over(screen, f"/interviews/{coming.pk}/edit/")
    screen.get_by_label("In the time of").fill("new york")
    screen.get_by_role("button", name="Save the changes").click()
    expect(screen.get_by_text("The interview is changed")).to_be_visible()
    coming.refresh_from_db()
    assert coming.time_zone == "America/New_York"


def test_the_debrief_by_keyboard_alone(page: Page, robin: User, sign_in) -> None:
    sign_in(page, robin)
    held = the("Harbour Analytics")
    page.goto(f"/interviews/{held.pk}/")
    press = page.keyboard.press
    page.get_by_label("They named no date").focus()
    press("ArrowDown")
    expect(page.get_by_label("I will hear by a day")).to_be_checked()
    press("Tab")
    expect(page.get_by_label("The day they named")).to_be_focused()
    later = held.starts_at.date() + timedelta(days=365)
    page.get_by_label("The day they named").fill(later.isoformat())
    for _ in range(6):
        press("Tab")
        if page.get_by_label("With Ana Ruiz").evaluate("it => it === document.activeElement"):
            break
    page.keyboard.type("Charts")
    press("Tab")
    page.keyboard.type("Roadmaps")
    expect(page.get_by_label("With Bo Lindqvist")).to_have_value("Roadmaps")
    press("Tab")
    press("Tab")
    press("Space")
    save = page.get_by_role("button", name="Save", exact=True)
    for _ in range(16):
        press("Tab")
        if save.evaluate("it => it === document.activeElement"):
            break
    press("Enter")
    expect(page.get_by_text("Written down.")).to_be_visible()
    assert held.application.events.filter(news_by=later).exists()
    held.refresh_from_db()
    assert held.debrief.positive_signs == ["body_language"]
