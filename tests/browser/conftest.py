"""A real Chromium on the live server: pages of two widths, each watched, and signing in."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.watch import Watch
from tests.services import chromium

# Playwright keeps an event loop in this thread; the tests' own queries beside it are harmless.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE = {"width": 375, "height": 667}
SECONDS = 30
"""How long a page may take for what a test waits for: a busy machine is slow, and not wrong."""
expect.set_options(timeout=SECONDS * 1000)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the Chromium that was found, as pytest-playwright asks for it."""
    return {"executable_path": chromium.find(), "args": chromium.flags()}


@pytest.fixture(scope="session")
def browser_context_args(live_server: LiveServer) -> dict[str, Any]:
    """Every context knows the live server: `page.goto("/applications/")`."""
    return {
        "base_url": live_server.url,
        "locale": "en-GB",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session", autouse=True)
def act_once_loaded() -> Iterator[None]:
    """Let clicks and keys wait for a page's scripts: it is seen before it listens to them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("check", "click", "fill", "press"):
            patch.setattr(Locator, name, _once_loaded(getattr(Locator, name)))
        yield


def _once_loaded(action: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(action)
    def act(locator: Locator, *arguments: Any, **options: Any) -> None:
        locator.page.wait_for_load_state()
        action(locator, *arguments, **options)

    return act


@pytest.fixture
def now(at: datetime) -> datetime:
    """The moment the cast's facts are told from: here, that at which the pages are looked at."""
    return at


@pytest.fixture
def watch() -> Watch:
    """What goes wrong behind the pages of this test; `watch.allow(404, "/missing/")` expects."""
    return Watch()


@pytest.fixture
def page(context: BrowserContext, watch: Watch, at: datetime) -> Page:
    """A watched page, 1280 pixels wide."""
    return _open(context, watch, at)


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], watch: Watch, at: datetime) -> Page:
    """A watched page on a phone: 375 pixels wide, and touched."""
    return _open(new_context(viewport=PHONE, has_touch=True, is_mobile=True), watch, at)


def _open(context: BrowserContext, watch: Watch, at: datetime) -> Page:
    context.set_default_timeout(SECONDS * 1000)
    context.clock.install(time=at)
    context.on("page", watch.over)
    page = context.new_page()
    _press_once_loaded(page)
    _hand_over_file_choosers(page)
    return page


def _press_once_loaded(page: Page) -> None:
    """Let keys wait, too; the keyboard does not know its page."""
    press = page.keyboard.press

    def press_once_loaded(key: str, **options: Any) -> None:
        page.wait_for_load_state()
        press(key, **options)

    page.keyboard.press = press_once_loaded  # type: ignore[method-assign]


def _hand_over_file_choosers(page: Page) -> None:
    """Let Chromium hand them over from the start.

    Playwright asks it to when the first listener comes, and does not wait until it does: a key
    pressed at once is faster now and then, and the file chooser is lost.
    """
    page.on("filechooser", lambda _: None)


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[Page, AbstractBaseUser], None]:
    """Sign a user in on a page, without the sign-in form."""

    def sign_in(page: Page, user: AbstractBaseUser) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return sign_in


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """After the test's own last step, fail it for what its pages kept to themselves."""
    yield
    watch = getattr(item, "funcargs", {}).get("watch")
    if watch is not None:
        watch.verdict()
