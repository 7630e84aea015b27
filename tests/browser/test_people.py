"""People and companies in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from references.models import Company, Contact
from tests.browser.demo import audit, look_over, robin, screen
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser
__all__ = ["robin", "screen"]


def test_the_pages(screen: Page, robin: User) -> None:
    ana = Contact.objects.get(owner=robin, name="Ana Ruiz")
    look_over(
        screen,
        "/people/",
        "/companies/",
        f"/people/{ana.pk}/",
        f"/people/{ana.pk}/edit/",
        f"/companies/{ana.company_id}/",
        f"/companies/{ana.company_id}/edit/",
        "/people/?q=nobody-at-all",
    )


def test_searching_as_one_types(screen: Page, robin: User) -> None:
    screen.goto("/people/")
    screen.keyboard.press("/")
    screen.keyboard.type("northlight")
    expect(screen.locator("#found .count")).to_have_text("1 person")
    expect(screen.get_by_role("link", name="Ingrid Moe")).to_be_visible()
    expect(screen.get_by_role("link", name="Ana Ruiz")).to_be_hidden()
    assert screen.url.endswith("?q=northlight")


def test_adding_changing_and_removing_somebody(screen: Page, robin: User) -> None:
    screen.goto("/people/")
    screen.get_by_role("link", name="Add a person").click()
    screen.get_by_label("Name", exact=True).fill("Zoe Park")
    screen.get_by_label("Email").fill("zoe at park")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_text("Enter a valid email address.")).to_be_visible()
    audit(screen)
    screen.get_by_label("Email").fill("zoe@park.example")
    screen.get_by_label("Company").fill("Park & Co")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_role("heading", name="Zoe Park")).to_be_visible()
    assert Company.objects.filter(owner=robin, name="Park & Co").exists()
    screen.get_by_role("link", name="Remove this person").click()
    audit(screen)
    screen.get_by_role("button", name="Remove this person").click()
    expect(screen.get_by_text("Zoe Park is removed.")).to_be_visible()


def test_somebody_in_the_story_stays_and_it_says_why(
    screen: Page, robin: User, watch: Watch
) -> None:
    ana = Contact.objects.get(owner=robin, name="Ana Ruiz")
    address = f"/people/{ana.pk}/remove/"
    watch.allow(409, address)
    screen.goto(address)
    screen.get_by_role("button", name="Remove this person").click()
    expect(screen.get_by_text("Ana Ruiz was at an interview.")).to_be_visible()
    audit(screen)
    assert Contact.objects.filter(pk=ana.pk).exists()
