"""A web server answers whatever it is sent, without a 500: every address and method, by a seed."""

import json
import re
import socket
from http.client import HTTPConnection, HTTPException
from random import Random
from typing import Any

import pytest

from tests.faults.stage import Stage
from tests.fuzz import IN_QUERIES, METHODS, SEED, Wild, fields_in, wild
from tests.services.ports import LOOPBACK, answers, free_port

pytestmark = [pytest.mark.faults, pytest.mark.each_kind]
TOKEN = "a" * 32
SECONDS = 30
SECRETS = re.compile(r"/(?:mail(?:/stop)?|calendar/feed|invitations)/+(?:made-up|0{8}-)")
RAW = (
    b"GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET //[ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: [\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Type: a/b; charset=base64\r\n\r\n",
)
"""What is no request, or barely one."""


class Site:
    """A web server with people who are signed in, and the fields that its forms have."""

    def __init__(self, stage: Stage, told: dict[str, Any]) -> None:
        self.stage, self.port = stage, free_port()
        self.paths, self.sessions = told["paths"], ["", *told["sessions"]]
        at = f"{LOOPBACK}:{self.port}"
        stage.start("-m", "gunicorn", "jobtracker.wsgi", "--bind", at, "--no-control-socket")
        question = b"GET /rules/ HTTP/1.0\r\nHost: localhost\r\n\r\n"
        stage.wait(lambda: answers(self.port, question, b"200 OK"))

    def send(self, sent: Wild, session: str) -> tuple[int, bytes]:
        """The status and the page; 0 where the server said nothing and hung up."""
        headers = {
            "Host": "localhost",
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            **sent.headers,
        }
        line = HTTPConnection(LOOPBACK, self.port, timeout=SECONDS)
        try:
            line.putrequest(sent.method, sent.target, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                line.putheader(name, value.encode("latin-1"))
            line.putheader("Content-Length", str(len(sent.body)))
            line.endheaders(sent.body)
            answer = line.getresponse()
            return answer.status, answer.read()
        except (HTTPException, ConnectionError):
            return 0, b""
        finally:
            line.close()

    def fields(self) -> set[str]:
        pages = (self.send(Wild("GET", path), self.sessions[1])[1] for path in self.paths)
        return set().union(IN_QUERIES, *map(fields_in, pages))

    def said(self, raw: bytes) -> bytes:
        """The first line that comes back for these bytes; none where the server hangs up."""
        with socket.create_connection((LOOPBACK, self.port), timeout=SECONDS) as line:
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            try:
                return line.recv(4096).partition(b"\r\n")[0]
            except ConnectionError:
                return b""


@pytest.fixture
def site(on_stage: Stage) -> Site:
    """The site with one of everything on it."""
    return Site(on_stage, json.loads(on_stage.run("-m", "tests.faults.fill_pages")))


def is_failure(status: int) -> bool:
    return status == 0 or (status >= 500 and status != 503)


def test_every_address_and_method_answers_what_no_browser_sends(site: Site) -> None:
    random, fields, failed = Random(SEED), site.fields(), []
    # What is sent by POST may delete what the others are about.
    for method in sorted(METHODS, key=lambda each: each == "POST"):
        for path in site.paths:
            sent = wild(random, path, fields, method)
            status, _page = site.send(sent, random.choice(site.sessions))
            if is_failure(status):
                failed.append(f"{status} {sent}")
    assert len(site.paths) > 250
    assert len(fields) > 100
    assert failed == []
    log = (site.stage.home / "processes.log").read_text(errors="replace")
    assert "Method Not Allowed" in log
    assert SECRETS.findall(log) == []


def test_what_is_no_request_is_answered_or_cut_off(site: Site) -> None:
    said = {raw: site.said(raw) for raw in RAW}
    assert {raw: line for raw, line in said.items() if b" 500" in line} == {}
    assert sum(b" 400 " in line for line in said.values()) > 3
    assert b"200 OK" in site.said(b"GET /rules/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
