"""The clients of the load measure each page, and count what is no page as an error."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.clients import Answers, alone, together
from tests.services.ports import free_port


class Site(BaseHTTPRequestHandler):
    """Knows the visitor called good, has half a page for half, and fails for any other."""

    def do_GET(self) -> None:
        who = self.headers["Cookie"]
        self.send_response(200 if who in {"good", "half"} else 500)
        self.end_headers()
        self.wfile.write(b"<html>" if who == "half" else b"<html></html>")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_each_page_of_one_client_is_measured_once_the_server_is_warm(port: int) -> None:
    answers = alone(port, ["good"], 8)
    assert len(answers.seconds) == 8
    assert answers.errors == []
    assert 0 < answers.within(0.5) <= answers.within(0.95)


def test_clients_ask_until_the_time_is_over(port: int) -> None:
    answers = together(port, ["good", "good", "good"], clients=2, seconds=0.3, think=0.01)
    assert len(answers.seconds) > 2
    assert answers.errors == []


@pytest.mark.parametrize("who", ["half", "nobody"])
def test_what_is_no_whole_page_is_an_error(port: int, who: str) -> None:
    assert len(alone(port, [who], 4).errors) == 4


def test_nobody_there_is_an_error_without_a_time() -> None:
    answers = alone(free_port(), [""], 4)
    assert (len(answers.errors), answers.seconds) == (4, [])


def test_a_share_of_the_pages_came_within_its_time() -> None:
    hundred = Answers(seconds=[each / 100 for each in range(101)])
    assert (hundred.within(0.5), hundred.within(0.95)) == (0.5, 0.95)
