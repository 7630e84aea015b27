"""Odd values in every field of what is sent: each is kept or refused, and nothing breaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import quote

import pytest

from api.schemas.applications import ApplicationChanges, NewApplication
from api.schemas.events import EventChanges, NewOutcome, NewTimelineGiven
from api.schemas.interviews import InterviewChanges, NewDebrief, NewInterview
from tests.api.conftest import Call
from tests.conftest import MakeApplication, MakeContact, MakeInterview

SEED = 20260319
ROUNDS, EACH = 25, 8
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1, 1.5, 1e308, 2**31, 2**63, 10**40, "", " ", "\t\n", "\u202e", "\ufeff",
    "😀" * 300, "x" * 5000, "e\u0301", "null", "²", "٣", "1e5", "-0", "9999999999999.999",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-03-29T01:30:00Z", "24:00",
    "2026-02-30", "0001-01-01", "9999-12-31", "2026-03-10", "2026-03-10T10:00:00Z", "UTC", "../UTC",
    "http://[", "javascript:1", "https://a.example/" + "b" * 2000, [], [None], [[]], [1], ["a,b"],
    ["x" * 500], {}, {"a": 1}, [{"contact": 1, "text": "a"}], [2**63], ["", " "],
)  # fmt: skip
INSTANTS = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1e9", "0")
AT = "2026-03-10T10:00:00Z"
BASES: dict[str, tuple[str, str, type, dict[str, Any]]] = {
    "add": ("POST", "/applications", NewApplication, {"company": "A", "title": "B"}),
    "change": ("PATCH", "/applications/{a}", ApplicationChanges, {}),
    "outcome": ("POST", "/applications/{a}/events", NewOutcome,
                {"type": "outcome", "result": "offer", "at": AT}),
    "timeline": ("POST", "/applications/{a}/events", NewTimelineGiven,
                 {"type": "timeline_given", "news_by": "2026-04-01", "at": AT}),
    "event": ("PATCH", "/events/{e}", EventChanges, {}),
    "interview": ("POST", "/applications/{a}/interviews", NewInterview,
                  {"starts_at": "2026-04-01T10:00:00Z"}),
    "reschedule": ("PATCH", "/interviews/{i}", InterviewChanges, {}),
    "debrief": ("PUT", "/interviews/{i}/debrief", NewDebrief, {}),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _as_often_as_wanted(settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 100_000


def odd_bodies(schema: Any, base: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names, random = [*schema.model_fields], Random(SEED)
    yield from (base | {name: value} for name in names for value in random.sample(ODD, EACH))
    for _ in range(ROUNDS):
        some = random.sample(names, random.randint(1, len(names)))
        yield base | {name: random.choice(ODD) for name in some}


@pytest.mark.parametrize("which", BASES)
def test_odd_bodies(
    call: Call,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    which: str,
) -> None:
    application = make_application()
    interview = make_interview(application, make_contact())
    offer = {"type": "outcome", "result": "offer", "at": AT, "pay": 5}
    event = call("POST", f"/applications/{application.pk}/events", offer).json()["id"]
    method, path, schema, base = BASES[which]
    there = path.format(a=application.pk, e=event, i=interview.pk)
    seen = set()
    for body in odd_bodies(schema, base):
        answer = call(method, there, body)
        assert answer.status_code in (200, 201, 400, 422), (body, answer.content)
        seen.add(answer.status_code)
        if answer.status_code == 422:
            fields = [each["field"] for each in answer.json()["errors"]]
            assert fields, body
            assert all(each["message"] for each in answer.json()["errors"])
            known = {*schema.model_fields, ""}
            assert {field.partition(".")[0] for field in fields} <= known, (body, fields)
    assert 422 in seen
    assert seen & {200, 201}


@pytest.mark.parametrize("path", ["/applications", "/interviews", "/applications/{a}/events"])
def test_odd_queries(call: Call, make_application: MakeApplication, path: str) -> None:
    there = path.format(a=make_application().pk)
    names = ("cursor", "limit", "sort", "q", "tag", "company", "stage", "archived", "type")
    random = Random(SEED)
    for name in (*names, "updated_since", "from", "to", "cancelled", "unknown"):
        for value in (*random.sample(ODD, EACH), *INSTANTS):
            text = value if isinstance(value, str) else json.dumps(value)
            answer = call("GET", f"{there}?{name}={quote(text)}")
            assert answer.status_code in (200, 400, 422), (name, value, answer.content)
