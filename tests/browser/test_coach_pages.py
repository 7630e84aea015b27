"""The pages around the coach's site: inviting, letting in, who looked, and an operator's reason."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from accounts.models import AccessLog, User
from accounts.services import grants
from demo.load import COACH, SEEKER, load
from tests.browser.audit import assert_fits, settle, violations
from tests.browser.demo import audit
from tests.browser.test_coach import assert_good
from tests.browser.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]
REASON = "They wrote that a reminder is missing"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
IS_DARK = "dark => document.documentElement.classList.contains('dark') === dark"


@pytest.fixture
def client(transactional_db: None, at: datetime) -> User:
    """The demo's seeker, whom the demo's coach follows."""
    load(now=at, caseload=2)
    return User.objects.get(email=SEEKER)


@pytest.fixture
def coach(client: User) -> User:
    return User.objects.get(email=COACH)


@pytest.fixture(params=["page", "phone"])
def shown(request: pytest.FixtureRequest, watch: Watch) -> Page:
    """A wide screen, and then a phone; `watch` looks on."""
    shown: Page = request.getfixturevalue(request.param)
    return shown


def ask(page: Page, scheme: Literal["light", "dark"], address: str) -> None:
    """Open the operator's page in a scheme: it takes the system's while it loads."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)
    page.wait_for_function(IS_DARK, arg=scheme == "dark")


def say_why(page: Page, reason: str) -> None:
    field = page.get_by_label("Why you must look")
    field.fill(reason)
    field.evaluate("field => field.form.noValidate = true")
    page.get_by_role("button", name="Look, and tell them").click()


def audit_as_it_stands(page: Page) -> None:
    """The answer to a form, in its scheme: to load it again would send the form again."""
    settle(page)
    found = violations(page)
    assert not found, f"{page.url}:\n" + "\n".join(found)
    assert_fits(page)


def test_a_seeker_invites_a_coach_who_accepts(
    shown: Page, sign_in: SignIn, seeker: User, coach: User
) -> None:
    sign_in(shown, seeker)
    shown.goto("/settings/coaches/")
    expect(shown.get_by_text("Nobody sees your search")).to_be_visible()
    expect(shown.get_by_text("Nobody has looked at anything of yours")).to_be_visible()
    audit(shown)
    invite = shown.get_by_role("complementary", name="Invite a coach")
    invite.get_by_label("email", exact=False).fill(coach.email)
    invite.get_by_role("button", name="Send the invitation").click()
    expect(shown.get_by_role("region", name="Invited, not answered yet")).to_be_visible()
    audit(shown)
    grant = seeker.coach_grants.get()
    sign_in(shown, coach)
    shown.goto(f"/invitations/{grant.token}/")
    expect(shown.get_by_role("heading", level=1)).to_contain_text("invites you")
    audit(shown)
    shown.get_by_role("button", name="Accept").click()
    expect(shown.get_by_text("You now follow the search of")).to_be_visible()
    grant.refresh_from_db()
    assert grant.accepted_at is not None


def test_a_seeker_is_asked_and_reads_why_it_cannot_be_done(
    shown: Page, sign_in: SignIn, seeker: User, coach: User, watch: Watch, at: datetime
) -> None:
    grants.invite_client(coach, seeker.email, token=uuid4(), now=at)
    watch.allow(422, "/settings/coaches/invite/")
    sign_in(shown, seeker)
    shown.goto("/settings/coaches/")
    expect(shown.get_by_role("region", name="They ask to be let in")).to_be_visible()
    audit(shown)
    shown.get_by_role("button", name="Send the invitation").click()
    expect(shown.locator("[aria-invalid=true]").first).to_be_visible()
    audit(shown)


def test_an_operator_says_why_and_the_seeker_reads_it(
    shown: Page, sign_in: SignIn, operator: User, client: User, watch: Watch, tmp_path: Path
) -> None:
    address = f"/admin/accounts/user/{client.pk}/record/"
    sign_in(shown, operator)
    shown.goto(address)
    expect(shown.get_by_label("Why you must look")).to_be_visible()
    assert_good(shown, "reason", tmp_path)
    watch.allow(422, address)
    for scheme in SCHEMES:
        ask(shown, scheme, address)
        say_why(shown, "Why not")
        expect(shown.locator(".c-error")).to_be_visible()
        audit_as_it_stands(shown)
        say_why(shown, REASON)
        expect(shown.get_by_text("Your reason is written down")).to_be_visible()
        audit_as_it_stands(shown)
    looks = AccessLog.objects.filter(seeker=client, what=AccessLog.What.OPERATOR)
    assert {(look.viewer, look.reason) for look in looks} == {(operator, REASON)}
    sign_in(shown, client)
    shown.goto("/settings/coaches/log/")
    expect(shown.get_by_text(f"Reason given: “{REASON}”").first).to_be_visible()
    audit(shown)
    shown.goto("/settings/coaches/")
    expect(shown.get_by_role("region", name="Who looked")).to_contain_text(REASON)
    audit(shown)


def test_what_a_coach_is_shown_on_asking(
    shown: Page, sign_in: SignIn, client: User, coach: User, watch: Watch, tmp_path: Path
) -> None:
    """Everything ticked, the caseload compared, and a policy tried out."""
    grant = client.coach_grants.get(coach=coach)
    everything = dict.fromkeys(("sees_notes", "sees_pay", "sees_documents"), True)
    grants.set_scopes(grant, choice={**everything, "sees_contacts": True})
    sign_in(shown, coach)
    base = f"/coach/accounts/user/{client.pk}"
    for name, address in {
        "all": f"{base}/change/",
        "whole": "/coach/accounts/user/compare/",
        "nobody": "/coach/accounts/user/?q=nobody-of-this-name",
    }.items():
        shown.goto(address)
        assert_good(shown, name, tmp_path)
    for scheme in SCHEMES:
        ask(shown, scheme, f"{base}/policy/")
        shown.get_by_label("Patient").check()
        shown.get_by_role("button", name="Show what would change").click()
        expect(shown.get_by_text("Changed:")).to_be_visible()
        audit_as_it_stands(shown)
