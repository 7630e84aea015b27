"""What is recorded of offers, calls and referrals, in a real browser."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from applications.models import Application, Event, Interview
from tests.browser.audit import assert_fits, assert_reachable
from tests.browser.moments import day_of
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.browser
SignIn = Callable[[Page, User], None]


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application(pay_min=60_000, pay_currency="GBP")


def audit(page: Page) -> None:
    assert_fits(page)
    assert_reachable(page)


def open_log(page: Page, application: Application, label: str) -> None:
    page.goto(f"/applications/{application.pk}/")
    page.locator(".log summary").click()
    page.get_by_role("link", name=label).click()
    expect(page.locator("#log-form form")).to_be_visible()


def test_an_offer_is_logged_on_a_phone(
    phone: Page, seeker: User, sign_in: SignIn, application: Application, at: datetime
) -> None:
    sign_in(phone, seeker)
    open_log(phone, application, "Offer, or how it ended")
    pay = phone.locator("[name=pay]")
    phone.get_by_label("Outcome").select_option("Rejected")
    expect(pay).to_be_hidden()
    phone.get_by_label("Outcome").select_option("Offer")
    expect(phone.get_by_label("Currency")).to_have_value("GBP")
    pay.fill("64,500")
    last = day_of(at) + timedelta(days=9)
    phone.get_by_label("Answer by").fill((day_of(at) - timedelta(days=9)).isoformat())
    audit(phone)
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("before the one on which they offered it").first).to_be_visible()
    expect(pay).to_have_value("64,500")
    phone.get_by_label("Answer by").fill(last.isoformat())
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator(".timeline")).to_contain_text("£64,500 a year")
    expect(phone.locator(".app-facts")).to_contain_text("in 9 days")
    audit(phone)
    assert application.events.get(kind=Event.Kind.OUTCOME).answer_by == last


def test_that_they_call_within_days_is_logged_by_keyboard(
    page: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(page, seeker)
    open_log(page, application, "They will call")
    expect(page.get_by_label("Within how many days")).to_be_focused()
    page.keyboard.type("14")
    audit(page)
    page.keyboard.press("Enter")
    expect(page.locator(".timeline")).to_contain_text("You will hear from them by")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".timeline")).not_to_contain_text("They will call")
    assert application.events.count() == 1


def test_that_they_call_by_a_day_is_said_in_the_debrief(
    phone: Page,
    seeker: User,
    sign_in: SignIn,
    application: Application,
    make_interview: MakeInterview,
    at: datetime,
) -> None:
    held, last = make_interview(application, type="panel"), day_of(at) + timedelta(days=9)
    sign_in(phone, seeker)
    phone.goto(f"/interviews/{held.pk}/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Panel interview")
    phone.get_by_label("They will call; I am not to ask").check()
    phone.get_by_label("The day they named").fill(last.isoformat())
    audit(phone)
    phone.locator("#debrief").get_by_role("button", name="Save").click()
    expect(phone.locator("#debrief")).to_contain_text("they will call, by")
    kinds = set(application.events.values_list("kind", flat=True))
    assert kinds == {"applied", "no_contact_requested", "timeline_given"}


def test_a_kind_of_interview_is_chosen_from_one_list(
    phone: Page, seeker: User, sign_in: SignIn, application: Application
) -> None:
    sign_in(phone, seeker)
    phone.goto(f"/applications/{application.pk}/interview/")
    phone.get_by_label("Task or case study").check()
    phone.get_by_label("Starts").fill("2027-04-02T09:00")
    audit(phone)
    phone.get_by_role("button", name="Save the interview").click()
    expect(phone.locator(".timeline")).to_contain_text("Task or case study")
    assert Interview.objects.get().kind == Interview.Kind.INTERVIEW


def test_a_saved_job_with_its_closing_date_and_who_referred(
    page: Page, seeker: User, sign_in: SignIn, make_contact: MakeContact, at: datetime
) -> None:
    make_contact("Bob Moss", company="Osprey")
    sign_in(page, seeker)
    page.goto("/applications/add/")
    page.get_by_label("Job title").fill("Data Analyst")
    page.get_by_label("Company", exact=True).fill("Harbour")
    page.get_by_label("Applied on").fill("")
    page.get_by_label("Closing date").fill((day_of(at) + timedelta(days=9)).isoformat())
    page.get_by_text("Place, pay, source").click()
    page.get_by_label("Referred by").select_option("Bob Moss, Osprey")
    audit(page)
    page.get_by_role("button", name="Add the application").click()
    expect(page.locator(".app-facts")).to_contain_text("referred by Bob Moss")
    expect(page.locator(".app-facts")).to_contain_text("closes")
    audit(page)
    page.goto("/board/")
    expect(page.locator(".board-card")).to_contain_text("closes")
    audit(page)
