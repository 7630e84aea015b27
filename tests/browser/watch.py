"""Looks over a page's shoulder: whatever goes wrong behind a page fails the test that opened it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

OWN_HOSTS = {"localhost", "127.0.0.1"}
GIVEN_UP = "net::ERR_ABORTED"
"""The page itself gave a request up: it was left, or its answer was a download."""
SAID_TWICE = (
    "Failed to load resource",
    "Response Status Error Code",
    "htmx:sendError",
    "htmx:afterRequest",
)
"""The console's and htmx's words on an answer or a failure that is noted already."""


@dataclass
class Watch:
    """What went wrong on the pages of one test, and what the test has allowed."""

    problems: list[str] = field(default_factory=list)
    allowed: set[tuple[int, str]] = field(default_factory=set)
    said: tuple[str, ...] = SAID_TWICE

    def allow(self, status: int, path: str) -> None:
        """Expect this HTTP status, 400 or above, from this path (`/some/page/`, no query)."""
        self.allowed.add((status, path))

    def allow_words(self, start: str) -> None:
        """Expect the console's errors that begin so."""
        self.said += (start,)

    def over(self, page: Page) -> Page:
        """Watch a page from now on, and return it."""
        page.on("response", self._response)
        page.on("requestfailed", self._failed)
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", self._error)
        return page

    def verdict(self) -> None:
        """Raise AssertionError where anything went wrong."""
        assert not self.problems, "Behind the page:\n" + "\n".join(self.problems)

    def _response(self, response: Response) -> None:
        path = urlsplit(response.url).path
        if response.status >= 400 and (response.status, path) not in self.allowed:
            self.problems.append(f"{response.request.method} {response.url}: {response.status}")

    def _failed(self, request: Request) -> None:
        if request.failure != GIVEN_UP:
            self.problems.append(f"{request.method} {request.url}: {request.failure}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.hostname not in OWN_HOSTS:
            self.problems.append(f"{request.url}: asked of another server")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(self.said):
            self.problems.append(f"console: {message.text}")

    def _error(self, error: Error) -> None:
        self.problems.append(f"script: {error.message}")
