"""`make audit`: what is locked is looked up, what is known is named, no network is no failure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from scripts import audit
from scripts.audit import NO_NETWORK, Package, ask_osv, locked

Answering = Callable[[Any], str]
DJANGO, OTHER = Package("PyPI", "django", "1.0"), Package("npm", "other", "2.0")


@pytest.fixture
def answering() -> Iterator[Answering]:
    """A server that answers each question by a function of it; its address."""
    servers: list[HTTPServer] = []

    def start(answer: Any) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(answer(asked).encode())

            def log_message(self, *_args: object) -> None:
                """Nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_every_lock_is_looked_up() -> None:
    found = {package.name: package for package in locked()}
    assert found["django"].ecosystem == found["uv"].ecosystem == found["pytest"].ecosystem == "PyPI"
    assert found["bootstrap"].ecosystem == "npm"
    assert len(found) > 80


def test_the_vulnerabilities_of_each_package_are_read(answering: Answering) -> None:
    def answer(asked: Any) -> str:
        results = [
            {"vulns": [{"id": f"X-{query['version']}"}, {"id": "Y"}]}
            if query["package"]["name"] == "django"
            else {}
            for query in asked["queries"]
        ]
        return json.dumps({"results": results})

    assert ask_osv([DJANGO, OTHER], answering(answer)) == [["X-1.0", "Y"], []]


def test_many_are_asked_in_parts(answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "BATCH", 2)
    sizes: list[int] = []

    def answer(asked: Any) -> str:
        sizes.append(len(asked["queries"]))
        return json.dumps({"results": [{} for _ in asked["queries"]]})

    assert ask_osv([DJANGO] * 5, answering(answer)) == [[]] * 5
    assert sizes == [2, 2, 1]


@pytest.mark.parametrize("said", ["<html>Sign in to this network</html>", "[]", '{"results": []}'])
def test_what_is_no_answer_counts_as_no_network(
    said: str, answering: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    url = answering(lambda asked: said)
    assert audit.main(lambda packages: ask_osv(packages, url)) == 0
    assert capsys.readouterr().out == f"{NO_NETWORK}\n"


def test_where_nobody_answers_one_sentence_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(lambda packages: ask_osv(packages, "http://127.0.0.1:9/")) == 0
    assert capsys.readouterr().out == f"{NO_NETWORK}\n"


def test_what_is_known_is_named_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    known = [["GHSA-1"] if package.name == "django" else [] for package in locked()]
    assert audit.main(lambda packages: known) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("django ")
    assert said[0].endswith(": https://osv.dev/vulnerability/GHSA-1")
    assert said[1] == f"{len(known)} locked packages, 1 with known vulnerabilities."
    assert audit.status([], lambda packages: known) == 1
    assert audit.status([audit.TELL], lambda packages: known) == 0
