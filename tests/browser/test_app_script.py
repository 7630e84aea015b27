"""What the script of every page does: menus close by key, and a refused form says where."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.demo import robin, screen

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
