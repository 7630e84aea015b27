"""Events by the API: each type with its own fields, checked as its page checks them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from api.models import RememberedAnswer
from applications.models import Event
from references.models import Reference
from tests.api.conftest import Call, key_for
from tests.conftest import MakeApplication, MakeReference

AT = "2026-03-10T10:00:30Z"


@pytest.fixture
def of(make_application: MakeApplication) -> str:
    """The address of the events of an application."""
    return f"/applications/{make_application('Oatmill', pay_currency='EUR').pk}/events"


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.content
    return {each["field"]: each["message"] for each in answer.json()["errors"]}


@pytest.mark.parametrize(
    ("type_", "fields"),
    [
        ("applied", {}),
        ("confirmation", {}),
        ("employer_reply", {"text": "Ana called,\nto say hello 🌾"}),
        ("timeline_given", {"news_by": "2026-03-24", "ask_on": None}),
        ("timeline_given", {"news_by": None, "ask_on": "2026-03-24"}),
        ("no_contact_requested", {}),
        ("references_requested", {"has_list": True}),
        ("outcome", {"result": "rejected"}),
        ("note", {"text": "A thought"}),
    ],
)
def test_each_type_is_answered_as_it_was_sent(
    call: Call, of: str, type_: str, fields: dict[str, Any]
) -> None:
    added = call("POST", of, {"type": type_, "at": AT, **fields})
    assert added.status_code == 201, added.content
    body, there = added.json(), added["Location"].removeprefix("/api/v1")
    assert {**body, "type": type_, "at": AT, **fields} == body
    read = call("GET", there)
    assert (read.json(), read["ETag"]) == (body, added["ETag"])
    assert body in call("GET", f"{of}?type={type_}").json()["items"]
    assert call("DELETE", there).status_code == 204
    assert call("GET", there).status_code == 404


def test_the_terms_of_an_offer(call: Call, of: str) -> None:
    terms = {"pay": 42000.5, "starts_on": "2026-05-01", "answer_by": "2026-03-20"}
    body = call("POST", of, {"type": "outcome", "result": "offer", "at": AT, **terms}).json()
    wanted = {**terms, "pay": "42000.50", "pay_currency": "EUR", "pay_period": "year"}
    assert {**body, **wanted} == body
    there = f"/events/{body['id']}"
    changed = call("PATCH", there, {"answer_by": None, "text": "By phone"}).json()
    assert changed == body | {"answer_by": None, "text": "By phone"}
    unpaid = call("PATCH", there, {"pay": None}).json()
    assert unpaid == changed | {"pay": None, "pay_currency": "", "pay_period": ""}


def test_references(call: Call, of: str, make_reference: MakeReference) -> None:
    joan = make_reference("Joan Whitfield")
    for type_ in ("reference_chosen", "reference_contacted", "reference_letter"):
        body = call("POST", of, {"type": type_, "at": AT, "reference": joan.pk}).json()
        assert (body["type"], body["reference"]) == (type_, joan.pk)
    again = call("POST", of, {"type": "reference_chosen", "at": AT, "reference": joan.pk})
    assert again.status_code == 201
    assert Event.objects.filter(kind="reference_chosen").count() == 1
    no = make_reference("Lee Ott", consent=Reference.Consent.DECLINED)
    sent = {"type": "reference_chosen", "at": AT, "reference": no.pk}
    assert errors(call("POST", of, sent))["reference"].startswith("Lee Ott said no.")


def test_they_will_call_by_a_day(call: Call, of: str) -> None:
    sent = {"type": "no_contact_requested", "at": AT, "news_by": "2026-03-30", "text": "Wait"}
    body = call("POST", of, sent).json()
    listed = call("GET", of).json()["items"]
    assert [each["type"] for each in listed][-2:] == ["no_contact_requested", "timeline_given"]
    assert listed[-2] == body
    assert (listed[-1]["news_by"], listed[-1]["at"]) == ("2026-03-30", AT)


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({}, "type", "This field is required."),
        ({"type": "moved", "stage": "offer"}, "type", "Choose one of"),
        ({"type": "applied", "news_by": "2026-04-01"}, "news_by", "There is no such field."),
        ({"type": "applied", "at": None}, "at", "Enter an instant"),
        ({"type": "applied", "at": 1772000000}, "at", "Enter an instant"),
        ({"type": "applied", "at": "1772000000"}, "at", "Enter an instant"),
        ({"type": "applied", "at": "2026-03-10T10:00:00"}, "at", "Add the offset"),
        ({"type": "applied", "at": "2026-03-20T00:00:00Z"}, "at", "This is still to come."),
        ({"type": "applied", "at": "1969-12-31T00:00:00Z"}, "at", "The year must be"),
        ({"type": "note", "text": ""}, "text", "This field is required."),
        ({"type": "note", "text": "a" * 100_001}, "text", "This text is too long"),
        ({"type": "timeline_given"}, "news_by", "Enter the date they gave"),
        (
            {"type": "timeline_given", "news_by": "2026-04-01", "ask_on": "2026-04-01"},
            "ask_on",
            "Enter one of the two dates",
        ),
        ({"type": "timeline_given", "ask_on": "2026-03-01"}, "ask_on", "This day is before"),
        ({"type": "no_contact_requested", "news_by": "2026-03-01"}, "news_by", "before the one"),
        ({"type": "reference_letter", "reference": 99999}, "reference", "Select a valid choice."),
        ({"type": "reference_letter", "reference": "x"}, "reference", "Enter a whole number."),
        ({"type": "references_requested", "has_list": "?"}, "has_list", "true or false"),
        ({"type": "outcome", "result": "hired"}, "result", "Choose one of"),
        ({"type": "outcome", "result": "rejected", "pay": 1}, "pay", "Only an offer has this."),
        ({"type": "outcome", "result": "offer", "pay": -1}, "pay", "greater than or equal to 0"),
        ({"type": "outcome", "result": "offer", "pay": 1.234}, "pay", "two decimal places"),
        (
            {"type": "outcome", "result": "offer", "answer_by": "2026-03-01"},
            "answer_by",
            "This day is before the one on which they offered it.",
        ),
        ({"type": "outcome", "result": "offer", "pay_currency": "££"}, "pay_currency", "like GBP"),
    ],
)
def test_refusals_name_the_field(
    call: Call, of: str, sent: dict[str, Any], field: str, message: str
) -> None:
    assert message in errors(call("POST", of, {"at": AT} | sent))[field]
    assert Event.objects.count() == 1


def test_only_what_is_sent_changes(call: Call, of: str) -> None:
    odd = {"type": "timeline_given", "at": "2026-03-10T10:00:30.123456Z", "ask_on": "2026-03-24"}
    body = call("POST", of, odd | {"text": "“Ёlan”"}).json()
    there = f"/events/{body['id']}"
    Event.objects.filter(pk=body["id"]).update(text="  “Ёlan”  ")
    assert call("PATCH", there, {}).json() == body | {"text": "  “Ёlan”  "}
    changed = call("PATCH", there, {"ask_on": "2026-03-25"}).json()
    assert changed == body | {"text": "  “Ёlan”  ", "ask_on": "2026-03-25"}
    turned = call("PATCH", there, {"ask_on": None, "news_by": "2026-03-25"}).json()
    assert turned == changed | {"ask_on": None, "news_by": "2026-03-25"}
    assert "one of the two" in errors(call("PATCH", there, {"ask_on": "2026-03-25"}))["ask_on"]
    assert errors(call("PATCH", there, {"has_list": True}))["has_list"].endswith("no such field.")
    assert "reference" in errors(call("PATCH", there, {"reference": 1}))
    assert "at" in errors(call("PATCH", there, {"at": None}))
    assert call("GET", there).json() == turned


def test_a_move_is_read(call: Call, of: str) -> None:
    there = of.removesuffix("/events")
    assert call("PATCH", there, {"stage": "interviewing"}).json()["stage"] == "interviewing"
    (moved,) = call("GET", f"{of}?type=moved").json()["items"]
    assert moved["stage"] == "interviewing"
    assert call("DELETE", f"/events/{moved['id']}").status_code == 204
    assert call("GET", there).json()["stage"] == "applied"


def test_once_with_a_key_and_not_on_top_of_another_change(call: Call, of: str) -> None:
    sent = {"type": "no_contact_requested", "at": AT, "news_by": "2026-03-30"}
    first = call("POST", of, sent, Idempotency_Key="one")
    assert call("POST", of, sent, Idempotency_Key="one").json() == first.json()
    RememberedAnswer.objects.all().delete()
    assert call("POST", of, sent, Idempotency_Key="one").json() == first.json()
    assert Event.objects.count() == 3
    there, tag = f"/events/{first.json()['id']}", first["ETag"]
    assert call("PATCH", there, {"text": "Hm"}, If_Match=tag).status_code == 200
    assert call("PATCH", there, {"text": "Oh"}, If_Match=tag).status_code == 412
    assert call("DELETE", there, If_Match=tag).status_code == 412


def test_a_strangers_are_not_there(
    call: Call, of: str, stranger: User, at_now: datetime, make_reference: MakeReference
) -> None:
    body = call("POST", of, {"type": "note", "at": AT, "text": "Mine"}).json()
    there, theirs = f"/events/{body['id']}", key_for(stranger, ["read", "write"], at_now)
    note = {"type": "note", "at": AT, "text": "Theirs"}
    for method, path, sent in (
        ("GET", of, None),
        ("POST", of, note),
        ("GET", there, None),
        ("PATCH", there, {"text": "x"}),
        ("DELETE", there, None),
    ):
        assert call(method, path, sent, key=theirs).status_code == 404
    kim = make_reference("Kim Stranger", owner=stranger)
    sent = {"type": "reference_letter", "at": AT, "reference": kim.pk}
    assert "Select a valid choice." in errors(call("POST", of, sent))["reference"]
    assert call("GET", there).json() == body


def test_pages_hold_each_once_and_cost_the_same(call: Call, of: str) -> None:
    def listed() -> tuple[list[int], int]:
        found: list[int] = []
        cursor: str | None = ""
        while cursor is not None:
            with CaptureQueriesContext(connection) as queries:
                page = call("GET", f"{of}?limit=4&sort=-at&cursor={cursor}").json()
            found += [each["id"] for each in page["items"]]
            cursor = page["next_cursor"]
        return found, len(queries)

    def note(number: int) -> int:
        sent = {"type": "note", "at": AT, "text": f"Note {number}"}
        return int(call("POST", of, sent).json()["id"])

    made = [note(number) for number in range(2)]
    found, few = listed()
    assert found[:2] == made[::-1]
    made += [note(number) for number in range(9)]
    found, many = listed()
    assert found[: len(made)] == made[::-1]
    assert many == few
