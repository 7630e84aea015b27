"""Settings, the policy with its preview, and data in and out, as a seeker uses them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.access_log import log_access
from accounts.models import AccessLog, User
from demo.caseload import grant_coach
from demo.load import load
from followups.models import PolicyChoice
from tests.browser.audit import assert_fits, assert_reachable
from tests.browser.moments import day_of, shown

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def robin(at: datetime) -> User:
    """The seeker of the demo, in the middle of a search."""
    return load(now=at)


def test_settings_are_settled_part_by_part(
    page: Page, phone: Page, sign_in: SignIn, seeker: User
) -> None:
    for each in (page, phone):
        sign_in(each, seeker)
        each.goto("/settings/")
        assert_fits(each)
        assert_reachable(each)
    page.get_by_label("Time zone").fill("lisbon")
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Your profile is saved.")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Lisbon")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_long_words_fit_on_a_phone(
    page: Page, phone: Page, sign_in: SignIn, seeker: User, coach: User, at: datetime
) -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"
    User.objects.filter(pk__in=(seeker.pk, coach.pk)).update(name=word)
    coach.refresh_from_db()
    grant_coach(seeker, coach, {}, now=at)
    log_access(coach, seeker, AccessLog.What.APPLICATION, now=at, about=f"{word}, {word}")
    seeker.emailaddress_set.create(email=f"{'long.' * 12}name@test.example", verified=True)
    for each in (page, phone):
        sign_in(each, seeker)
        for address in ("/settings/", "/settings/coaches/", "/settings/coaches/log/"):
            each.goto(address)
            assert_fits(each)
        each.goto("/account/email/")
        assert_fits(each)
        assert_reachable(each)
        box = each.get_by_text("long.long.").first.bounding_box()
        assert box is not None
        assert box["width"] > 200


def test_what_is_refused_says_why_at_its_field(
    page: Page, sign_in: SignIn, seeker: User, watch: object
) -> None:
    watch.allow(422, "/settings/profile/")  # type: ignore[attr-defined]
    sign_in(page, seeker)
    page.goto("/settings/")
    page.get_by_label("Time zone").fill("Atlantis")
    page.get_by_role("button", name="Save", exact=True).click()
    field = page.get_by_label("Time zone")
    expect(field).to_have_value("Atlantis")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("“Atlantis” is not a time zone")).to_be_visible()
    assert_reachable(page)


def test_a_policy_shows_what_it_changes_before_it_is_saved(
    page: Page, phone: Page, sign_in: SignIn, robin: User
) -> None:
    for each in (page, phone):
        sign_in(each, robin)
        each.goto("/settings/policy/")
        each.get_by_text("Two weeks of silence before any status note").click()
        changes = each.get_by_role("complementary", name="What would change")
        expect(changes).to_contain_text("Ask after an interview")
        expect(changes).to_contain_text("Later")
        assert_fits(each)
        assert_reachable(each)
    assert not PolicyChoice.objects.exists()
    page.get_by_role("button", name="Save this policy").click()
    messages = page.get_by_role("status", name="Messages")
    expect(messages).to_contain_text("Your reminders now follow “Patient”.")
    assert PolicyChoice.objects.get(owner=robin).base == "patient"


def test_a_figure_beyond_its_limit_names_the_source_while_one_fills_in(
    page: Page, sign_in: SignIn, robin: User
) -> None:
    sign_in(page, robin)
    page.goto("/settings/policy/")
    page.get_by_text("Change single figures").click()
    figure = page.get_by_label("Days between two status notes")
    figure.fill("3")
    figure.press("Tab")
    expect(
        page.get_by_text("It must be from 7 days to 365 days (A recruiter's blog")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Save this policy")).to_have_count(0)
    assert_reachable(page)
    figure.fill("10")
    figure.press("Tab")
    expect(page.get_by_role("button", name="Save this policy")).to_be_visible()


def test_a_policy_is_chosen_without_scripts(
    new_context: Callable[..., BrowserContext], sign_in: SignIn, robin: User
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, robin)
    page.goto("/settings/policy/")
    page.get_by_role("radio", name="Prompt").check()
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Save this policy").click()
    expect(page.get_by_role("radio", name="Prompt")).to_be_checked()
    assert PolicyChoice.objects.get(owner=robin).base == "prompt"


SHEET = """Company,Position,Date applied,Status
Acme,Analyst,{day},Interview
,Nobody,{day},Applied
"""


def test_a_sheet_is_looked_through_and_brought_in(
    page: Page, phone: Page, sign_in: SignIn, seeker: User, at: datetime
) -> None:
    sheet = SHEET.format(day=day_of(at - timedelta(days=66)))
    file = {"name": "jobs.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    for each in (page, phone):
        sign_in(each, seeker)
        each.goto("/settings/data/")
        assert_fits(each)
        assert_reachable(each)
        each.get_by_label("CSV or XLSX file").set_input_files(file)  # type: ignore[arg-type]
        each.get_by_role("button", name="Look it through").click()
        expect(each.get_by_role("cell", name="Company not known (row 3)")).to_be_visible()
        assert_fits(each)
        assert_reachable(each)
    page.get_by_role("button", name="Bring in 2 applications").click()
    expect(page.get_by_role("main")).to_contain_text("Acme")
    assert {each.title for each in seeker.applications.all()} == {"Analyst", "Nobody"}


def test_everything_goes_out_and_comes_in_again(
    page: Page, sign_in: SignIn, robin: User, stranger: User, tmp_path: Path
) -> None:
    sign_in(page, robin)
    page.goto("/settings/data/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the archive").click()
    path = tmp_path / "archive.zip"
    download.value.save_as(path)
    with ZipFile(path) as zipped:
        assert "data.json" in zipped.namelist()
    sign_in(page, stranger)
    page.goto("/settings/data/")
    page.get_by_label("Archive", exact=True).set_input_files(path)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Brought in:")
    assert stranger.applications.count() == robin.applications.count()


def test_leaving_asks_twice_and_is_reachable(
    page: Page, phone: Page, sign_in: SignIn, seeker: User
) -> None:
    from tests.conftest import PASSWORD

    for each in (page, phone):
        sign_in(each, seeker)
        each.goto("/settings/delete/")
        each.get_by_label("Password").fill(PASSWORD)
        each.get_by_role("button", name="Confirm").click()
        expect(each.get_by_role("heading", name="Delete the account")).to_be_visible()
        assert_fits(each)
        assert_reachable(each)
    page.get_by_label("To confirm, type your address").fill(seeker.email)
    page.get_by_role("button", name="Delete everything").click()
    expect(page).to_have_url(re.compile("/account/login/"))
    assert not User.objects.filter(pk=seeker.pk).exists()


def test_the_region_on_both_widths(page: Page, phone: Page, sign_in: SignIn, robin: User) -> None:
    User.objects.filter(pk=robin.pk).update(country="DE", region="BY", currency="EUR")
    for each in (page, phone):
        sign_in(each, robin)
        each.goto("/settings/")
        region = each.locator("#region")
        expect(region).to_contain_text("Public holidays of: Bayern, Germany.")
        region.get_by_label("6:30 PM").check()
        region.get_by_role("button", name="Save region").click()
        expect(each.get_by_role("status", name="Messages")).to_contain_text("region is saved")
        expect(each.locator("#you")).to_contain_text(re.compile(r"\d [AP]M"))
        assert_fits(each)
        assert_reachable(each)


def test_the_search_rests_and_goes_on(
    page: Page, phone: Page, sign_in: SignIn, robin: User, at: datetime
) -> None:
    until = day_of(at + timedelta(days=9))
    for each in (page, phone):
        sign_in(each, robin)
        each.goto("/settings/")
        each.get_by_role("link", name="Let the search rest").click()
        assert_fits(each)
        assert_reachable(each)
        each.get_by_label("Rest until").fill(until.isoformat())
        each.get_by_role("button", name="Let it rest").click()
        resting = each.get_by_role("region", name="Your search rests")
        expect(resting).to_contain_text(f"Your search rests until {shown(until, at)}.")
        expect(each.get_by_role("heading", name="Overdue")).to_have_count(0)
        assert_fits(each)
        assert_reachable(each)
        resting.get_by_role("button", name="Resume now").click()
        expect(each.get_by_role("status", name="Messages")).to_contain_text("Your search goes on.")
        expect(resting).to_have_count(0)
