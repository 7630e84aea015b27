"""The main story, as it is lived: from signing in to the note that a mail reminded of."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from accounts.services import set_digest
from applications.models import Message
from digests.models import Digest
from followups.models import Reminder
from operations.tick import tick
from tests.browser.demo import audit
from tests.browser.moments import day_of, typed
from tests.browser.watch import Watch
from tests.conftest import PASSWORD

pytestmark = pytest.mark.browser

PEOPLE = ("Ana Ruiz", "Bo Lindqvist")


@pytest.fixture
def outbox(settings: Any, tmp_path: Path, live_server: LiveServer) -> Path:
    """Mails become files, as where nothing is configured; their links lead to this server."""
    settings.DEBUG, settings.EMAIL_CONFIGURED = True, False
    settings.EMAIL_BACKEND = "jobtracker.mail.outbox_backend.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    settings.SITE_URL = live_server.url
    return tmp_path / "outbox"


def sign_in_by_the_form(page: Page, seeker: User) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    audit(page)
    page.get_by_label("Email").fill(seeker.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Your first application")).to_be_visible()


def add_the_application(page: Page, at: datetime) -> None:
    audit(page)
    page.get_by_role("link", name="Enter it by hand").click()
    page.get_by_label("Job title").fill("Product Designer")
    page.get_by_label("Company").fill("Harbour Analytics")
    page.get_by_label("Applied on").fill(day_of(at - timedelta(days=9)).isoformat())
    audit(page)
    page.get_by_role("button", name="Add the application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Product Designer")


def record_the_interview(page: Page, at: datetime) -> None:
    """It was with two people, and ended a minute ago."""
    page.get_by_role("link", name="Interview arranged").click()
    page.get_by_label("Interview", exact=True).check()
    page.get_by_label("Starts").fill(typed(at - timedelta(minutes=61)))
    page.get_by_label("How long, in minutes").fill("60")
    page.get_by_label("Arranged on").fill(typed(at - timedelta(days=3)))
    page.get_by_label("With whom").fill("\n".join(PEOPLE))
    audit(page)
    page.get_by_role("button", name="Save the interview").click()
    expect(page.get_by_text("Interview with Ana Ruiz, Bo Lindqvist").first).to_be_visible()


def read_the_digest(page: Page) -> None:
    """It lies at /outbox/, and says whom to thank."""
    page.goto("/outbox/")
    expect(page.locator(".outbox a")).to_have_count(1)
    audit(page)
    page.locator(".outbox a").click()
    mail = page.frame_locator("iframe.outbox-mail")
    for name in PEOPLE:
        expect(mail.get_by_role("link", name=f"Thank {name}", exact=True)).to_be_visible()
    page.get_by_text("The text part").click()
    expect(page.locator("pre.outbox-text").first).to_contain_text("Thank Ana Ruiz")
    audit(page)


def test_from_signing_in_to_the_note_that_a_mail_reminded_of(
    page: Page, seeker: User, outbox: Path, watch: Watch, at: datetime
) -> None:
    # The script that sets a page's clock runs in a mail as little as any other.
    watch.allow_words("Blocked script execution in")
    set_digest(seeker, fields={"weekly_review_day": None, "thank_you_notice": False}, now=at)
    sign_in_by_the_form(page, seeker)
    add_the_application(page, at)
    record_the_interview(page, at)
    page.goto("/")
    for name in PEOPLE:
        expect(page.get_by_role("heading", name=f"Thank {name}")).to_be_visible()
    audit(page)
    seeker.refresh_from_db()
    assert seeker.next_digest_at
    assert tick(seeker.next_digest_at)["send_digests"]["sent"] == 1
    assert len(list(outbox.iterdir())) == 1
    read_the_digest(page)
    mail = page.frame_locator("iframe.outbox-mail")
    mail.get_by_role("link", name="Thank Ana Ruiz", exact=True).click()
    row = Reminder.objects.get(rule="interview.thank_you", contact__name="Ana Ruiz")
    expect(page).to_have_url(re.compile(rf"/reminders/{row.pk}/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank Ana Ruiz")
    audit(page)
    page.get_by_role("button", name="Sent", exact=True).click()
    expect(page.get_by_text("Your note to Ana Ruiz is written down as sent.")).to_be_visible()
    audit(page)
    message = Message.objects.get()
    assert (message.purpose, message.contact) == ("thank_you", row.contact)
    row.refresh_from_db()
    assert row.state == Reminder.State.SETTLED
    page.goto("/")
    expect(page.get_by_role("heading", name="Thank Bo Lindqvist")).to_be_visible()
    expect(page.get_by_role("heading", name="Thank Ana Ruiz")).to_have_count(0)
    assert [each.state for each in Digest.objects.all()] == [Digest.State.SENT]
