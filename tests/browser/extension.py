"""A real Chromium with the extension in it, whose icon is pressed as a person presses it.

The press opens the popup and lets it read that one tab (`activeTab`). Playwright sees a popup only
if it connects once the popup is open.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright

from scripts import extension
from tests.services import chromium

FLAGS = ("--headless=new", "--enable-unsafe-extension-debugging", "--remote-debugging-port=0")
PAGES = Path(__file__).parent.parent / "applications" / "posting_pages"
POPUP = "/popup.html"
TRIES = 100


class Quiet(SimpleHTTPRequestHandler):
    """Serves job pages, without a line for each."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def job_pages() -> Iterator[str]:
    """Serve the postings of the tests on a host that the extension may not ask by itself."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(PAGES)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Extended:
    """A browser with the extension, and its icon."""

    def __init__(self, playwright: Playwright, context: BrowserContext, profile: Path) -> None:
        self.playwright, self.context = playwright, context
        self.port = (profile / "DevToolsActivePort").read_text().split()[0]

    def press(self, page: Page) -> Page:
        """Press the icon on a page, and return the popup."""
        page.bring_to_front()
        browser = self.context.browser
        assert browser is not None
        session = browser.new_browser_cdp_session()
        (found,) = session.send("Extensions.getExtensions")["extensions"]
        tabs = session.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
        (tab,) = [each for each in tabs if each["embedderData"]["tabActive"]]
        assert tab["url"] == page.url
        pressed = {"id": found["id"], "targetId": tab["targetId"]}
        session.send("Extensions.triggerAction", pressed)
        self._wait_for_popup(session, page)
        session.detach()
        seen = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{self.port}")
        pages = [page for context in seen.contexts for page in context.pages]
        (popup,) = [page for page in pages if page.url.endswith(POPUP)]
        return popup

    def _wait_for_popup(self, session: CDPSession, page: Page) -> None:
        """Wait until the popup is there: what opens later is not seen by who has connected."""
        for _each in range(TRIES):
            targets = session.send("Target.getTargets")["targetInfos"]
            if any(target["url"].endswith(POPUP) for target in targets):
                return
            page.wait_for_timeout(100)
        raise AssertionError("the icon was pressed, and no popup opened")


@contextmanager
def extended(playwright: Playwright, program: str, folder: Path, host: str) -> Iterator[Extended]:
    """Start a whole Chromium with the extension built for this host."""
    built, profile = folder / "extension", folder / "profile"
    extension.main([f"--folder={built}", f"--host={host}"])
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=program,
        args=[
            *chromium.flags(),
            *FLAGS,
            f"--load-extension={built}",
            f"--disable-extensions-except={built}",
        ],
        ignore_default_args=["--disable-extensions"],
        locale="en-GB",
    )
    try:
        yield Extended(playwright, context, profile)
    finally:
        context.close()
