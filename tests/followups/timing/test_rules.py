"""The rules about the application, its references and its end, before, at and after each bound."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from followups.timing.facts import Event
from tests.followups.timing.build import (
    accepted_elsewhere,
    applied,
    by_rule,
    chosen,
    confirmed,
    contacted,
    dont_call,
    interview,
    letter,
    list_sent,
    mail,
    only,
    outcome,
    person,
    planned,
    replied,
    requested,
    screen,
    sent,
    status,
    timeline,
    times,
)


class TestReceipt:
    @pytest.mark.parametrize(
        ("at", "opens"),
        [
            ("2026-03-02 10:00", "2026-03-04 09:00"),  # Monday to Wednesday
            ("2026-03-04 23:59", "2026-03-06 09:00"),  # Wednesday to Friday
            ("2026-03-05 00:00", "2026-03-09 09:00"),  # Thursday, over the weekend, to Monday
            ("2026-03-06 10:00", "2026-03-10 09:00"),  # Friday to Tuesday
            ("2026-03-07 10:00", "2026-03-10 09:00"),  # Saturday to Tuesday
            ("2026-03-08 10:00", "2026-03-10 09:00"),  # Sunday to Tuesday
            ("2024-02-28 10:00", "2024-03-01 09:00"),  # over the leap day
            ("2026-02-26 10:00", "2026-03-02 09:00"),  # a February without one
        ],
    )
    def test_opens_two_working_days_on(self, at: str, opens: str) -> None:
        found = only(planned(applied(at)), "application.receipt")

        assert times(found)[:2] == (opens, f"{opens[:10]} 18:00")

    def test_weekends_are_no_working_days_whatever_the_policy(self) -> None:
        found = only(
            planned(applied("2026-03-06 10:00"), skip_weekends=False), "application.receipt"
        )

        assert times(found)[0] == "2026-03-10 09:00"

    def test_gives_way_to_the_status_note(self) -> None:
        found = only(planned(applied(), silence_days=9), "application.receipt")

        assert times(found)[2] == "2026-03-11 09:00"
        assert found.key == "application.receipt/applied"
        assert (found.to, found.optional, found.sources) == (None, False, ("S3:receipt",))

    @pytest.mark.parametrize("days", [1, 2, 3, 4])
    def test_counts_what_the_policy_says(self, days: int) -> None:
        found = only(planned(applied(), receipt_days=days), "application.receipt")

        assert times(found)[0] == f"2026-03-0{2 + days} 09:00"

    @pytest.mark.parametrize(
        "sign",
        [
            confirmed,
            replied,
            dont_call,
            requested,
            contacted,
            lambda at: timeline(at, ask_on="2026-04-01"),
            lambda at: interview(at, "2026-05-01 10:00", "2026-05-01 11:00"),
            lambda at: interview(at, "2026-05-01 10:00", "2026-05-01 11:00", cancelled=at),
            lambda at: outcome("offer", at),
            mail,
        ],
        ids=[
            "confirmation",
            "reply",
            "dont-call",
            "request",
            "call",
            "timeline",
            "interview",
            "cancelled",
            "offer",
            "mail",
        ],
    )
    def test_any_sign_on_the_day_or_after_settles_it(self, sign) -> None:
        for at, settled in [
            ("2026-03-01 23:59", False),
            ("2026-03-02 00:00", True),
            ("2026-03-02 10:00", True),
            ("2026-03-03 10:00", True),
        ]:
            plan = planned(applied(), sign(at), people=(person(),))
            assert (by_rule(plan, "application.receipt") == []) is settled

    def test_the_day_is_the_seekers(self) -> None:
        auckland = ZoneInfo("Pacific/Auckland")
        sign = confirmed("2026-03-02 11:30")

        assert not by_rule(planned(applied("2026-03-02 12:00"), sign), "application.receipt")
        late = applied("2026-03-02 11:00"), applied("2026-03-02 10:59")
        assert [
            bool(
                by_rule(
                    planned(event, confirmed("2026-03-02 10:58"), zone=auckland),
                    "application.receipt",
                )
            )
            for event in late
        ] == [True, False]  # midnight in Auckland is 11:00 in London

    @pytest.mark.parametrize(
        "event",
        [
            status("2026-03-03 10:00"),
            letter("2026-03-03 10:00"),
            chosen("2026-03-03 10:00"),
            sent("other", "2026-03-03 10:00"),
        ],
    )
    def test_what_the_employer_did_not_do_is_no_sign(self, event: Event) -> None:
        plan = planned(applied(), event, people=(person(),))

        assert by_rule(plan, "application.receipt")

    def test_is_about_the_latest_application(self) -> None:
        plan = planned(
            applied(), confirmed("2026-03-02 10:01"), applied("2026-03-10 10:00", name="again")
        )

        assert only(plan, "application.receipt").key == "application.receipt/again"

    def test_not_once_closed_nor_taken(self) -> None:
        over = outcome("withdrawn", "2026-03-03 10:00")

        assert not by_rule(planned(applied(), over), "application.receipt")
        taken = accepted_elsewhere("2026-03-03 10:00")
        assert not by_rule(planned(applied(), taken), "application.receipt")
        assert by_rule(
            planned(outcome("offer", "2026-03-01 10:00"), applied()), "application.receipt"
        )

    def test_holidays_are_no_working_days_whatever_the_policy(self) -> None:
        days_off = frozenset({date(2026, 3, 3), date(2026, 3, 5)})
        about = {"days_off": days_off}

        for skips in (True, False):
            plan = planned(applied(), about=about, skip_weekends=skips)
            assert times(only(plan, "application.receipt"))[:2] == (
                "2026-03-06 09:00",
                "2026-03-06 18:00",
            )

    def test_nothing_without_an_application(self) -> None:
        assert planned(confirmed("2026-03-02 10:01")).reminders == ()


class TestDeclineNote:
    def test_after_a_declined_offer(self) -> None:
        found = only(
            planned(applied(), outcome("declined", "2026-04-01 10:00")), "offer.decline_note"
        )

        assert times(found) == ("2026-04-01 10:00", "2026-04-03 10:00", "2026-04-08 10:00")
        assert (found.key, found.optional) == ("offer.decline_note/end", True)
        assert (found.to, found.sources) == (None, ("S3:decline",))

    @pytest.mark.parametrize(
        "result", ["offer", "accepted", "rejected", "withdrawn", "no_response"]
    )
    def test_after_nothing_else(self, result: str) -> None:
        plan = planned(applied(), outcome(result, "2026-04-01 10:00"))

        assert not by_rule(plan, "offer.decline_note")

    @pytest.mark.parametrize(
        ("at", "settled"),
        [("2026-04-01 09:59", False), ("2026-04-01 10:00", True), ("2026-04-01 10:01", True)],
    )
    def test_settled_at_or_after(self, at: str, settled: bool) -> None:
        plan = planned(
            applied(), outcome("declined", "2026-04-01 10:00"), sent("decline_note", at, "anyone")
        )

        assert (by_rule(plan, "offer.decline_note") == []) is settled

    def test_counts_what_the_policy_says(self) -> None:
        plan = planned(outcome("declined", "2026-04-01 10:00"), outcome_hours=3, lapse_days=5)

        assert times(only(plan, "offer.decline_note"))[1:] == (
            "2026-04-01 13:00",
            "2026-04-06 10:00",
        )


class TestLineUp:
    def test_from_the_first_interview(self) -> None:
        plan = planned(
            interview("2026-03-01 09:00", "2026-03-20 10:00", "2026-03-20 11:00", name="later"),
            interview("2026-03-03 09:00", "2026-03-10 10:00", "2026-03-10 11:00", name="first"),
        )
        found = only(plan, "references.line_up")

        assert times(found) == ("2026-03-03 09:00", "2026-03-10 10:00", "2026-03-17 10:00")
        assert (found.key, found.to, found.optional) == ("references.line_up", None, True)
        assert found.sources == ("S0:after-first-stage", "S1:ask-first", "S1:list-ready")

    def test_of_two_at_one_time_the_one_arranged_first(self) -> None:
        at = ("2026-03-10 10:00", "2026-03-10 11:00")
        plan = planned(interview("2026-03-04 09:00", *at), interview("2026-03-03 09:00", *at))

        assert times(only(plan, "references.line_up"))[0] == "2026-03-03 09:00"

    def test_opens_at_the_latest_when_it_starts(self) -> None:
        plan = planned(interview("2026-03-11 12:00", "2026-03-11 10:00", "2026-03-11 11:00"))

        assert times(only(plan, "references.line_up"))[0] == "2026-03-11 10:00"

    @pytest.mark.parametrize(("wanted", "lacking"), [(0, False), (1, False), (2, False), (3, True)])
    def test_while_fewer_have_agreed_than_wanted(self, wanted: int, lacking: bool) -> None:
        people = (
            person("a"),
            person("b"),
            person("c", "asked"),
            person("d", "declined"),
            person("e", "not_asked"),
        )
        plan = planned(interview(), people=people, references_wanted=wanted)

        assert bool(by_rule(plan, "references.line_up")) is lacking

    def test_phone_screens_do_not_count(self) -> None:
        call = screen("2026-03-01 09:00", "2026-03-04 10:00", "2026-03-04 11:00", name="call")

        assert not by_rule(planned(call), "references.line_up")
        found = only(planned(call, interview(), lapse_days=4), "references.line_up")
        assert times(found) == ("2026-03-05 09:00", "2026-03-11 10:00", "2026-03-15 10:00")

    def test_not_without_an_interview_nor_once_closed(self) -> None:
        assert not by_rule(planned(applied()), "references.line_up")
        assert not by_rule(planned(interview(cancelled="2026-03-06 10:00")), "references.line_up")
        assert not by_rule(
            planned(interview(), outcome("rejected", "2026-03-12 10:00")), "references.line_up"
        )
        assert by_rule(
            planned(interview(), outcome("offer", "2026-03-12 10:00")), "references.line_up"
        )
        assert not by_rule(
            planned(interview(), accepted_elsewhere("2026-03-12 10:00")), "references.line_up"
        )


class TestSendReferences:
    def owed(self, *events: Event, consent: str = "agreed") -> bool:
        plan = planned(applied(), *events, people=(person(consent=consent),))
        return bool(by_rule(plan, "references.send"))

    def test_from_the_latest_request(self) -> None:
        plan = planned(
            applied(), requested("2026-03-12 09:00", "one"), requested("2026-03-14 09:00", "two")
        )
        found = only(plan, "references.send")

        assert times(found) == ("2026-03-14 09:00", "2026-03-15 09:00", None)
        assert (found.key, found.to, found.optional) == ("references.send/two", None, False)
        assert found.sources == ("S1:list-ready",)

    @pytest.mark.parametrize("settle", [list_sent, contacted, letter])
    @pytest.mark.parametrize(
        ("at", "owed"),
        [("2026-03-12 08:59", True), ("2026-03-12 09:00", False), ("2026-03-12 09:01", False)],
    )
    def test_settled_by_a_list_or_someone_who_acts_since(self, settle, at: str, owed: bool) -> None:
        assert self.owed(requested("2026-03-12 09:00"), settle(at)) is owed

    @pytest.mark.parametrize("consent", ["declined", "not_asked", "asked", "agreed"])
    def test_whoever_acts_counts(self, consent: str) -> None:
        events = requested("2026-03-12 09:00"), contacted("2026-03-13 09:00")

        assert not self.owed(*events, consent=consent)

    @pytest.mark.parametrize(
        "event",
        [
            chosen("2026-03-13 09:00"),
            sent("status", "2026-03-13 09:00"),
            sent("heads_up", "2026-03-13 09:00", "rita"),
        ],
    )
    def test_choosing_is_not_sending(self, event: Event) -> None:
        assert self.owed(requested("2026-03-12 09:00"), event)

    def test_the_latest_request_says_whether_they_have_the_list(self) -> None:
        has, asks = (
            requested("2026-03-12 09:00", "one", has_list=True),
            requested("2026-03-14 09:00", "two"),
        )

        assert not self.owed(has)
        assert self.owed(has, asks)
        assert self.owed(has, list_sent("2026-03-13 09:00"), asks)
        again = requested("2026-03-15 09:00", "three", has_list=True)
        assert not self.owed(asks, again)

    def test_not_without_a_request_nor_once_closed(self) -> None:
        assert not self.owed()
        assert not self.owed(
            requested("2026-03-12 09:00"), outcome("withdrawn", "2026-03-13 09:00")
        )
        assert self.owed(requested("2026-03-12 09:00"), outcome("offer", "2026-03-13 09:00"))
        assert not self.owed(requested("2026-03-12 09:00"), accepted_elsewhere("2026-03-13 09:00"))
