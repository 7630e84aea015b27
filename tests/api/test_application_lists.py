"""Lists of applications by the API: filters, orders, pages; and what they cost."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import Application
from tests.api.conftest import Call
from tests.conftest import MakeApplication


def test_pages_of_a_list_hold_each_once(call: Call, make_application: MakeApplication) -> None:
    made = {make_application(f"Company {number}").pk for number in range(7)}
    found: list[int] = []
    cursor = ""
    while cursor is not None:
        page = call("GET", f"/applications?limit=3&cursor={cursor}").json()
        found += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert len(found) == 7
    assert set(found) == made
    assert call("GET", "/applications?cursor=nonsense").status_code == 422


def test_filters(call: Call, make_application: MakeApplication) -> None:
    one = make_application("Fathom", "Baker", notes="sourdough")
    make_application("Oatmill", "Miller")
    found = call("GET", "/applications?q=sourdough").json()["items"]
    assert [item["id"] for item in found] == [one.pk]
    found = call("GET", f"/applications?company={one.company_id}&stage=applied").json()["items"]
    assert [item["id"] for item in found] == [one.pk]
    assert call("GET", "/applications?stage=saved").json()["items"] == []
    assert call("GET", "/applications?updated_since=2031-01-01T00:00:00Z").json()["items"] == []


def test_several_filters(call: Call, make_application: MakeApplication) -> None:
    saved = make_application("Fathom", applied_at=None)
    sent = make_application("Oatmill")
    call("PATCH", f"/applications/{sent.pk}", {"tags": ["Ё one", "two"]})
    for asked, found in (
        ("stage=saved&stage=applied", {saved.pk, sent.pk}),
        ("stage=saved", {saved.pk}),
        ("tag=Ё ONE", {sent.pk}),
        ("tag=three", set()),
        ("q=oatm two", {sent.pk}),
        ("updated_since=2026-03-19T20:00:00Z", {saved.pk, sent.pk}),
        ("updated_since=2026-03-19T20:00:01Z", set()),
    ):
        items = call("GET", f"/applications?{asked}").json()["items"]
        assert {item["id"] for item in items} == found, asked
    for asked in ("stage=hired", "archived=maybe", "updated_since=yesterday", "sort=notes"):
        assert call("GET", f"/applications?{asked}").status_code == 422


@pytest.mark.parametrize("sort", ["applied_at", "title", "company", "updated_at", "created_at"])
def test_every_order_holds_each_once(
    call: Call, make_application: MakeApplication, now: datetime, sort: str
) -> None:
    names = ["é" * 200, "É" * 200, "A", "a", "😀" * 200, "Z"]
    moments = [None, None, now, now, now - timedelta(days=1), now - timedelta(microseconds=1)]
    for name, moment in zip(names, moments, strict=True):
        make_application(name, title=name, applied_at=moment)

    def listed(by: str) -> list[int]:
        found: list[int] = []
        cursor = ""
        while cursor is not None:
            page = call("GET", f"/applications?limit=1&sort={by}&cursor={cursor}").json()
            found += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
        return found

    up = listed(sort)
    assert sorted(up) == sorted(Application.objects.values_list("pk", flat=True))
    assert listed(f"-{sort}") == up[::-1]
    values = [call("GET", f"/applications/{pk}").json()["applied_at"] for pk in up]
    if sort == "applied_at":
        assert values == sorted(values, key=lambda value: value or "")


def test_a_made_up_cursor_is_refused(call: Call, make_application: MakeApplication) -> None:
    make_application()
    odd = (None, 5, [], "", "x", "\x00", "2026-01-01", "0001-01-01T00:00:00+14:00", 2**70)
    for sort in ("-updated_at", "applied_at", "title"):
        for value in odd:
            raw = json.dumps([sort, value, 1]).encode()
            cursor = urlsafe_b64encode(raw).decode().rstrip("=")
            answer = call("GET", f"/applications?sort={sort}&cursor={cursor}")
            assert answer.status_code in (200, 422), answer.content
    assert call("GET", f"/applications?sort=title&cursor={cursor}").status_code == 422


def test_a_list_costs_as_many_queries_however_long(
    call: Call, make_application: MakeApplication
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert call("GET", "/applications?limit=50").status_code == 200
        return len(queries)

    for number in range(3):
        make_application(f"Company {number}")
    call("GET", "/applications")
    few = cost()
    for number in range(20):
        make_application(f"More {number}")
    assert cost() == few


def test_a_list_tells_of_each_what_its_own_answer_tells(
    call: Call, make_application: MakeApplication, now: datetime
) -> None:
    row = make_application("Fathom")
    call("PATCH", f"/applications/{row.pk}", {"tags": ["one", "two"], "pay_min": "37500"})
    changed = now + timedelta(microseconds=120_034)
    Application.objects.filter(pk=row.pk).update(updated_at=changed)
    (item,) = call("GET", "/applications").json()["items"]
    assert item["updated_at"] == changed.isoformat().replace("+00:00", "Z")
    assert item["tags"] == ["one", "two"]
    assert call("GET", f"/applications/{row.pk}").json() == item
