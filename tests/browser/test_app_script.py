"""What the script of every page does: menus close by key, and a refused form says where."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.demo import audit, robin, screen
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]


def test_escape_closes_a_menu_from_a_field_within_it(screen: Page, robin: User) -> None:
    screen.goto("/")
    later = screen.get_by_text("Later", exact=True).first
    later.click()
    screen.locator("details.menu[open] input[type=date]").focus()
    screen.keyboard.press("Escape")
    expect(screen.locator("details.menu[open]")).to_have_count(0)
    expect(later).to_be_focused()


def test_a_refused_form_has_its_first_wrong_field_in_focus(screen: Page, robin: User) -> None:
    screen.goto("/people/add/")
    form = screen.locator("main form[method=post]").first
    form.evaluate("form => { form.noValidate = true; form.requestSubmit() }")
    expect(screen.get_by_label("Name", exact=True)).to_be_focused()
    expect(screen.get_by_label("Name", exact=True)).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (None, "That did not reach the server"),
        (403, "This page is out of date"),
        (404, "This is no longer there"),
        (500, "Something went wrong on the server"),
    ],
)
def test_an_act_that_fails_says_so(
    screen: Page, robin: User, watch: Watch, status: int | None, said: str
) -> None:
    screen.goto("/")
    acts = "**/dismiss/"
    screen.route(acts, lambda route: route.fulfill(status=status) if status else route.abort())
    for _twice in range(2):
        ended = "response" if status else "requestfailed"
        with screen.expect_event(ended, lambda each: each.url.endswith("/dismiss/")):
            screen.get_by_role("button", name="Not needed").first.click()
        expect(screen.get_by_role("status").get_by_text(said)).to_be_visible()
    expect(screen.locator(".toast-error")).to_have_count(1)
    screen.unroute(acts)
    audit(screen)
    screen.locator(".toast-error").get_by_role("button", name="Dismiss").click()
    expect(screen.locator(".toast-error")).to_have_count(0)
    assert watch.problems
    watch.problems[:] = [each for each in watch.problems if "/dismiss/" not in each]
