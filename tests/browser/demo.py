"""The demo's search as the ground of a browser test, and its pages looked over at two widths."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page

from accounts.models import User
from demo.load import load
from tests.browser.audit import assert_fits, assert_reachable
from tests.browser.watch import Watch

SignIn = Callable[[Page, User], None]


@pytest.fixture
def robin(transactional_db: None, at: datetime) -> User:
    """The demo's seeker, in the middle of a search that is told up to now."""
    return load(now=at)


@pytest.fixture(params=["page", "phone"])
def screen(request: pytest.FixtureRequest, robin: User, sign_in: SignIn, watch: Watch) -> Page:
    """Robin, signed in, at a wide screen and then on a phone; `watch` looks on."""
    screen: Page = request.getfixturevalue(request.param)
    sign_in(screen, robin)
    return screen


def look_over(screen: Page, *addresses: str) -> None:
    """Open pages, and see that each fits and can be reached by everybody, light and dark."""
    for address in addresses:
        screen.goto(address)
        audit(screen)


def audit(screen: Page) -> None:
    """See that the page as it stands fits and can be reached by everybody, light and dark."""
    assert_fits(screen)
    assert_reachable(screen)
