"""Interviews by the API: instants stay exact, and what is not sent stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from api.models import RememberedAnswer
from applications.models import Interview
from tests.api.conftest import Call, key_for
from tests.conftest import MakeApplication, MakeContact

STARTS = "2026-04-02T14:00:30+02:00"
NEW = {"at": "2026-03-12T09:00:00Z", "starts_at": STARTS, "timezone": "Europe/Berlin"}


@pytest.fixture
def of(make_application: MakeApplication) -> str:
    """The address of the interviews of an application."""
    return f"/applications/{make_application('Oatmill').pk}/interviews"


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.content
    return {each["field"]: each["message"] for each in answer.json()["errors"]}


def test_arrange_read_change_delete(call: Call, of: str, make_contact: MakeContact) -> None:
    ana, bo = make_contact("Ana Ruiz", company="Oatmill"), make_contact("Bo Elsewhere")
    more = {"type": "panel", "location": "Tower 2", "link": "https://meet.example/1"}
    added = call("POST", of, NEW | more | {"interviewers": [bo.pk, ana.pk], "preparation": "Read"})
    assert added.status_code == 201, added.content
    body, there = added.json(), added["Location"].removeprefix("/api/v1")
    assert (body["starts_at"], body["ends_at"]) == ("2026-04-02T12:00:30Z", "2026-04-02T13:00:30Z")
    wanted = {**more, "kind": "interview", "interviewers": sorted([ana.pk, bo.pk])}
    wanted |= {"at": NEW["at"], "timezone": "Europe/Berlin", "preparation": "Read"}
    assert {**body, **wanted, "cancelled_at": None, "has_debrief": False} == body
    read = call("GET", there)
    assert (read.json(), read["ETag"]) == (body, added["ETag"])
    moved = call("PATCH", there, {"starts_at": "2026-04-03T12:00:00Z"}).json()
    assert moved == body | {"starts_at": "2026-04-03T12:00:00Z", "ends_at": "2026-04-03T13:00:00Z"}
    call_ = call("PATCH", there, {"kind": "phone_screen", "location": None, "interviewers": None})
    assert call_.json() == moved | {
        "kind": "phone_screen", "type": "", "location": "", "interviewers": [],
    }  # fmt: skip
    assert call("GET", of.removesuffix("/interviews")).json()["stage"] == "screening"
    assert call("DELETE", there).status_code == 204
    assert call("GET", there).status_code == 404


def test_what_is_left_out_is_as_usual(call: Call, of: str, seeker: User) -> None:
    body = call("POST", of, {"starts_at": STARTS}).json()
    assert (body["kind"], body["type"], body["timezone"]) == ("interview", "", seeker.time_zone)
    assert body["at"] == "2026-03-19T20:00:00Z"
    over = call("POST", of, {"starts_at": "2026-03-16T10:00:00Z"}).json()
    assert over["at"] == over["starts_at"]


def test_the_repeated_hour_stays_the_one_that_was_meant(call: Call, of: str) -> None:
    for moment in ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"):
        body = call("POST", of, {"starts_at": moment, "timezone": "Europe/London"}).json()
        assert body["starts_at"] == moment
        there = f"/interviews/{body['id']}"
        assert call("PATCH", there, {"location": "Here"}).json() == body | {"location": "Here"}


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"starts_at": None}, "starts_at", "Enter an instant"),
        ({"starts_at": "2200-04-02T14:00:00Z"}, "starts_at", "The year must be"),
        ({"starts_at": "2199-12-31T23:30:00Z"}, "ends_at", "The year must be"),
        ({"ends_at": STARTS}, "ends_at", "This is not after the start."),
        ({"ends_at": "2026-04-04T14:00:00Z"}, "ends_at", "24 hours at most"),
        ({"at": "2026-03-20T14:00:00Z"}, "at", "This is still to come."),
        ({"timezone": "Mars/Base"}, "timezone", "is not a time zone"),
        ({"timezone": None}, "timezone", "This field is required."),
        ({"kind": "dinner"}, "kind", "Choose one of"),
        ({"kind": None}, "kind", "This field is required."),
        ({"kind": "phone_screen", "type": "panel"}, "type", "A phone screen has no type."),
        ({"location": "a" * 201}, "location", "at most 200 characters"),
        ({"link": "javascript:alert(1)"}, "link", "Enter a valid URL."),
        ({"interviewers": [99999]}, "interviewers", "99999 is not one of the available choices."),
        ({"preparation": "a" * 100_001}, "preparation", "This text is too long"),
        ({"cancelled_at": "2026-03-19T10:00:00Z"}, "cancelled_at", "There is no such field."),
    ],
)
def test_refusals_name_the_field(
    call: Call, of: str, change: dict[str, Any], field: str, message: str
) -> None:
    assert message in errors(call("POST", of, NEW | change))[field]
    assert not Interview.objects.exists()
    there = f"/interviews/{call('POST', of, NEW).json()['id']}"
    before = call("GET", there).json()
    message = "required" if change == {"starts_at": None} else message
    assert message in errors(call("PATCH", there, change))[field]
    assert call("GET", there).json() == before


def test_one_from_elsewhere_keeps_what_a_page_would_not_type(call: Call, of: str) -> None:
    body = call("POST", of, NEW).json()
    row = Interview.objects.get(pk=body["id"])
    ends = datetime(2026, 4, 5, 12, 0, 0, 250, tzinfo=UTC)
    Interview.objects.filter(pk=row.pk).update(ends_at=ends, place="  A  ", preparation="\nB ")
    there = f"/interviews/{row.pk}"
    before = call("GET", there).json()
    assert call("PATCH", there, {"link": "https://a.example/"}).json() == before | {
        "link": "https://a.example/"
    }
    assert call("PATCH", there, {}).json()["preparation"] == "\nB "


def test_cancel_and_reinstate(call: Call, of: str) -> None:
    there = f"/interviews/{call('POST', of, NEW).json()['id']}"
    before = call("GET", there).json()
    early = call("POST", f"{there}/cancel", {"at": "2026-03-11T09:00:00Z"})
    assert errors(early)["at"] == "The interview was arranged after that."
    at = "2026-03-13T09:00:00Z"
    gone = call("POST", f"{there}/cancel", {"at": at})
    assert (gone.status_code, gone.json()) == (200, before | {"cancelled_at": at})
    assert call("POST", f"{there}/cancel").json()["cancelled_at"] == at
    assert "at" in errors(call("PATCH", there, {"at": "2026-03-14T09:00:00Z"}))
    assert call("POST", f"{there}/reinstate").json() == before
    assert call("POST", f"{there}/cancel").json()["cancelled_at"] == "2026-03-19T20:00:00Z"


def test_lists_by_their_start(call: Call, of: str, make_application: MakeApplication) -> None:
    other = f"/applications/{make_application('Fathom').pk}/interviews"
    first, second, third = (
        call("POST", path, {"starts_at": f"2026-04-0{day}T10:00:00Z"}).json()
        for day, path in ((1, of), (2, other), (3, of))
    )
    assert call("GET", "/interviews").json()["items"] == [first, second, third]
    assert call("GET", f"{of}?sort=-starts_at").json()["items"] == [third, first]
    part = call("GET", "/interviews?from=2026-04-02T10:00:00Z&to=2026-04-03T10:00:00Z").json()
    assert part["items"] == [second]
    call("POST", f"/interviews/{second['id']}/cancel")
    ids = [each["id"] for each in call("GET", "/interviews?cancelled=false").json()["items"]]
    assert ids == [first["id"], third["id"]]
    page = call("GET", "/interviews?limit=2").json()
    rest = call("GET", f"/interviews?limit=2&cursor={page['next_cursor']}").json()
    assert [each["id"] for each in rest["items"]] == [third["id"]]
    assert rest["next_cursor"] is None


def test_once_with_a_key_and_not_on_top_of_another_change(call: Call, of: str) -> None:
    first = call("POST", of, NEW, Idempotency_Key="one")
    assert call("POST", of, NEW, Idempotency_Key="one").json() == first.json()
    RememberedAnswer.objects.all().delete()
    assert call("POST", of, NEW, Idempotency_Key="one").json() == first.json()
    there, tag = f"/interviews/{first.json()['id']}", first["ETag"]
    assert call("PATCH", there, {"location": "A"}, If_Match=tag).status_code == 200
    assert call("PATCH", there, {"location": "B"}, If_Match=tag).status_code == 412
    assert call("DELETE", there, If_Match=tag).status_code == 412


def test_a_strangers_are_not_there(
    call: Call, of: str, stranger: User, at_now: datetime, make_contact: MakeContact
) -> None:
    there = f"/interviews/{call('POST', of, NEW).json()['id']}"
    theirs = key_for(stranger, ["read", "write"], at_now)
    for method, path, sent in (
        ("GET", of, None),
        ("POST", of, NEW),
        ("GET", there, None),
        ("PATCH", there, {"location": "x"}),
        ("DELETE", there, None),
        ("POST", f"{there}/cancel", {}),
        ("POST", f"{there}/reinstate", None),
        ("GET", f"{there}/debrief", None),
        ("POST", f"{there}/debrief", {}),
        ("PUT", f"{there}/debrief", {}),
        ("DELETE", f"{there}/debrief", None),
    ):
        assert call(method, path, sent, key=theirs).status_code == 404, path
    assert call("GET", "/interviews", key=theirs).json()["items"] == []
    kim = make_contact("Kim Stranger", owner=stranger)
    answer = call("PATCH", there, {"interviewers": [kim.pk]})
    assert "not one of the available" in errors(answer)["interviewers"]


def test_a_list_costs_as_many_queries_however_long(
    call: Call, of: str, make_contact: MakeContact
) -> None:
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert call("GET", path).status_code == 200
        return len(queries)

    people = [make_contact(f"Person {number}").pk for number in range(4)]
    first = call("POST", of, NEW | {"interviewers": people[:1]}).json()["id"]
    paths = ["/interviews", of, f"/interviews/{first}"]
    few = [cost(path) for path in paths]
    for _ in range(6):
        call("POST", of, NEW | {"interviewers": people})
    call("PATCH", f"/interviews/{first}", {"interviewers": people})
    assert [cost(path) for path in paths] == few
