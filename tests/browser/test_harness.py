"""The browser's harness itself: it must notice what it is there to notice."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from playwright.sync_api import Page, Route

from tests.browser.audit import assert_fits, assert_reachable, violations
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

GOOD = """<!doctype html><html lang="en" data-bs-theme="light"><head><title>Good</title>
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script>
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => { document.documentElement.dataset.bsTheme = dark.matches ? 'dark' : 'light' };
dark.addEventListener('change', follow); follow();
</script>
<style>[data-bs-theme=dark] body { background: #111; color: #eee }</style></head>
<body><main><h1>Good</h1><p>Words.</p>BODY</main></body></html>"""


def show(page: Page, body: str = "", status: int = 200) -> None:
    def answer(route: Route) -> None:
        page_asked = route.request.resource_type == "document"
        route.fulfill(
            status=status if page_asked else 404,
            content_type="text/html",
            body=GOOD.replace("BODY", body),
        )

    page.route("**/made-up/**", answer)
    page.goto("/made-up/")


def test_a_good_page_passes(page: Page, watch: Watch) -> None:
    show(page)
    assert_reachable(page)
    assert_fits(page)
    assert watch.problems == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<img alt='' src='/made-up/gone.png'>", "gone.png: 404"),
        ("<script>console.error('broken')</script>", "console: broken"),
        ("<script>nothing.at.all</script>", "script: nothing is not defined"),
        ("<script src='http://localhost:1/x.js'></script>", "ERR_UNSAFE_PORT"),
        ("<img alt='' src='http://example.invalid/x.png'>", "asked of another server"),
    ],
)
def test_a_broken_page_is_noticed(page: Page, watch: Watch, body: str, problem: str) -> None:
    show(page, body)
    page.wait_for_load_state("networkidle")
    with pytest.raises(AssertionError, match=problem):
        watch.verdict()
    watch.problems.clear()


def test_an_error_page_is_noticed(page: Page, watch: Watch) -> None:
    show(page, status=500)
    assert watch.problems == [f"GET {page.url}: 500"]
    watch.problems.clear()


def test_an_expected_status_is_allowed(page: Page, watch: Watch) -> None:
    watch.allow(403, "/made-up/")
    show(page, status=403)
    assert watch.problems == []


def test_an_image_without_words_is_a_violation(page: Page) -> None:
    show(page, "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>")
    assert any(line.startswith("image-alt:") for line in violations(page))


def test_faint_words_in_the_dark_are_a_violation(page: Page) -> None:
    show(page, "<style>[data-bs-theme=dark] p { color: #333 }</style>")
    assert_reachable(page, ["light"])
    with pytest.raises(AssertionError, match=r"dark:\ncolor-contrast"):
        assert_reachable(page)


def test_a_page_too_wide_for_a_phone_is_named(phone: Page) -> None:
    show(phone, "<div id='wide' style='width: 900px'>Wide</div>")
    with pytest.raises(AssertionError, match="wide"):
        assert_fits(phone)


def test_what_a_worker_writes_is_its_own(
    transactional_db: None, settings: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Several run side by side: each on a database, a cache and a folder of uploads of its own."""
    own = Path(os.environ["DATA_DIR"])
    assert own.name == os.environ.get("PYTEST_XDIST_WORKER", "main")
    written = connection.settings_dict["NAME"], settings.CACHES["default"]["LOCATION"]
    for place in written:
        assert Path(place).is_relative_to(own), place
    assert Path(settings.MEDIA_ROOT).is_relative_to(tmp_path_factory.getbasetemp())


def test_a_file_chooser_is_handed_over_though_nobody_waits_for_it_yet(page: Page) -> None:
    """Chromium cancels one that it keeps, and the watch notices."""
    show(page, "<input type='file' aria-label='File' oncancel='console.error(`Kept`)'>")
    page.get_by_label("File").press("Space")
    with page.expect_file_chooser() as chooser:
        page.get_by_label("File").press("Space")
    assert chooser.value.page == page


def test_widths(page: Page, phone: Page) -> None:
    show(page)
    show(phone)
    sizes = [each.evaluate("() => window.innerWidth") for each in (page, phone)]
    assert sizes == [1280, 375]


def test_signing_in_gives_the_page_a_session(
    page: Page, sign_in: Callable[..., None], django_user_model: type
) -> None:
    user = django_user_model.objects.create_user(email="seeker@example.org", password="unused")
    sign_in(page, user)
    (cookie,) = page.context.cookies()
    assert cookie["name"] == "sessionid"
    session = Session.objects.get(pk=cookie["value"])
    assert session.get_decoded()["_auth_user_id"] == str(user.pk)
