"""The Inbox by the API: read, accepted with changes, ignored, taken back; and proposals."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, get_args

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from api.schemas.suggestions import Kind, Meeting
from applications.forms.interview_fields import KINDS
from applications.models import Application, Event, Interview
from data_exchange.errors import ImportRejected
from data_exchange.exporters.data import export_data
from data_exchange.importers.data import import_data
from inbox.answers import proposed
from inbox.models import ReceivedFile, Suggestion
from inbox.services import propose as proposing
from tests.api.conftest import Call, key_for
from tests.conftest import MakeApplication
from tests.followups.suggestions import suggest

OFFER = {
    "kind": "offer",
    "company": "Oatmill",
    "title": "Data Engineer",
    "at": "2026-03-18T09:00:00Z",
    "answer_by": "2026-03-27",
    "pay": "62000.50",
    "pay_currency": "GBP",
    "pay_period": "year",
    "text": "By phone, from Ana.",
}
TALK = {
    "kind": "interview_invitation",
    "company": "Oatmill",
    "title": "Data Engineer",
    "at": "2026-03-18T09:00:00Z",
    "starts_at": "2026-03-26T14:30:20+01:00",
    "ends_at": "2026-03-26T15:15:20+01:00",
    "time_zone": "Europe/Berlin",
    "interview_type": "panel",
    "link": "https://meet.example/abc",
    "people": [{"name": "Ana Ortiz", "role": "Head of Data", "email": "ana@oatmill.example"}],
}


def propose(call: Call, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = call("POST", "/suggestions", body, **more)
    assert answer.status_code == 201, answer.content
    found: dict[str, Any] = call("GET", f"/suggestions/{answer.json()['id']}").json()
    return found


def test_what_waits_is_listed_and_read(
    call: Call, seeker: User, now: datetime, make_application: MakeApplication
) -> None:
    mine = make_application("Kestrel Analytics", "Data Engineer")
    row = suggest(seeker, "rejection", now, mine)
    suggest(seeker, "reply", now, mine, ago=timedelta(days=1))
    items = call("GET", "/suggestions").json()["items"]
    assert [each["answer"]["kind"] for each in items] == ["reply", "rejection"]
    one = call("GET", f"/suggestions/{row.pk}").json()
    assert one["says"] == "Rejected by Kestrel Analytics."
    assert one["quote"] == "We have decided not to take your application further."
    assert one["application"] == mine.pk
    assert one["changes"][0].startswith("Closes the application")
    assert (one["proposed_by"], one["candidates"]) == ("", [])
    assert call("GET", "/suggestions?state=accepted").json()["items"] == []
    first = call("GET", "/suggestions?limit=1&sort=-at").json()
    assert first["items"][0]["id"] == row.pk
    rest = call("GET", f"/suggestions?limit=1&sort=-at&cursor={first['next_cursor']}").json()
    assert [each["answer"]["kind"] for each in rest["items"]] == ["reply"]


def test_accept_as_read_and_take_it_back(
    call: Call, seeker: User, now: datetime, make_application: MakeApplication
) -> None:
    mine = make_application("Kestrel Analytics", "Data Engineer")
    there = f"/suggestions/{suggest(seeker, 'rejection', now, mine).pk}"
    done = call("POST", f"{there}/accept")
    assert done.status_code == 200, done.content
    assert (done.json()["state"], done.json()["changes"]) == ("accepted", [])
    assert call("GET", f"/applications/{mine.pk}").json()["stage"] == "rejected"
    for act in ("accept", "ignore"):
        again = call("POST", f"{there}/{act}")
        assert again.status_code == 409
        assert "answered already" in again.json()["detail"]
    back = call("POST", f"{there}/take-back")
    assert (back.status_code, back.json()["state"]) == (200, "waiting")
    assert call("GET", f"/applications/{mine.pk}").json()["stage"] == "applied"
    assert call("POST", f"{there}/ignore").json()["state"] == "ignored"
    assert call("POST", f"{there}/take-back").json()["state"] == "waiting"


def test_accept_with_changes(
    call: Call, seeker: User, now: datetime, make_application: MakeApplication
) -> None:
    mine = make_application("Kestrel Analytics", "Data Engineer")
    other = make_application("Oatmill", "Miller")
    there = f"/suggestions/{suggest(seeker, 'rejection', now, mine).pk}"
    changes = {"kind": "timeline_given", "news_by": "2026-03-30", "application": other.pk}
    done = call("POST", f"{there}/accept", changes | {"text": "They said so."})
    assert done.status_code == 200, done.content
    event = Event.objects.get(kind=Event.Kind.TIMELINE_GIVEN)
    assert (event.application_id, str(event.news_by)) == (other.pk, "2026-03-30")
    assert event.text == "They said so."
    assert call("GET", f"/applications/{mine.pk}").json()["stage"] == "applied"


def test_a_new_application_by_its_names(call: Call, seeker: User, now: datetime) -> None:
    row = suggest(seeker, "confirmation", now)
    done = call(
        "POST", f"/suggestions/{row.pk}/accept", {"company": "Oat & Mill", "title": "Clerk"}
    )
    assert done.status_code == 200, done.content
    added = Application.objects.get(owner=seeker)
    assert (added.company.name, added.title, added.stage) == ("Oat & Mill", "Clerk", "applied")
    assert done.json()["application"] == added.pk


def test_where_several_are_meant_one_is_chosen(
    call: Call, seeker: User, now: datetime, make_application: MakeApplication
) -> None:
    one = make_application("Kestrel Analytics", "Data Engineer I")
    two = make_application("Kestrel Analytics", "Data Engineer II")
    row = suggest(seeker, "rejection", now, title="Data Engineer")
    there = f"/suggestions/{row.pk}"
    candidates = call("GET", there).json()["candidates"]
    assert {each["id"] for each in candidates} == {one.pk, two.pk}
    refused = call("POST", f"{there}/accept")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "application"
    assert call("POST", f"{there}/accept", {"text": "x"}).status_code == 422
    done = call("POST", f"{there}/accept", {"application": two.pk})
    assert (done.status_code, done.json()["application"]) == (200, two.pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "ignore"}, "kind"),
        ({"kind": "interview_invitation", "starts_at": "2026-03-26T14:30:00"}, "starts_at"),
        ({"at": "2031-01-01T00:00:00Z"}, "at"),
        ({"kind": "timeline_given"}, "news_by"),
        ({"kind": "timeline_given", "news_by": "2026-03-01"}, "news_by"),
        ({"kind": "offer", "pay": "62000.555"}, "pay"),
        ({"kind": "offer", "answer_by": "2026-03-01"}, "answer_by"),
        ({"application": 999_999}, "application"),
        ({"application": None, "company": ""}, "company"),
        ({"kind": "interview_invitation", "link": "javascript:alert(1)"}, "link"),
        ({"kind": "interview_invitation", "time_zone": "Mars/Olympus"}, "time_zone"),
        (
            {
                "kind": "interview_invitation",
                "starts_at": "2026-03-26T14:30:00Z",
                "ends_at": "2026-03-26T14:30:00Z",
            },
            "ends_at",
        ),
        ({"interview": 999_999, "kind": "interview_cancelled"}, "interview"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_changes_that_do_not_fit_are_refused(
    call: Call,
    seeker: User,
    now: datetime,
    make_application: MakeApplication,
    changes: dict[str, Any],
    field: str,
) -> None:
    mine = make_application("Kestrel Analytics", "Data Engineer")
    row = suggest(seeker, "rejection", now, mine)
    answer = call("POST", f"/suggestions/{row.pk}/accept", changes)
    assert answer.status_code == 422, answer.content
    assert field in [each["field"] for each in answer.json()["errors"]]
    row.refresh_from_db()
    assert row.state == "waiting"


def test_a_strangers_are_not_there(
    call: Call, seeker: User, stranger: User, now: datetime, make_application: MakeApplication
) -> None:
    there = f"/suggestions/{suggest(seeker, 'rejection', now).pk}"
    theirs = key_for(stranger, ["read", "write", "suggest"], now)
    assert call("GET", there, key=theirs).status_code == 404
    for act in ("accept", "ignore", "take-back"):
        assert call("POST", f"{there}/{act}", key=theirs).status_code == 404
    assert call("GET", "/suggestions", key=theirs).json()["items"] == []
    mine = make_application("Kestrel Analytics", "Data Engineer")
    body = {"kind": "reply", "application": mine.pk}
    assert call("POST", "/suggestions", body, key=theirs).status_code == 422


def test_the_words_of_the_schema_are_those_of_the_models() -> None:
    kinds = {each for each in Suggestion.Kind.values if each != Suggestion.Kind.IGNORE}
    assert set(get_args(Kind)) == kinds
    assert set(get_args(Meeting)) == {value for value, _label in KINDS}


def test_scopes(call: Call, seeker: User, now: datetime) -> None:
    row = suggest(seeker, "rejection", now)
    reads, suggests = (key_for(seeker, [scope], now) for scope in ("read", "suggest"))
    assert call("GET", f"/suggestions/{row.pk}", key=suggests).status_code == 403
    assert call("POST", "/suggestions", OFFER, key=reads).status_code == 403
    assert call("POST", "/suggestions", OFFER, key=suggests).status_code == 201
    for key in (reads, suggests):
        for act in ("accept", "ignore", "take-back"):
            assert call("POST", f"/suggestions/{row.pk}/{act}", key=key).status_code == 403


def test_a_list_costs_as_many_queries_however_long(
    call: Call, seeker: User, now: datetime, make_application: MakeApplication
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert call("GET", "/suggestions").status_code == 200
        return len(queries)

    mine = make_application("Kestrel Analytics", "Data Engineer")
    suggest(seeker, "reply", now, mine)
    suggest(seeker, "reply", now)
    call("GET", "/suggestions")
    few = cost()
    for _number in range(8):
        suggest(seeker, "reply", now, mine)
        suggest(seeker, "reply", now)
    assert cost() == few


def test_a_proposal_waits_and_changes_nothing(
    call: Call, seeker: User, now: datetime, make_application: MakeApplication
) -> None:
    mine = make_application("Oatmill", "Data Engineer")
    before = export_data(seeker, now=now) | {"received_files": []}
    found = propose(call, OFFER)
    assert found["state"] == "waiting"
    assert found["proposed_by"] == "Test"
    assert found["says"].startswith("An offer from Oatmill: £62,000.50 a year.")
    assert found["quote"] == "By phone, from Ana."
    assert found["application"] == mine.pk
    assert found["changes"] != []
    answer = found["answer"]
    assert (answer["pay"], answer["answer_by"]) == ("62000.50", "2026-03-27")
    after = export_data(seeker, now=now)
    assert len(after.pop("received_files")) == 1
    assert after == {name: value for name, value in before.items() if name != "received_files"}
    done = call("POST", f"/suggestions/{found['id']}/accept")
    assert done.status_code == 200, done.content
    event = Event.objects.get(kind=Event.Kind.OUTCOME)
    assert (event.application_id, str(event.pay), event.text) == (
        mine.pk, "62000.50", "By phone, from Ana.",
    )  # fmt: skip
    assert call("POST", f"/suggestions/{found['id']}/take-back").json()["state"] == "waiting"
    assert not Event.objects.filter(kind=Event.Kind.OUTCOME).exists()


def test_a_proposed_interview_comes_whole(call: Call) -> None:
    found = propose(call, TALK)
    answer = found["answer"]
    assert answer["starts_at"] == "2026-03-26T13:30:20Z"
    assert answer["ends_at"] == "2026-03-26T14:15:20Z"
    assert answer["people"] == TALK["people"]
    assert (answer["interview_type"], answer["time_zone"]) == ("panel", "Europe/Berlin")
    done = call("POST", f"/suggestions/{found['id']}/accept")
    assert done.status_code == 200, done.content
    interview = Interview.objects.get()
    assert (interview.type, interview.link) == ("panel", "https://meet.example/abc")
    assert interview.starts_at.isoformat() == "2026-03-26T13:30:20+00:00"
    assert [each.name for each in interview.interviewers.all()] == ["Ana Ortiz"]


def test_one_instant_in_an_hour_that_comes_twice(call: Call) -> None:
    twice = {"starts_at": "2026-10-25T01:30:00Z", "ends_at": None, "time_zone": "Europe/Berlin"}
    found = propose(call, TALK | twice)
    assert found["answer"]["starts_at"] == "2026-10-25T01:30:00Z"
    assert found["answer"]["ends_at"] == "2026-10-25T02:30:00Z"


def test_the_same_again_is_one(call: Call, seeker: User) -> None:
    one = propose(call, OFFER)
    assert propose(call, OFFER)["id"] == one["id"]
    assert propose(call, OFFER | {"text": "Another note"})["id"] != one["id"]
    undated = {"kind": "reply", "company": "Oatmill"}
    assert propose(call, undated)["id"] == propose(call, undated)["id"]
    call("POST", f"/suggestions/{one['id']}/ignore")
    again = propose(call, OFFER)
    assert (again["id"], again["state"]) == (one["id"], "ignored")
    assert Suggestion.objects.filter(owner=seeker).count() == 3


def test_only_so_many_wait(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposing, "MOST_WAITING", 1)
    one = propose(call, OFFER)
    refused = call("POST", "/suggestions", TALK)
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith("1 proposals wait")
    call("POST", f"/suggestions/{one['id']}/ignore")
    assert call("POST", "/suggestions", TALK).status_code == 201


def test_proposals_that_do_not_fit(call: Call) -> None:
    for body, field in (
        ({"kind": "reply"}, "company"),
        ({"kind": "sent", "company": "Oatmill", "title": "Clerk"}, "application"),
        ({"kind": "nonsense", "company": "Oatmill"}, "kind"),
        (OFFER | {"at": "2031-01-01T00:00:00Z"}, "at"),
        (OFFER | {"text": "x" * 1_001}, "text"),
        (TALK | {"people": [{"name": ""}]}, "people.0.name"),
    ):
        answer = call("POST", "/suggestions", body)
        assert answer.status_code == 422, answer.content
        assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert not ReceivedFile.objects.exists()


def test_the_card_says_whose_it_is(call: Call, seeker_client: Any) -> None:
    found = propose(call, TALK)
    page = seeker_client.get("/inbox/").content.decode()
    assert "Proposed by your key “Test”" in page
    assert ">Ignore</button>" in page
    assert "Not about a job</button>" not in page
    changed = seeker_client.get(f"/inbox/{found['id']}/change/").content.decode()
    assert "As proposed" in changed
    call("POST", f"/suggestions/{found['id']}/ignore")
    page = seeker_client.get("/inbox/").content.decode()
    assert "Interview, Oatmill" in page
    assert '<h2 id="ignored">Ignored</h2>' in page
    assert "about a job" not in page


def test_proposals_move_with_the_export(
    call: Call, seeker: User, stranger: User, now: datetime, make_application: MakeApplication
) -> None:
    make_application("Oatmill", "Data Engineer")
    for body in (OFFER, TALK, {"kind": "reply", "company": "Fathom"}):
        propose(call, body)
    data = export_data(seeker, now=now)
    import_data(stranger, data, lambda path: None, now=now)
    ours, theirs = (
        {row.file.key: row for row in Suggestion.objects.filter(owner=owner)}
        for owner in (seeker, stranger)
    )
    assert ours.keys() == theirs.keys()
    for key, row in theirs.items():
        answers = [
            replace(proposed(each, seeker.zone), application=None) for each in (row, ours[key])
        ]
        assert answers[0] == answers[1]
        assert (row.author, row.file.way) == ("Test", "program")
    for suggestion in data["received_files"]:
        suggestion["suggestion"]["finding"]["proposal"]["facts"]["pay"] = "a lot"
    with pytest.raises(ImportRejected):
        import_data(stranger, data, lambda path: None, now=now)
