"""Time per page, signed in, compared with a bare page: `python -m bench.pages`.

One server is asked in turn for Today, the table and one application, with 1,000 and with 10,000
applications, and for a bare page that renders fifty rows of one query in the same base template.
What counts is processor time, which other work on the machine changes least. Aims, at the median:
Today and the table within 1.9 times the bare page, one application within 1.4 times, a list of
fifty by the API within 1.3 times, and each within 1.1 times from the small search to the large one.
"""

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

import django

from bench.sizes import aim, size

if TYPE_CHECKING:
    from accounts.models import User

SIZES = size((1_000, 10_000), (10, 20))
ROUNDS = size(120, 1)
WARM_UP = size(8, 1)
START_SECONDS = 30
BARE = "bare page"
BOUNDS = {
    "Today": 1.9,
    "table": 1.9,
    "one application": 1.4,
    "50 applications by the API": 1.3,
    "50 reminders by the API": 1.3,
}
GROWTH = 1.1


@dataclass(frozen=True, slots=True)
class Page:
    """One URL as one seeker requests it."""

    name: str
    size: int
    path: str
    cookie: str = ""
    key: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What the request is sent with."""
        own = {"Authorization": f"Bearer {self.key}"} if self.key else {"Cookie": self.cookie}
        return {**own, "Connection": "keep-alive"}


def main() -> None:
    """Create the searches, start the server, measure, and print the medians."""
    with tempfile.TemporaryDirectory(prefix="jt-pages-") as folder:
        _set_up(folder)
        pages = [page for count in SIZES for page in _pages(count)]
        with _server() as port:
            took = _measure(pages, port)
    for line in _lines(pages, took):
        print(line)


def _set_up(folder: str) -> None:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="bench.page_settings",
        READ_DOT_ENV="false",
        SECRET_KEY="for-measurements-alone-" + "0123456789" * 5,
        DATA_DIR=folder,
        DATABASE_URL=os.environ.get("DATABASE_URL", f"sqlite:///{folder}/db.sqlite3"),
        DEBUG="true",
    )
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _pages(count: int) -> Iterator[Page]:
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from bench.page_data import search

    owner = User.objects.create_user(f"seeker{count}@bench.example", time_zone="Europe/London")
    search(owner, count, timezone.now())
    client = Client()
    client.force_login(owner, settings.AUTHENTICATION_BACKENDS[0])
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    one = owner.applications.order_by("created_at")[count // 2 // 4 * 4]
    yield Page(BARE, count, "/bare/", cookie)
    yield Page("Today", count, "/", cookie)
    yield Page("table", count, "/applications/", cookie)
    yield Page("one application", count, f"/applications/{one.pk}/", cookie)
    key = _key(owner)
    for name in ("applications", "reminders"):
        yield Page(f"50 {name} by the API", count, f"/api/v1/{name}?limit=50", key=key)


def _key(owner: "User") -> str:
    from django.utils import timezone

    from api.services.keys import create_key

    now = timezone.now()
    _row, secret = create_key(
        owner, name="Bench", scopes=["read"], expires_at=None, token=uuid4(), now=now
    )
    return str(secret)


@contextmanager
def _server() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "bench.page_timer"),
        *("--workers", "1", "--threads", "1", "--bind", f"127.0.0.1:{port}"),
        *("--keep-alive", "30", "--log-level", "error"),
    ]
    server = subprocess.Popen(command)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            _ask(http.client.HTTPConnection("127.0.0.1", port), Page("", 0, "/health/"))
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"the server did not answer within {START_SECONDS} seconds")


def _measure(pages: list[Page], port: int) -> dict[Page, list[float]]:
    """Return the seconds of each page, in rounds, so that no page has a quieter minute.

    Each round has its own order: in a fixed one the server would collect garbage again and again on
    the same page.
    """
    seconds_of: dict[Page, list[float]] = {page: [] for page in pages}
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for number in range(WARM_UP + ROUNDS):
        for page in random.sample(pages, len(pages)):
            seconds = _ask(connection, page)
            if number >= WARM_UP:
                seconds_of[page].append(seconds)
    return seconds_of


def _ask(connection: http.client.HTTPConnection, page: Page) -> float:
    """The processor time of one request for the page, in seconds."""
    connection.request("GET", page.path, headers=page.headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise SystemExit(f"{page.path} answered {answer.status}")
    return float(answer.headers["X-Processor-Seconds"])


def _lines(pages: list[Page], took: dict[Page, list[float]]) -> Iterator[str]:
    medians = {(page.name, page.size): statistics.median(took[page]) * 1000 for page in pages}
    bare, growth = medians[BARE, SIZES[0]], aim(f"at most {GROWTH}")
    for name in dict.fromkeys(page.name for page in pages):
        small, large = (medians[name, size] for size in SIZES)
        bound = aim(f"at most {BOUNDS[name]}") if name in BOUNDS else ""
        yield (
            f"{name}: {small:.1f} ms with {SIZES[0]:,} applications, {small / bare:.2f} times the "
            f"bare page{bound}; {large:.1f} ms with {SIZES[1]:,}, {large / small:.2f} times as "
            f"much{growth}"
        )


if __name__ == "__main__":
    main()
