"""Insights in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.demo import audit, look_over, robin, screen
from tests.conftest import MakeApplication

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]
DRAWN = """canvas => {
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels.some((value, at) => at % 4 === 3 && value > 0);
}"""


def test_charts_beside_their_tables(screen: Page, robin: User) -> None:
    look_over(screen, "/insights/")
    charts = screen.locator("canvas[data-chart]")
    expect(charts).to_have_count(7)
    for chart in charts.all():
        assert chart.evaluate(DRAWN)
    expect(screen.locator("#funnel")).to_contain_text("Answered")


def test_a_goal_for_the_week(screen: Page, robin: User) -> None:
    screen.goto("/insights/")
    screen.get_by_label("Applications a week").fill("2")
    screen.get_by_role("button", name="Save this goal").click()
    expect(screen.get_by_text("of 2 sent")).to_be_visible()
    audit(screen)


def test_what_is_nought_is_a_table_without_a_chart(
    page: Page, make_application: MakeApplication, sign_in: object
) -> None:
    application = make_application()
    sign_in(page, application.owner)  # type: ignore[operator]
    page.goto("/insights/")
    expect(page.locator("canvas[data-table=funnel]")).to_be_visible()
    for nought in ("source", "month", "notes"):
        expect(page.locator(f"canvas[data-table={nought}]")).to_be_hidden()
        expect(page.locator(f"#{nought}")).to_be_visible()
    expect(page.locator("#notes")).to_contain_text("Thank-you 0 – –", use_inner_text=True)


def test_only_what_can_be_acted_on_takes_the_keyboard(screen: Page) -> None:
    screen.goto("/insights/")
    screen.get_by_role("button", name="Save this goal").focus()
    screen.keyboard.press("Tab")
    expect(screen.get_by_text("The last twelve weeks as a table")).to_be_focused()
    screen.keyboard.press("Tab")
    assert not screen.evaluate("document.activeElement.closest('main')")


def test_the_goal_stands_beside_its_week(screen: Page, robin: User) -> None:
    screen.goto("/insights/")
    week = screen.get_by_role("region", name="This week").bounding_box()
    field = screen.get_by_label("Applications a week").bounding_box()
    assert week is not None
    assert field is not None
    assert field["x"] + field["width"] <= week["x"] + 48 * 16


def test_nothing_to_count_yet(page: Page, seeker: User, sign_in: object) -> None:
    sign_in(page, seeker)  # type: ignore[operator]
    look_over(page, "/insights/")
    expect(page.get_by_text("Nothing to count yet")).to_be_visible()
    expect(page.locator("canvas")).to_have_count(0)
