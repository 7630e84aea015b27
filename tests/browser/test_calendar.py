"""The calendar in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from agenda.models import CalendarLink
from applications.models import Interview
from tests.browser.demo import audit, look_over, robin, screen

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]


def test_month_and_agenda(screen: Page, robin: User) -> None:
    look_over(screen, "/calendar/", "/calendar/?view=agenda", "/calendar/?month=2031-02")
    expect(screen.get_by_role("heading", name="February 2031")).to_be_visible()


def test_going_from_month_to_month_by_keys(page: Page, robin: User, sign_in: object) -> None:
    sign_in(page, robin)  # type: ignore[operator]
    page.goto("/calendar/?month=2031-02")
    page.keyboard.press("]")
    expect(page.get_by_role("heading", name="March 2031")).to_be_visible()
    page.keyboard.press("a")
    page.wait_for_url(re.compile("view=agenda"))
    page.keyboard.press("[")
    expect(page.get_by_role("heading", name="February 2031")).to_be_visible()


def test_going_from_day_to_day_by_arrows(page: Page, robin: User, sign_in: object) -> None:
    sign_in(page, robin)  # type: ignore[operator]
    page.goto("/calendar/?month=2031-02")
    page.locator("[data-day]").nth(8).focus()
    for key, at in (("ArrowRight", 9), ("ArrowDown", 16), ("ArrowLeft", 15), ("ArrowUp", 8)):
        page.keyboard.press(key)
        expect(page.locator("[data-day]").nth(at)).to_be_focused()


def test_an_interview_leads_to_its_page_and_into_another_calendar(
    screen: Page, robin: User
) -> None:
    coming = Interview.objects.get(application__company__name="Cobalt Transit")
    month = f"{coming.starts_at:%Y-%m}"
    screen.goto(f"/calendar/?view=agenda&month={month}")
    agenda = screen.locator(".agenda-item").filter(has_text="Cobalt Transit")
    agenda.get_by_role("link", name="Interview").click()
    expect(screen).to_have_url(re.compile(f"/interviews/{coming.pk}/"))
    with screen.expect_download() as loading:
        screen.get_by_role("link", name="Put it into your calendar").click()
    assert loading.value.suggested_filename == f"interview-{coming.pk}.ics"


def test_the_feed_is_made_and_ended(screen: Page, robin: User) -> None:
    screen.goto("/calendar/")
    screen.get_by_role("button", name="Make a private address").click()
    address = screen.get_by_label("The address of your feed").input_value()
    answer = screen.request.get(address)
    assert answer.ok
    assert answer.text().startswith("BEGIN:VCALENDAR")
    audit(screen)
    screen.get_by_role("button", name="Switch the feed off").click()
    expect(screen.get_by_role("button", name="Make a private address")).to_be_visible()
    assert screen.request.get(address).status == 404
    assert not CalendarLink.objects.exists()
