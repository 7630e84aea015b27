"""No page is wider than its window, however long the words and large the figures in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import User
from applications.forms import LOG_FORMS
from applications.models import Interview
from digests.links import reminder_token
from followups.actions import ACTIONS
from followups.models import Reminder
from tests.access_rows import OF, OWN, PUBLIC, ROWS, url_of
from tests.browser.audit import assert_fits
from tests.browser.long_words import DAY, WORD, World, make_world
from tests.browser.watch import Watch
from tests.conftest import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]
LEAST = 50
"""So many of the addresses at least are whole pages that one opens."""


@pytest.fixture
def world(seeker: User, at: datetime, settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return make_world(seeker, at)


@pytest.fixture(params=["page", "phone"])
def screen(request: pytest.FixtureRequest, watch: Watch) -> Page:
    """A wide screen, and then a phone."""
    screen: Page = request.getfixturevalue(request.param)
    return screen


def pages(client: Client, world: World) -> list[str]:
    """Every address of the seeker's that answers with a whole page."""
    found = [url_of(name, world) for name, row in ROWS.items() if row.kind in (OWN, OF, PUBLIC)]
    return [url for url in dict.fromkeys(found) if is_page(client, url)]


def more(world: World, now: datetime) -> list[str]:
    """Addresses of the seeker's that show something else than the matrix of addresses asks for."""
    application, interview = world["application"], world["interview"]
    rows = Reminder.objects.filter(owner=application.owner, state=Reminder.State.OPEN)
    company = urlencode({"company": application.company.pk, "q": WORD})
    return [
        f"/applications/?{company}",
        f"/applications/?tag={4 * WORD[:10]}&stage=applied",
        f"/interviews/{interview.pk}/?debrief=change",
        "/calendar/?view=agenda",
        f"/calendar/?month={now - 31 * DAY:%Y-%m}",
        f"/mail/{reminder_token(world['reminder'].pk, application.owner_id)}/",
        *(f"/applications/{each.pk}/" for each in application.owner.applications.all()),
        *(f"/interviews/{each.pk}/" for each in Interview.objects.all()),
        *(f"/applications/{application.pk}/log/{kind}/" for kind in LOG_FORMS),
        *(f"/reminders/{row.pk}/" for row in rows),
        *(f"/reminders/{row.pk}/write/" for row in rows if ACTIONS[row.rule].purpose),
    ]


def is_page(client: Client, url: str) -> bool:
    answer = client.get(url)
    answer.close()
    return answer.status_code == 200 and not answer.streaming and b"<html" in answer.content


def test_no_page_is_wider_than_its_window(
    screen: Page, world: World, seeker: User, sign_in: SignIn, at: datetime
) -> None:
    sign_in(screen, seeker)
    there = pages(signed_in(seeker), world)
    assert len(there) >= LEAST
    assert_all_fit(screen, *there, *more(world, at))


def test_no_page_of_a_coach_is_wider_than_its_window(
    screen: Page, world: World, seeker: User, sign_in: SignIn
) -> None:
    sign_in(screen, world["coach"])
    client = f"/coach/accounts/user/{seeker.pk}"
    assert_all_fit(
        screen,
        "/coach/",
        f"{client}/change/",
        f"{client}/policy/",
        f"{client}/compare/",
        "/coach/accounts/user/programmes/",
        f"/coach/applications/application/{world['application'].pk}/change/",
        "/settings/coaches/",
    )


def test_an_invitation_is_no_wider_than_the_window_of_a_guest(screen: Page, world: World) -> None:
    assert_all_fit(screen, f"/invitations/{world['invitation'].token}/")


def test_what_a_sheet_would_bring_in_is_no_wider_than_its_window(
    screen: Page, world: World, seeker: User, sign_in: SignIn
) -> None:
    sign_in(screen, seeker)
    screen.goto("/settings/data/")
    text = f"Company,Job title,Applied,Stage\n{WORD},{WORD},2026-01-05,\n{WORD},{WORD},{WORD},\n"
    sheet = {"name": f"{WORD}.csv", "mimeType": "text/csv", "buffer": text.encode()}
    screen.locator("input[name=sheet]").set_input_files(sheet)  # type: ignore[arg-type]
    screen.get_by_role("button", name="Look it through").click()
    expect(screen.get_by_role("heading", name="What would come in")).to_be_visible()
    assert_fits(screen)


def assert_all_fit(screen: Page, *addresses: str) -> None:
    """Open pages with all that unfolds in them unfolded; name every one that is too wide."""
    wide = []
    for url in addresses:
        screen.goto(url)
        screen.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        try:
            assert_fits(screen)
        except AssertionError as error:
            wide.append(str(error))
    assert wide == [], "\n".join(wide)
