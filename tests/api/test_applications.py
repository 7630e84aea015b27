"""Applications by the API: what a page can, a program can; and no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from accounts.models import User
from api.models import RememberedAnswer
from applications.models import Application
from references.services import company_named
from tests.api.conftest import Call, key_for
from tests.conftest import MakeContact

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


def test_it_is_moved_as_on_its_page(call: Call) -> None:
    there = f"/applications/{call('POST', '/applications', NEW).json()['id']}"
    assert call("PATCH", there, {"stage": "screening"}).json()["stage"] == "screening"
    at = "2026-03-15T10:00:00Z"
    ended = call("PATCH", there, {"stage": "rejected", "stage_at": at})
    assert ended.json()["stage"] == "rejected"
    assert call("PATCH", there, {"stage": "rejected"}).json() == ended.json()
    kinds = [(each["type"], each["at"]) for each in call("GET", f"{there}/events").json()["items"]]
    assert kinds == [
        ("applied", "2026-03-02T09:00:00Z"),
        ("outcome", at),
        ("moved", "2026-03-19T20:00:00Z"),
        ("employer_reply", "2026-03-19T20:00:00Z"),
    ]
    for body, field, message in (
        ({"stage": "saved"}, "stage", "It ended on"),
        ({"stage": None}, "stage", "Choose the stage."),
        ({"stage_at": at}, "stage", "Choose the stage."),
        ({"stage": "offer", "stage_at": "2026-03-20T10:00:00Z"}, "stage_at", "still to come"),
        ({"stage": "hired"}, "stage", "Choose one of"),
    ):
        (error,) = call("PATCH", there, body | {"notes": "No"}).json()["errors"]
        assert error["field"] == field
        assert message in error["message"]
    assert call("GET", there).json() == ended.json()


def test_added_at_a_stage(call: Call) -> None:
    ended = NEW | {"stage": "no_response", "stage_at": "2026-03-15T10:00:00Z"}
    first = call("POST", "/applications", ended, Idempotency_Key="one").json()
    assert first["stage"] == "no_response"
    RememberedAnswer.objects.all().delete()
    assert call("POST", "/applications", ended, Idempotency_Key="one").json() == first
    assert len(call("GET", f"/applications/{first['id']}/events").json()["items"]) == 2
    now = call("POST", "/applications", {"company": "A", "title": "B", "stage": "applied"}).json()
    assert (now["stage"], now["applied_at"]) == ("applied", "2026-03-19T20:00:00Z")
    refused = call("POST", "/applications", NEW | {"company": "New", "stage": "saved"})
    assert refused.json()["errors"][0]["field"] == "stage"
    assert Application.objects.count() == 2


def test_it_is_archived_and_back(call: Call) -> None:
    there = f"/applications/{call('POST', '/applications', NEW).json()['id']}"
    away = call("PATCH", there, {"archived": True}).json()
    assert away["archived_at"] == "2026-03-19T20:00:00Z"
    assert call("GET", "/applications").json()["items"] == []
    for asked in ("true", "all"):
        assert call("GET", f"/applications?archived={asked}").json()["items"] == [away]
    assert call("PATCH", there, {"archived": True}).json() == away
    assert call("PATCH", there, {"archived": False}).json()["archived_at"] is None
    (error,) = call("PATCH", there, {"archived": None}).json()["errors"]
    assert error == {"field": "archived", "message": "This must be true or false."}


def test_its_pay_is_an_amount(call: Call, seeker: User) -> None:
    body = call("POST", "/applications", NEW | {"pay_min": 37500.5, "pay_max": "41000"}).json()
    assert (body["pay_min"], body["pay_max"]) == ("37500.50", "41000.00")
    assert (body["pay_currency"], body["pay_period"]) == (seeker.currency, "year")
    there = f"/applications/{body['id']}"
    hourly = {"pay_min": None, "pay_max": 12.3, "pay_currency": "eur", "pay_period": "hour"}
    changed = call("PATCH", there, hourly).json()
    assert {**changed, **hourly, "pay_max": "12.30", "pay_currency": "EUR"} == changed
    for wrong in (12.345, "12,345", -1, 10**15, "1e99999", True, "NaN", "Infinity"):
        (error,) = call("PATCH", there, {"pay_max": wrong}).json()["errors"]
        assert error["field"] == "pay_max"
    assert call("GET", there).json() == changed


def test_who_referred_the_seeker(call: Call, make_contact: MakeContact, stranger: User) -> None:
    ana, kim = make_contact("Ana Ruiz"), make_contact("Kim Stranger", owner=stranger)
    body = call("POST", "/applications", NEW | {"referred_by": ana.pk}).json()
    assert body["referred_by"] == ana.pk
    there = f"/applications/{body['id']}"
    for wrong in (kim.pk, 99999):
        (error,) = call("PATCH", there, {"referred_by": wrong}).json()["errors"]
        assert error["field"] == "referred_by"
    assert call("PATCH", there, {"referred_by": None}).json()["referred_by"] is None


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
        ({"company": True}, "company", "Send a name, or the id of one of yours."),
        ({"company": 0}, "company", "Send a name, or the id of one of yours."),
        ({"company": 2**63}, "company", "Send a name, or the id of one of yours."),
        ({"company": 1.0}, "company", "Send a name, or the id of one of yours."),
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


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400), (b'{"title": NaN}', 400), (b"\xff", 400), (b"[" * 100_000, 400),
        (b'{"title": "a\\u0000"}', 400), (b'{"title": "\\ud800"}', 400), (b"[]", 422), (b"", 422),
        (b'{"company": "A", "company": "B", "title": "C"}', 400),
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


@pytest.mark.parametrize(
    ("scopes", "status"), [(["capture"], 422), (["capture", "read"], 201), (["write"], 201)]
)
def test_a_key_that_reads_nothing_learns_no_name(
    call: Call, seeker: User, now: datetime, scopes: list[str], status: int
) -> None:
    known = company_named(seeker, "Kestrel Analytics")
    key = key_for(seeker, scopes, now)
    answer = call("POST", "/applications", {"company": known.pk, "title": "Clerk"}, key=key)
    assert (answer.status_code, b"Kestrel" in answer.content) == (status, status == 201)
    named = call("POST", "/applications", {"company": known.name, "title": "Clerk"}, key=key)
    assert named.json()["company"] == {"id": known.pk, "name": known.name}
