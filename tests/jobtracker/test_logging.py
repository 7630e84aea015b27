"""Logs for machines: one JSON object a line, with the id of the request or the task."""

import io
import json
import logging
import logging.config
import re
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from jobtracker.http.middleware import RequestIdMiddleware
from jobtracker.logging import IdFilter, config, current_id


def line(handler: dict[str, Any]) -> str:
    """What one log line looks like under a configuration."""
    out = io.StringIO()
    spec = handler["formatters"]["line"]
    formatter = logging.config.DictConfigurator({"version": 1}).configure_formatter(dict(spec))
    stream = logging.StreamHandler(out)
    stream.setFormatter(formatter)
    stream.addFilter(IdFilter())
    stream.handle(logging.makeLogRecord({"name": "a.b", "levelname": "INFO", "msg": "hello"}))
    return out.getvalue()


def test_json_has_its_fields() -> None:
    token = current_id.set("request-1")
    try:
        read = json.loads(line(config(as_json=True, level="INFO")))
    finally:
        current_id.reset(token)
    assert read.pop("time")
    assert read == {"level": "INFO", "logger": "a.b", "id": "request-1", "message": "hello"}


def test_plain_lines_are_for_people() -> None:
    assert line(config(as_json=False, level="INFO")).rstrip().endswith("hello")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a1b2c3d4e5", True),
        ("", False),
        ("short", False),
        ("x" * 65, False),
        ("a b\nc d e f", False),
    ],
)
def test_a_request_has_an_id(sent: str, kept: bool) -> None:
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(current_id.get())
        return HttpResponse()

    request = RequestFactory().get("/")
    request.META["HTTP_X_REQUEST_ID"] = sent
    answer = RequestIdMiddleware(view)(request)
    assert answer["X-Request-ID"] == seen[0]
    assert (seen[0] == sent) is kept
    assert current_id.get() == ""


@pytest.mark.django_db
def test_a_request_is_told_by_its_pattern_and_never_by_its_address(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "jobtracker.requests"):
        client.get("/calendar/feed/a-secret-of-somebody.ics", headers={"X-Request-ID": "abcd1234"})
        client.get("/nothing/here/")
    (told,) = (each.getMessage() for each in caplog.records if each.name == "jobtracker.requests")
    assert re.fullmatch(r"GET calendar/feed/<str:secret>\.ics 404 \d+ ms", told)


@pytest.mark.parametrize(("as_json", "level"), [(True, "INFO"), (False, "WARNING")])
def test_a_line_a_request_is_for_machines(as_json: bool, level: str) -> None:
    loggers: Any = config(as_json=as_json, level="INFO")["loggers"]
    assert loggers["jobtracker.requests"]["level"] == level
