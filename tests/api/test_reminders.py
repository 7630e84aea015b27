"""Reminders, plans, Today and the policy by the API."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Application
from followups.models import Reminder
from followups.today import today
from tests.api.conftest import Call, key_for
from tests.conftest import MakeApplication, MakeInterview


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    """Sent 17 days ago, and nothing was heard: a status note is due."""
    return make_application("Oatmill", "Data Engineer")


def reminders(call: Call, query: str = "") -> list[dict[str, Any]]:
    answer = call("GET", f"/reminders{query}")
    assert answer.status_code == 200, answer.content
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_a_reminder_says_what_when_why_and_on_which_words(
    call: Call, application: Application
) -> None:
    found = {each["rule"]: each for each in reminders(call)}
    note = found["status.after_applying"]
    assert note["status"] == "open"
    assert note["company"] == "Oatmill"
    assert note["job"] == "Data Engineer"
    assert note["opens_at"].endswith("Z")
    assert "nobody there has written since" in note["reason"]["fact"]
    assert "14 days" in note["reason"]["arithmetic"]
    assert [each["id"] for each in note["sources"]] == ["S3:couple-of-weeks"]
    assert all(each["says"] and each["document"] for each in note["sources"])
    assert call("GET", f"/reminders/{note['id']}").json() == note


@pytest.mark.usefixtures("application")
def test_each_reminder_has_one_status(call: Call, seeker: User) -> None:
    statuses = ("planned", "open", "overdue", "snoozed", "done", "dismissed", "settled", "lapsed")
    found = [each["id"] for name in statuses for each in reminders(call, f"?status={name}")]
    assert sorted(found) == sorted(Reminder.objects.values_list("pk", flat=True))
    for name in statuses:
        assert {each["status"] for each in reminders(call, f"?status={name}")} <= {name}
    refused = call("GET", "/reminders?status=open,late")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "status"


def test_done_reopen_snooze_dismiss(call: Call, application: Application, now: datetime) -> None:
    pk = reminders(call, "?status=open,overdue")[0]["id"]
    assert call("POST", f"/reminders/{pk}/done").json()["status"] == "done"
    assert call("POST", f"/reminders/{pk}/done").json()["status"] == "done"
    assert call("POST", f"/reminders/{pk}/dismiss").status_code == 409
    assert call("POST", f"/reminders/{pk}/reopen").json()["status"] == "open"
    assert call("POST", f"/reminders/{pk}/reopen").status_code == 409
    until = (now + timedelta(days=2)).isoformat()
    snoozed = call("POST", f"/reminders/{pk}/snooze", {"until": until}).json()
    assert (snoozed["status"], snoozed["snoozed_until"]) == ("snoozed", "2026-03-21T20:00:00Z")
    past = call("POST", f"/reminders/{pk}/snooze", {"until": now.isoformat()})
    assert past.status_code == 422
    assert past.json()["errors"] == [
        {"field": "until", "message": "That day is not ahead. Choose tomorrow or later."}
    ]
    assert call("POST", f"/reminders/{pk}/dismiss").json()["status"] == "dismissed"


def test_recording_a_fact_settles_it_once(
    call: Call, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application(applied_at=now - timedelta(days=4))
    receipt = next(each for each in reminders(call) if each["rule"] == "application.receipt")
    there = f"/reminders/{receipt['id']}/record"
    for _ in range(2):
        answer = call("POST", there, Idempotency_Key="once")
        assert answer.json()["status"] == "settled", answer.content
    assert application.events.filter(kind="confirmation").count() == 1
    assert call("POST", there).status_code == 409
    other = next(each for each in reminders(call) if each["rule"].startswith("status."))
    assert call("POST", f"/reminders/{other['id']}/record").status_code == 409


@pytest.mark.usefixtures("application")
def test_a_strangers_are_not_there(call: Call, stranger: User, now: datetime) -> None:
    theirs = key_for(stranger, ["read", "write"], now)
    pk, application = Reminder.objects.values_list("pk", "application")[0]
    for path in (f"/reminders/{pk}", f"/applications/{application}/plan"):
        assert call("GET", path, key=theirs).status_code == 404
    for act in ("done", "dismiss", "reopen", "record"):
        assert call("POST", f"/reminders/{pk}/{act}", key=theirs).status_code == 404
    assert call("GET", "/reminders", key=theirs).json()["items"] == []


def test_the_case_gives_the_plan(call: Call, application: Application, tmp_path: Path) -> None:
    path = f"/applications/{application.pk}"
    for query in ("", "?now=2026-05-01T08:00:00Z"):
        plan = call("GET", f"{path}/plan{query}").json()
        case = call("GET", f"{path}/case{query}").json()
        file, printed = tmp_path / "case.json", StringIO()
        file.write_text(json.dumps(case))
        call_command("plan", str(file), stdout=printed)
        assert json.loads(printed.getvalue()) == plan
        assert [each["rule"] for each in plan["reminders"]]
    nameless = call("GET", f"{path}/case?anonymous=true").content.decode()
    assert "Oatmill" not in nameless
    assert call("GET", f"{path}/plan?now=yesterday").status_code == 422


@pytest.mark.parametrize("what", ["case", "plan"])
@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-12:00", "1969-12-31T23:59:59Z"])
def test_the_moment_is_one_that_a_case_may_hold(
    call: Call, application: Application, what: str, moment: str
) -> None:
    answer = call("GET", f"/applications/{application.pk}/{what}?now={moment}")
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "now", "message": "The year must be from 1970 to 2199."}
    ]


def test_today_is_the_page(
    call: Call, seeker: User, application: Application, make_interview: MakeInterview, now: datetime
) -> None:
    make_interview(application, starts_at=now + timedelta(days=2))
    page, answer = today(seeker, now), call("GET", "/today").json()
    for name in ("overdue", "now", "coming", "optional"):
        shown = [each["reminder"] for each in answer[name]["cards"]]
        assert shown == [card.id for card in getattr(page, name).cards]
    assert [each["company"] for each in answer["interviews"]] == ["Oatmill"]
    assert len(answer["waiting"]) == len(page.waiting)
    assert answer["inbox"] == 0


def test_me_and_insights(call: Call, application: Application) -> None:
    me = call("GET", "/me").json()
    assert (me["email"], me["time_zone"]) == ("seeker@test.example", "Europe/London")
    assert me["scopes"] == ["read", "write", "suggest", "capture"]
    found = call("GET", "/insights").json()
    assert (found["sent"], found["overall"]["sent"]) == (1, 1)


def test_the_policy_is_read_and_chosen(call: Call, application: Application) -> None:
    read = call("GET", "/policy")
    assert (read.json()["base"], read.json()["changes"]) == ("balanced", {})
    chosen = {"base": "prompt", "changes": {"silence_days": 21, "day_start": "08:30"}}
    answer = call("PUT", "/policy", chosen, If_Match=read["ETag"])
    assert answer.status_code == 200, answer.content
    assert answer.json()["changes"] == chosen["changes"]
    assert answer.json()["figures"]["silence_days"] == 21
    assert call("PUT", "/policy", chosen, If_Match=read["ETag"]).status_code == 412
    for changes, field in (
        ({"silence_days": 9999}, "changes.silence_days"),
        ({"no": 1}, "changes.no"),
    ):
        refused = call("PUT", "/policy", {"base": "prompt", "changes": changes})
        assert refused.status_code == 422
        assert [each["field"] for each in refused.json()["errors"]] == [field]
    assert call("PUT", "/policy", {"base": "no such"}).status_code == 422
    assert call("GET", "/policy").json() == answer.json()


@pytest.mark.parametrize("path", ["/reminders", "/today", "/insights"])
def test_a_list_costs_as_many_queries_however_long(
    call: Call, make_application: MakeApplication, path: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert call("GET", path).status_code == 200
        return len(queries)

    for number in range(9):
        make_application(f"Company {number}")
    call("GET", path)
    few = cost()
    for number in range(15):
        make_application(f"More {number}")
    assert cost() == few
