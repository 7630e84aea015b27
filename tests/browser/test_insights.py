"""Insights in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.demo import audit, look_over, robin, screen

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


def test_nothing_to_count_yet(page: Page, seeker: User, sign_in: object) -> None:
    sign_in(page, seeker)  # type: ignore[operator]
    look_over(page, "/insights/")
    expect(page.get_by_text("Nothing to count yet")).to_be_visible()
    expect(page.locator("canvas")).to_have_count(0)
