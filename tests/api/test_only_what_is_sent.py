"""A change by the API writes what was sent; everything else stays to the last character."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from applications.models import Application, Event, Interview
from tests.api.conftest import Call
from tests.conftest import MakeApplication, MakeContact, MakeInterview

SEED = 20260319
ROUNDS = 30
ODD = datetime(2026, 3, 11, 10, 0, 59, 123456, tzinfo=UTC)
KEPT: dict[str, Any] = {
    "title": "  Ёlan\u2003& “Søn” 🌾 ",
    "location": " Zürich  ",
    "notes": "\n  One\r\n\ttwo  \n",
    "posting_text": "a\u202eb ",
    "source": " A friend",
    "pay_min": Decimal("12345678901.10"),
    "pay_max": Decimal("99999999999.99"),
    "pay_currency": "JPY",
    "pay_period": "hour",
    "closes_on": date(2199, 12, 31),
    "interest": 1,
}
SENT: dict[str, list[Any]] = {
    "company": ["Fathom", "  oatmill "],
    "title": ["Baker"],
    "interest": [5, None],
    "pay_min": [7.25, None],
    "pay_max": ["999999999999.99", None],
    "pay_currency": ["usd", None],
    "pay_period": ["day", None],
    "location": ["Bern", "", None],
    "place": ["remote", "", None],
    "posting_url": ["https://jobs.example/1", None],
    "posting_text": ["Text", None],
    "source": ["Board", None],
    "notes": ["Note 🌾", None],
    "tags": [["a", "b"], [], None],
    "closes_on": ["2026-05-01", None],
    "referred_by": [None],
    "archived": [True, False],
}
DEPENDING = {"archived_at": "archived", "company_id": "company", "referred_by_id": "referred_by"}


@pytest.fixture(autouse=True)
def _as_often_as_wanted(settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 100_000


def draws(sent: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Changes of no field, of each alone, and of several at once."""
    random = Random(SEED)
    yield {}
    yield from ({name: value} for name, values in sent.items() for value in values)
    for _ in range(ROUNDS):
        names = random.sample(sorted(sent), random.randint(2, len(sent)))
        yield {name: random.choice(sent[name]) for name in names}


def stored(pk: int) -> dict[str, Any]:
    values = Application.objects.filter(pk=pk).values().get()
    values["tags"] = sorted(Application.objects.get(pk=pk).tags.values_list("name", flat=True))
    return values


def test_an_application(
    call: Call, make_application: MakeApplication, make_contact: MakeContact
) -> None:
    row = make_application("Oatmill", referred_by=make_contact("Ana Ruiz"))
    call("PATCH", f"/applications/{row.pk}", {"tags": ["Ёlan", "second tag"]})
    Application.objects.filter(pk=row.pk).update(**KEPT)
    for change in draws(SENT):
        before = stored(row.pk)
        answer = call("PATCH", f"/applications/{row.pk}", change)
        assert answer.status_code in (200, 422), (change, answer.content)
        after = stored(row.pk)
        written = set(change) if answer.status_code == 200 else set()
        for name in after.keys() - {"updated_at"}:
            if DEPENDING.get(name, name) not in written:
                assert after[name] == before[name], (name, change)
        if answer.status_code == 200:
            Application.objects.filter(pk=row.pk).update(**KEPT)


@pytest.mark.parametrize(
    ("event", "sent"),
    [
        (
            {"kind": "outcome", "result": "offer", "pay": Decimal("1.10"), "pay_currency": "JPY"}
            | {"pay_period": "hour", "answer_by": date(2026, 4, 1)},
            {"pay": [3, None], "starts_on": ["2026-05-05", None], "answer_by": ["2026-05-05"]},
        ),
        ({"kind": "timeline_given", "ask_on": date(2026, 4, 1)}, {"ask_on": ["2026-05-05"]}),
        ({"kind": "references_requested", "has_list": True}, {"has_list": [False]}),
        ({"kind": "moved", "stage": "offer"}, {}),
    ],
)
def test_an_event(
    call: Call, make_application: MakeApplication, event: dict[str, Any], sent: dict[str, list[Any]]
) -> None:
    kept = {"at": ODD, "text": " Ёlan \r\n", **event}
    row = Event.objects.create(application=make_application(), **kept)
    for change in draws({**sent, "text": ["Hm", None], "at": ["2026-03-12T10:00:00+05:30"]}):
        before = Event.objects.filter(pk=row.pk).values().get()
        assert call("PATCH", f"/events/{row.pk}", change).status_code == 200, change
        after = Event.objects.filter(pk=row.pk).values().get()
        written = {*change} | ({"pay_currency", "pay_period"} if "pay" in change else set())
        for name in after.keys() - written:
            assert after[name] == before[name], (name, change)
        Event.objects.filter(pk=row.pk).update(**kept)


def test_an_interview(
    call: Call,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
) -> None:
    ana, bo = make_contact("Ana Ruiz"), make_contact("Bo Elsewhere")
    row = make_interview(make_application(), ana)
    kept = {
        "arranged_at": ODD,
        "starts_at": datetime(2026, 10, 25, 1, 30, 0, 5, tzinfo=UTC),
        "ends_at": datetime(2026, 10, 25, 2, 15, 0, 7, tzinfo=UTC),
        "place": "  Ёlan ",
        "preparation": "\n One ",
        "kind": "interview",
        "type": "panel",
    }
    sent: dict[str, list[Any]] = {
        "at": ["2026-03-12T10:00:00Z"],
        "starts_at": ["2026-10-25T00:30:00Z"],
        "ends_at": ["2026-10-25T02:15:00Z"],
        "kind": ["phone_screen", "interview"],
        "type": ["", None],
        "timezone": ["Asia/Kolkata", "Europe/London"],
        "location": ["Here", None],
        "link": ["https://a.example/1", None],
        "interviewers": [[], [bo.pk], None],
        "preparation": ["Two", None],
    }
    model = {"at": "arranged_at", "timezone": "time_zone", "location": "place"}
    for change in draws(sent):
        Interview.objects.filter(pk=row.pk).update(**kept)
        row.interviewers.set([ana])
        before = Interview.objects.filter(pk=row.pk).values().get()
        assert call("PATCH", f"/interviews/{row.pk}", change).status_code == 200, change
        after = Interview.objects.filter(pk=row.pk).values().get()
        written = {model.get(name, name) for name in change}
        written |= {"ends_at"} if "starts_at" in change else set()
        written |= {"type"} if change.get("kind") == "phone_screen" else set()
        for name in after.keys() - written:
            assert after[name] == before[name], (name, change)
        if "interviewers" not in change:
            assert list(row.interviewers.all()) == [ana]
        if "starts_at" in change and "ends_at" not in change:
            lasts = after["ends_at"] - after["starts_at"]
            assert lasts == before["ends_at"] - before["starts_at"]
