"""The coach's site in a real browser: whom to call first, the client's page, a nudge, a policy."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from accounts.access import clients_of
from accounts.models import AccessLog, Membership, Programme, User
from accounts.services import grants
from coaching.caseload import caseload
from demo.load import COACH, SEEKER, load
from tests.browser.audit import assert_fits, assert_reachable, settle, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def coached(at: datetime) -> tuple[User, User]:
    """The demo's coach with a caseload, and its seeker."""
    load(now=at, caseload=8)
    return User.objects.get(email=COACH), User.objects.get(email=SEEKER)


def assert_good(page: Page, name: str, shots: Path) -> None:
    """No violation in either theme, nothing wider than the window; a picture is kept."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.reload()
        page.wait_for_function(
            "dark => document.documentElement.classList.contains('dark') === dark",
            arg=scheme == "dark",
        )
        settle(page)
        picture = page.screenshot(path=shots / f"{name}-{scheme}.png", full_page=True)
        assert len(picture) > 10_000
        found = violations(page)
        assert not found, f"{page.url}, {scheme}:\n" + "\n".join(found)
    assert_fits(page)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_every_page_of_ours_is_reachable(
    width: str,
    page: Page,
    phone: Page,
    sign_in: SignIn,
    coached: tuple[User, User],
    tmp_path: Path,
) -> None:
    coach, client = coached
    shown = page if width == "wide" else phone
    sign_in(shown, coach)
    application = client.applications.order_by("pk").last()
    assert application is not None
    base = f"/coach/accounts/user/{client.pk}"
    pages = {
        "caseload": "/coach/",
        "client": f"{base}/change/",
        "policy": f"{base}/policy/",
        "compare": f"{base}/compare/",
        "programmes": "/coach/accounts/user/programmes/",
        "application": f"/coach/applications/application/{application.pk}/change/",
    }
    for name, address in pages.items():
        shown.goto(address)
        assert_good(shown, f"{name}-{width}", tmp_path)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_long_caseload_and_a_programme_that_is_led(
    width: str,
    page: Page,
    phone: Page,
    sign_in: SignIn,
    coached: tuple[User, User],
    at: datetime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("coaching.views.caseload.A_PAGE", 5)
    coach, _client = coached
    programme = Programme.objects.create(name="Spring cohort")
    Membership.objects.create(programme=programme, person=coach, role=Membership.Role.LEAD)
    for seeker in clients_of(coach, at):
        Membership.objects.create(programme=programme, person=seeker, role=Membership.Role.SEEKER)
    shown = page if width == "wide" else phone
    sign_in(shown, coach)
    shown.goto("/coach/?page=2")
    expect(shown.get_by_text("Page 2 of 2")).to_be_visible()
    assert_good(shown, f"second-{width}", tmp_path)
    shown.goto("/coach/accounts/user/programmes/")
    led = shown.get_by_role("region", name="Spring cohort")
    expect(led).to_contain_text("Reminders overdue")
    assert_good(shown, f"led-{width}", tmp_path)


def test_whom_to_call_first_and_why(
    page: Page, sign_in: SignIn, coached: tuple[User, User], at: datetime
) -> None:
    coach, client = coached
    most, *others = caseload(coach, at)
    assert most.weight > others[-1].weight
    sign_in(page, coach)
    page.goto("/coach/")
    first = page.locator(".c-first")
    expect(first).to_contain_text(str(most.user))
    for need in most.needs:
        expect(first).to_contain_text(f"{need.kind.title}: {need.reason}")
    robin = page.locator("tbody tr").filter(has_text="Robin Hale")
    expect(robin).to_contain_text("Harbour Analytics: Bo Lindqvist, Chi Okafor, due")
    page.get_by_label("Needs help with").select_option("silent")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("a note is allowed since")
    page.get_by_label("Needs help with").select_option("thanks")
    page.get_by_role("button", name="Show", exact=True).click()
    page.locator("tbody").get_by_role("link", name="Robin Hale").click()
    expect(page.get_by_role("heading", name="What is asked of them")).to_be_visible()
    assert AccessLog.objects.filter(seeker=client, viewer=coach, what="client").count() == 1


def test_a_nudge_and_a_policy_reach_the_client_who_answers(
    page: Page, phone: Page, sign_in: SignIn, coached: tuple[User, User]
) -> None:
    coach, client = coached
    sign_in(page, coach)
    page.goto(f"/coach/accounts/user/{client.pk}/change/")
    page.get_by_role("textbox", name="Nudge").fill("Thank Bo and Chi today")
    page.get_by_role("button", name="Give the nudge").click()
    expect(page.get_by_text("· stands on their Today")).to_be_visible()
    page.get_by_role("link", name="Choose or change it").click()
    page.get_by_label("Patient").check()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("Changed:")).to_be_visible()
    page.get_by_role("button", name="Set this policy for them").click()
    expect(page.get_by_text("now follows “Patient”")).to_be_visible()
    sign_in(phone, client)
    phone.goto("/")
    words = phone.get_by_role("region", name="From your coach")
    expect(words).to_contain_text("Thank Bo and Chi today")
    words.get_by_role("button", name="Put it away").click()
    expect(phone.get_by_text("Thank Bo and Chi today")).to_have_count(0)
    words.get_by_role("button", name="Take it back").click()
    expect(phone.get_by_text("follow “Balanced” again")).to_be_visible()
    client.refresh_from_db()
    assert client.policy_choice.base == "balanced"


def test_a_seeker_invites_and_ends(
    page: Page, phone: Page, sign_in: SignIn, coached: tuple[User, User], at: datetime
) -> None:
    coach, _client = coached
    grant = grants.invite_client(coach, "sam@demo.example", token=uuid4(), now=at)
    seeker = User.objects.get(email="sam@demo.example")
    sign_in(phone, seeker)
    phone.goto("/settings/coaches/")
    phone.get_by_label("Pay").first.check()
    phone.get_by_role("button", name="Let them in").click()
    expect(phone.get_by_text("can now follow your search")).to_be_visible()
    assert_fits(phone)
    assert_reachable(phone)
    sign_in(page, coach)
    address = f"/coach/accounts/user/{seeker.pk}/change/"
    page.goto(address)
    expect(page.get_by_text("pay", exact=True)).to_be_visible()
    phone.get_by_role("button", name="End it now").click()
    expect(phone.get_by_text("It has ended.")).to_be_visible()
    answer = page.request.get(address)
    assert answer.status == 404
    grant.refresh_from_db()
    assert grant.ended_at is not None
