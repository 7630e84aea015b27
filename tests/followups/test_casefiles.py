"""Case files of what is in the database: fed to `manage.py plan` they give the plan there is."""

import io
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.services import set_region, set_time_zone
from applications import services
from applications.models import Application, Event
from followups.casefiles import anonymous, case_of, case_of_reminder, plan_of
from followups.models import HeldBack, Reminder
from followups.services import choose_policy, dismiss
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

DAY = timedelta(days=1)
PERSONAL = ("reference.keep_in_touch", "reference.reciprocate", "references.line_up")
Json = dict[str, Any]
Ask = Callable[[Json], Json]
Log = Callable[..., Event]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """What the command prints for a case."""

    def answer(case: Json) -> Json:
        path, out = tmp_path / "case.json", io.StringIO()
        path.write_text(json.dumps(case))
        call_command("plan", str(path), stdout=out)
        found: Json = json.loads(out.getvalue())
        return found

    return answer


@pytest.fixture
def log(now: datetime) -> Log:
    """Logs an event of an application."""

    def record(application: Application, kind: str, at: datetime = now, **more: Any) -> Event:
        return services.record_event(application, kind, at=at, token=uuid4(), now=now, **more)

    return record


def own(answer: Json) -> Json:
    """A plan without what belongs to a person."""
    mine = [each for each in answer["reminders"] if each["rule"] not in PERSONAL]
    return {**answer, "reminders": mine}


def rules(answer: Json) -> set[str]:
    return {each["rule"] for each in answer["reminders"]}


def stored(application: Application) -> set[tuple[str, datetime, datetime | None]]:
    rows = Reminder.objects.filter(application=application, state__in=Reminder.LIVE)
    return {(row.key, row.opens_at, row.due_at) for row in rows}


def planned(answer: Json) -> set[tuple[str, datetime, datetime | None]]:
    return {
        (each["key"], instant(each["opens_at"]), each["due_at"] and instant(each["due_at"]))
        for each in answer["reminders"]
    }


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


class TestOfAnApplication:
    @pytest.fixture
    def told(
        self,
        seeker: User,
        make_application: MakeApplication,
        make_contact: MakeContact,
        make_interview: MakeInterview,
        make_reference: MakeReference,
        log: Log,
        now: datetime,
    ) -> Application:
        """An application with a bit of everything."""
        set_region(seeker, fields={"country": "GB", "region": "ENG"}, now=now)
        fields = {"silence_days": 21, "day_start": "08:30"}
        choose_policy(seeker, "patient", fields, by=seeker, now=now)
        joan = make_reference()
        application = make_application(interest=4, referred_by=make_contact("Fay Lund"))
        make_interview(application, make_contact("Bo Lindqvist"))
        log(application, "confirmation", now - 10 * DAY)
        log(application, "timeline_given", news_by=date(2026, 4, 2))
        log(application, "references_requested", now - DAY)
        log(application, "reference_chosen", now - DAY, reference=joan)
        log(application, "note", now - DAY, text="Their office smells of paint.")
        return application

    def test_the_command_makes_the_plan_of_it(
        self, told: Application, ask: Ask, now: datetime
    ) -> None:
        case = case_of(told, now=now)
        answer = ask(case)

        assert own(answer) == plan_of(told, now=now)
        assert planned(plan_of(told, now=now)) == stored(told)
        assert rules(answer) - rules(own(answer)) == {"references.line_up"}

    def test_why_there_is_nothing_to_do(
        self, make_application: MakeApplication, now: datetime
    ) -> None:
        application = make_application(applied_at=now - DAY)
        (held,) = plan_of(application, now=now)["held_back"]
        (row,) = HeldBack.objects.filter(application=application)

        assert (held["rule"], held["guard"]) == (row.rule, row.guard) == ("status", "too_soon")
        assert instant(held["until"]) == row.until

    def test_it_holds_the_settings_and_no_name(self, told: Application, now: datetime) -> None:
        case = case_of(told, now=now)
        text = json.dumps(case)

        assert case["timezone"] == "Europe/London"
        assert case["now"] == "2026-03-19T20:00:00Z"
        assert case["policy"] == {"base": "patient", "silence_days": 21, "day_start": "08:30"}
        assert "2026-04-03" in case["days_off"]
        assert case["application"]["interest"] == 4
        for word in ("Joan", "Fay", "Bo", "Harbour", "Designer", "paint"):
            assert word not in text

    def test_events_stand_in_their_order(self, told: Application, now: datetime) -> None:
        at = [each["at"] for each in case_of(told, now=now)["application"]["events"]]

        assert len(at) == 6
        assert at == sorted(at)

    def test_it_keeps_no_id_when_anonymous(
        self, told: Application, ask: Ask, now: datetime
    ) -> None:
        hidden = anonymous(case_of(told, now=now))

        names = [each["id"] for each in hidden["application"]["events"]]
        assert sorted(names) == ["e1", "e2", "e3", "e4", "e5", "i1"]
        assert [each["id"] for each in hidden["references"]] == ["r1"]
        assert hidden["application"]["referred_by"] == "c1"
        moments = ("rule", "opens_at", "due_at", "lapses_at", "status")
        one, other = (
            sorted([str(each[name]) for name in moments] for each in answer["reminders"])
            for answer in (ask(hidden), ask(case_of(told, now=now)))
        )
        assert one == other

    def test_what_other_applications_mean_for_it(
        self, make_application: MakeApplication, log: Log, ask: Ask, now: datetime
    ) -> None:
        application, taken = make_application(), make_application("Northwind")
        accepted = log(taken, "outcome", now - DAY, result="accepted")
        case = case_of(application, now=now)

        assert case["application"]["events"][-1] == {
            "type": "accepted_elsewhere", "id": f"e{accepted.pk}", "at": "2026-03-18T20:00:00Z",
        }  # fmt: skip
        assert own(ask(case)) == plan_of(application, now=now)
        assert "application.withdraw_note" in rules(plan_of(application, now=now))

    def test_an_archived_one_is_told_as_if_it_were_not(
        self, seeker: User, make_application: MakeApplication, log: Log, ask: Ask, now: datetime
    ) -> None:
        application, taken = make_application(), make_application("Northwind")
        log(taken, "outcome", now - DAY, result="accepted")
        before = case_of(application, now=now)
        services.archive(seeker, [application.pk], now=now)
        application.refresh_from_db()

        assert stored(application) == set()
        assert case_of(application, now=now) == before
        assert own(ask(before)) == plan_of(application, now=now)

    def test_who_referred_the_seeker_and_vouches_is_told_once(
        self,
        make_application: MakeApplication,
        make_reference: MakeReference,
        log: Log,
        ask: Ask,
        now: datetime,
    ) -> None:
        joan, peter = make_reference(), make_reference("Peter Song")
        application = make_application(referred_by=joan.contact)
        log(application, "reference_contacted", now - 2 * DAY, reference=joan)
        log(application, "outcome", now - DAY, result="rejected")
        case = case_of(application, now=now)

        assert [each.get("contact") for each in case["references"]] == [f"c{joan.contact_id}", None]
        assert [each["id"] for each in case["references"]] == [f"r{joan.pk}", f"r{peter.pk}"]
        for answer in (ask(case), ask(anonymous(case))):
            assert "reference.outcome" in rules(answer)
            assert "referrer.outcome" not in rules(answer)

    def test_an_offer_whose_day_a_change_of_zone_passed_over(
        self, seeker: User, make_application: MakeApplication, log: Log, ask: Ask, now: datetime
    ) -> None:
        application = make_application()
        log(application, "outcome", now, result="offer", answer_by=now.date())
        set_time_zone(seeker, "Asia/Tokyo", now=now)
        application = Application.objects.get(pk=application.pk)
        case = case_of(application, now=now)

        assert case["application"]["events"][-1]["answer_by"] == "2026-03-20"
        assert own(ask(case)) == plan_of(application, now=now)

    def test_it_takes_as_many_queries_for_many_events(
        self, make_application: MakeApplication, log: Log, now: datetime
    ) -> None:
        application = make_application()

        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                case_of(Application.objects.get(pk=application.pk), now=now)
            return len(queries)

        log(application, "employer_reply", now - DAY)
        few = count()
        for days in range(2, 9):
            log(application, "employer_reply", now - days * DAY)
        assert count() == few


class TestOfAReminder:
    def test_one_of_an_application(self, make_application: MakeApplication, now: datetime) -> None:
        application = make_application(applied_at=now - 5 * DAY)
        reminder = application.reminders.get(rule="application.receipt")
        dismiss(reminder, now=now)

        assert case_of_reminder(reminder, now=now) == case_of(application, now=now)

    @pytest.mark.parametrize("rule", ["reference.keep_in_touch", "reference.reciprocate"])
    def test_one_about_a_person(
        self,
        rule: str,
        seeker: User,
        make_reference: MakeReference,
        make_application: MakeApplication,
        ask: Ask,
        now: datetime,
    ) -> None:
        joan = make_reference(job_hunting_since=(now - 9 * DAY).date())
        make_reference("Peter Song")
        services.record_message(
            seeker, "reference_thank_you", at=now - 40 * DAY, token=uuid4(), now=now,
            application=make_application(), reference=joan,
        )  # fmt: skip
        reminder = Reminder.objects.get(rule=rule, reference=joan)
        case = case_of_reminder(reminder, now=now)
        assert case is not None
        (found,) = [each for each in ask(case)["reminders"] if each["rule"] == rule]

        assert found["key"] == reminder.key
        assert (instant(found["opens_at"]), found["to"]) == (reminder.opens_at, f"r{joan.pk}")
        assert [each["id"] for each in case["references"]] == [f"r{joan.pk}"]
        assert rule in rules(ask(anonymous(case)))

    def test_lining_references_up_rests_on_the_application_that_asks_first(
        self,
        make_application: MakeApplication,
        make_interview: MakeInterview,
        ask: Ask,
        now: datetime,
    ) -> None:
        later, first = make_application(), make_application("Northwind")
        make_interview(later, starts_at=now + 3 * DAY, arranged_at=now - DAY)
        make_interview(first, starts_at=now + 5 * DAY, arranged_at=now - 2 * DAY)
        reminder = Reminder.objects.get(rule="references.line_up")
        case = case_of_reminder(reminder, now=now)
        assert case == case_of(first, now=now)
        (found,) = [each for each in ask(case)["reminders"] if each["rule"] == reminder.rule]

        assert instant(found["opens_at"]) == reminder.opens_at == now - 2 * DAY

    def test_there_is_none_once_no_application_asks(
        self,
        make_application: MakeApplication,
        make_interview: MakeInterview,
        now: datetime,
    ) -> None:
        application = make_application()
        make_interview(application, starts_at=now + 3 * DAY, arranged_at=now - DAY)
        reminder = Reminder.objects.get(rule="references.line_up")
        services.delete_application(application, now=now)
        reminder.refresh_from_db()

        assert case_of_reminder(reminder, now=now) is None
