"""The containers' health check, against a small server of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from scripts import healthcheck
from tests.services.ports import free_port


class Site(HTTPServer):
    status = 200
    hosts: list[str]


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.hosts.append(self.headers["Host"])
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b'{"beat": "late"}')

    def log_message(self, *_: object) -> None:
        """Keep the tests' output quiet."""


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), Handler)
    server.hosts = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def url(site: Site) -> str:
    return f"http://127.0.0.1:{site.server_port}/health/"


def test_a_healthy_site_ends_with_0(site: Site) -> None:
    assert healthcheck.main(url(site)) == 0


def test_an_unhealthy_site_ends_with_1_and_says_what_is_wrong(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.status = 503
    assert healthcheck.main(url(site)) == 1
    assert capsys.readouterr().out == '503 {"beat": "late"}\n'


def test_a_site_that_is_down_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert healthcheck.main(f"http://127.0.0.1:{free_port()}/health/") == 1
    assert "refused" in capsys.readouterr().out


def test_it_asks_by_a_name_that_the_site_answers_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "jobs.example.org,other.example.org")
    healthcheck.main(url(site))
    assert site.hosts == ["jobs.example.org"]


@pytest.mark.parametrize(
    ("allowed", "host"), [("", "localhost"), (" a.example , b", "a.example"), (".a.b", "a.b")]
)
def test_the_first_allowed_host_is_taken(allowed: str, host: str) -> None:
    assert healthcheck.served_host(allowed) == host
