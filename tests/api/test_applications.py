"""Applications by the API: what a page can, a program can; and no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from api.models import RememberedAnswer
from applications.models import Application
from tests.api.conftest import Call, key_for
from tests.conftest import MakeApplication

NEW = {"company": "Oatmill", "title": "Data Engineer", "applied_at": "2026-03-02T10:00:00+01:00"}


def test_add_read_change_delete(call: Call, seeker: User) -> None:
    added = call("POST", "/applications", NEW | {"tags": ["remote", "first"], "interest": 5})
    assert added.status_code == 201, added.content
    body = added.json()
    assert body["company"]["name"] == "Oatmill"
    assert body["applied_at"] == "2026-03-02T09:00:00Z"
    assert (body["stage"], body["interest"]) == ("applied", 5)
    assert sorted(body["tags"]) == ["first", "remote"]
    there = added["Location"].removeprefix("/api/v1")
    assert call("GET", there).json() == body
    changed = call("PATCH", there, {"notes": "By phone", "tags": ["first"]})
    assert changed.status_code == 200, changed.content
    assert changed.json() == body | {"notes": "By phone", "tags": ["first"]} | {
        "updated_at": changed.json()["updated_at"]
    }
    assert call("DELETE", there).status_code == 204
    assert call("GET", there).status_code == 404
    assert not Application.objects.filter(owner=seeker).exists()


def test_saved_for_later(call: Call) -> None:
    body = call("POST", "/applications", {"company": "Oatmill", "title": "Clerk"}).json()
    assert (body["stage"], body["applied_at"]) == ("saved", None)


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"title": ""}, "title", "Enter the title of the job."),
        ({"title": None}, "title", "This must be a text."),
        ({"applied_at": "2026-03-02T10:00:00"}, "applied_at", "Add the offset"),
        ({"applied_at": "2031-03-02T10:00:00Z"}, "applied_at", "This is still to come."),
        ({"interest": 9}, "interest", "Select a valid choice."),
        ({"pay_min": 5, "pay_max": 3}, "pay_max", "This is less than"),
        ({"unknown": 1}, "unknown", "There is no such field."),
        ({"company": 99999}, "company", "You have no company with this id."),
        ({"tags": ["a,b"]}, "tags", "comma"),
        ({"posting_url": "javascript:alert(1)"}, "posting_url", "Enter a valid URL."),
    ],
)
def test_refusals_name_the_field(
    call: Call, change: dict[str, Any], field: str, message: str
) -> None:
    answer = call("POST", "/applications", NEW | change)
    assert answer.status_code == 422, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    found = {each["field"]: each["message"] for each in answer.json()["errors"]}
    assert message in found[field]
    assert not Application.objects.exists()


def test_an_idempotency_key_gives_the_first_answer_again(call: Call) -> None:
    first = call("POST", "/applications", NEW, Idempotency_Key="abc")
    again = call("POST", "/applications", NEW, Idempotency_Key="abc")
    assert (again.status_code, again.json()) == (201, first.json())
    assert again["ETag"] == first["ETag"]
    assert again["Location"] == first["Location"]
    other = call("POST", "/applications", NEW | {"title": "Clerk"}, Idempotency_Key="abc")
    assert other.status_code == 409
    assert Application.objects.count() == 1
    RememberedAnswer.objects.all().delete()
    late = call("POST", "/applications", NEW, Idempotency_Key="abc")
    assert late.json()["id"] == first.json()["id"]


def test_a_change_on_top_of_another_is_refused(call: Call) -> None:
    there = f"/applications/{call('POST', '/applications', NEW).json()['id']}"
    read = call("GET", there)
    assert call("GET", there, If_None_Match=read["ETag"]).status_code == 304
    changed = call("PATCH", there, {"notes": "One"}, If_Match=read["ETag"])
    assert changed.status_code == 200
    assert call("PATCH", there, {"notes": "Two"}, If_Match=read["ETag"]).status_code == 412
    assert call("DELETE", there, If_Match=read["ETag"]).status_code == 412
    assert call("DELETE", there, If_Match=changed["ETag"]).status_code == 204


def test_a_strangers_are_not_there(call: Call, stranger: User, at_now: datetime) -> None:
    body = call("POST", "/applications", NEW).json()
    there, theirs = f"/applications/{body['id']}", key_for(stranger, ["read", "write"], at_now)
    for method, sent in (("GET", None), ("PATCH", {"notes": "x"}), ("DELETE", None)):
        assert call(method, there, sent, key=theirs).status_code == 404
    assert call("GET", "/applications", key=theirs).json()["items"] == []
    taken = call("POST", "/applications", NEW | {"company": body["company"]["id"]}, key=theirs)
    assert taken.status_code == 422


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


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400), (b'{"title": NaN}', 400), (b"\xff", 400), (b"[" * 100_000, 400),
        (b'{"title": "a\\u0000"}', 400), (b'{"title": "\\ud800"}', 400), (b"[]", 422), (b"", 422),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused(call: Call, body: bytes, status: int) -> None:
    answer = call("POST", "/applications", body)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_without_a_key_nothing_opens(call: Call) -> None:
    for key in ("", "jt_wrong", "é"):
        answer = call("GET", "/applications", key=key)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
    assert call("GET", "/nowhere").status_code == 404
    refused = call("PUT", "/applications")
    assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")
