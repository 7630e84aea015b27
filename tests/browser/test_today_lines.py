"""The lines that acts leave behind on Today, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from references.models import Company
from tests.browser.demo import audit, robin, screen

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]


def test_the_line_left_behind_fits_and_its_heading_goes_with_the_last_card(
    screen: Page, robin: User
) -> None:
    for company in Company.objects.all():
        company.name = f"Bundesverkehrsinfrastrukturgesellschaft{'x' * 60} {company.pk}"
        company.save()
    screen.goto("/")
    cards = screen.locator(".queue article.reminder")
    heading = screen.get_by_role("heading", name="Overdue")
    expect(heading).to_be_visible()
    while cards.count():
        left = cards.count()
        cards.first.get_by_role("button", name="Not needed").press("Enter")
        expect(cards).to_have_count(left - 1)
        expect(screen.locator(":focus")).to_have_text("Undo")
        expect(screen.locator(":focus")).to_be_in_viewport(ratio=1)
    expect(heading).to_be_hidden()
    audit(screen)
    screen.keyboard.press("Enter")
    expect(cards).to_have_count(1)
    expect(screen.locator(".queue .section-head:visible")).to_have_count(1)
