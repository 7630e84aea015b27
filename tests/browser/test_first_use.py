"""From nothing to the first application, and out of the demo: few presses, no detour."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from accounts.models import User
from applications.models import Application
from tests.browser.demo import audit, robin, screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["robin", "screen"]
CONFIRM = re.compile(r"https?://[^/]+(/account/confirm-email/\S+)")


@pytest.fixture(autouse=True)
def _mails_are_kept(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.mark.parametrize("width", ["page", "phone"])
def test_somebody_new_has_an_application_in_a_few_presses(
    width: str, request: pytest.FixtureRequest, mailoutbox: list[EmailMessage]
) -> None:
    new: Page = request.getfixturevalue(width)
    new.goto("/")
    audit(new)
    new.get_by_role("link", name="Create an account").click()
    audit(new)
    new.get_by_label("Email").fill("nia@test.example")
    new.get_by_label("Password").fill("three unrelated words")
    new.get_by_role("button", name="Create the account").click()
    expect(new.get_by_role("heading", name="Look in your mail")).to_be_visible()
    audit(new)
    found = CONFIRM.search(str(mailoutbox[0].body))
    assert found is not None
    new.goto(found[1])
    audit(new)
    new.get_by_role("button", name="Yes, confirm it").click()
    expect(new.get_by_role("heading", name="Welcome")).to_be_visible()
    expect(new.get_by_role("link", name="Paste a posting")).to_be_visible()
    audit(new)
    new.get_by_role("link", name="Enter it by hand").click()
    new.get_by_label("Job title").fill("Service Designer")
    new.get_by_label("Company").fill("Juniper & Rowe")
    new.get_by_role("button", name="Add the application").click()
    expect(new.get_by_role("heading", level=1)).to_contain_text("Service Designer")
    assert Application.objects.get(owner__email="nia@test.example").stage == "applied"


def test_the_demo_is_left_with_one_press(screen: Page, robin: User) -> None:
    screen.goto("/")
    screen.get_by_role("button", name="Start empty").click()
    expect(screen.get_by_role("heading", name="Welcome")).to_be_visible()
    expect(screen.get_by_role("button", name="Start empty")).to_have_count(0)
    audit(screen)
    assert not robin.applications.exists()
    assert not robin.documents.exists()
    screen.get_by_role("link", name="Bring in a spreadsheet").click()
    expect(screen.get_by_label("CSV or XLSX file")).to_be_visible()
