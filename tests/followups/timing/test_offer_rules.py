"""Offers, leaving, and a saved job whose posting closes, before, at and after each bound."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from followups.timing.facts import Event
from tests.followups.timing.build import (
    accepted_elsewhere,
    applied,
    by_rule,
    confirmed,
    guards,
    interview,
    only,
    outcome,
    planned,
    sent,
    times,
)

AT = "2026-04-01 10:00"
OFFER = outcome("offer", AT)
ENDS = ["accepted", "declined", "rejected", "withdrawn", "no_response"]
SINCE = [("2026-04-01 09:59", False), (AT, True), ("2026-04-01 10:01", True)]
"""Before, at and after the outcome, and whether a note settles what it asks for."""


class TestAcknowledge:
    def test_is_named_and_timed(self) -> None:
        found = only(planned(applied(), OFFER), "offer.acknowledge")

        assert times(found) == (AT, "2026-04-02 10:00", "2026-04-08 10:00")
        assert (found.key, found.to, found.optional) == ("offer.acknowledge/end", None, True)
        assert found.sources == ("S3:offer-thanks", "W1:acknowledge")

    def test_counts_what_the_policy_says(self) -> None:
        plan = planned(OFFER, thank_you_hours=3, lapse_days=5)

        assert times(only(plan, "offer.acknowledge"))[1:] == (
            "2026-04-01 13:00",
            "2026-04-06 10:00",
        )

    @pytest.mark.parametrize(("at", "settled"), SINCE)
    def test_settled_at_or_after(self, at: str, settled: bool) -> None:
        plan = planned(OFFER, sent("offer_thanks", at, "anyone"))

        assert (by_rule(plan, "offer.acknowledge") == []) is settled

    @pytest.mark.parametrize("purpose", ["thank_you", "status", "decline_note", "other"])
    def test_by_no_other_note(self, purpose: str) -> None:
        assert by_rule(planned(OFFER, sent(purpose, AT)), "offer.acknowledge")

    @pytest.mark.parametrize("result", ENDS)
    def test_only_an_offer(self, result: str) -> None:
        assert not by_rule(planned(outcome(result, AT)), "offer.acknowledge")
        answered = planned(OFFER, outcome(result, "2026-04-03 10:00", "answer"))
        assert not by_rule(answered, "offer.acknowledge")

    def test_not_once_another_was_accepted(self) -> None:
        plan = planned(applied(), OFFER, accepted_elsewhere("2026-04-02 10:00"))

        assert not by_rule(plan, "offer.acknowledge")
        assert by_rule(plan, "offer.answer")


class TestAnswer:
    def test_is_due_as_its_date_ends(self) -> None:
        found = only(planned(outcome("offer", AT, answer_by="2026-04-20")), "offer.answer")

        assert times(found) == (AT, "2026-04-20 23:59", None)
        assert (found.key, found.to, found.optional) == ("offer.answer/end", None, False)
        assert found.sources == ("W7:offer-date",)

    def test_is_never_due_without_a_date(self) -> None:
        assert times(only(planned(OFFER), "offer.answer")) == (AT, None, None)

    def test_the_date_is_the_seekers(self) -> None:
        zone = ZoneInfo("America/New_York")
        plan = planned(outcome("offer", AT, answer_by="2026-04-20"), zone=zone)

        assert times(only(plan, "offer.answer"), zone)[1] == "2026-04-20 23:59"

    @pytest.mark.parametrize("result", ENDS)
    def test_only_an_offer(self, result: str) -> None:
        assert not by_rule(planned(outcome(result, AT)), "offer.answer")
        answered = planned(OFFER, outcome(result, "2026-04-03 10:00", "answer"))
        assert not by_rule(answered, "offer.answer")

    def test_a_second_offer_is_another(self) -> None:
        better = outcome("offer", "2026-04-03 10:00", "better", answer_by="2026-04-22")

        assert only(planned(OFFER, better), "offer.answer").key == "offer.answer/better"


class TestWithdraw:
    def test_after_a_withdrawal_it_is_an_option(self) -> None:
        plan = planned(applied(), outcome("withdrawn", AT))
        found = only(plan, "application.withdraw_note")

        assert times(found) == (AT, "2026-04-03 10:00", "2026-04-08 10:00")
        assert (found.key, found.to) == ("application.withdraw_note/end", None)
        assert found.optional
        assert found.sources == ("W2:withdraw-elsewhere", "W3:cancel-interviews")

    def test_once_another_was_accepted_it_is_not(self) -> None:
        plan = planned(applied(), accepted_elsewhere(AT))
        found = only(plan, "application.withdraw_note")

        assert times(found) == (AT, "2026-04-03 10:00", "2026-05-01 10:00")
        assert (found.key, found.to) == ("application.withdraw_note/job", None)
        assert not found.optional

    def test_counts_what_the_policy_says(self) -> None:
        plan = planned(applied(), outcome("withdrawn", AT), outcome_hours=3, lapse_days=5)
        taken = planned(applied(), accepted_elsewhere(AT), outcome_hours=3, lapse_days=5)

        found = only(plan, "application.withdraw_note")
        assert times(found)[1:] == ("2026-04-01 13:00", "2026-04-06 10:00")
        found = only(taken, "application.withdraw_note")
        assert times(found)[1:] == ("2026-04-01 13:00", "2026-05-01 10:00")

    @pytest.mark.parametrize("left", [outcome("withdrawn", AT), accepted_elsewhere(AT)])
    @pytest.mark.parametrize(
        ("at", "settled"),
        [
            ("2026-03-31 09:59", False),
            ("2026-03-31 10:00", True),
            ("2026-03-31 10:01", True),
            ("2026-04-05 10:00", True),
        ],
    )
    def test_settled_from_a_day_before(self, left: Event, at: str, settled: bool) -> None:
        plan = planned(applied(), left, sent("withdraw_note", at, "anyone"))

        assert (by_rule(plan, "application.withdraw_note") == []) is settled

    @pytest.mark.parametrize("left", [outcome("withdrawn", AT), accepted_elsewhere(AT)])
    def test_only_where_they_know_of_the_seeker(self, left: Event) -> None:
        rule = "application.withdraw_note"

        assert not by_rule(planned(left), rule)
        assert not by_rule(planned(interview(cancelled="2026-03-06 10:00"), left), rule)
        assert by_rule(planned(interview(), left), rule)

    @pytest.mark.parametrize("result", ["offer", *ENDS])
    def test_after_no_other_outcome(self, result: str) -> None:
        plan = planned(applied(), outcome(result, AT), accepted_elsewhere("2026-04-02 10:00"))

        found = by_rule(plan, "application.withdraw_note")
        assert bool(found) is (result == "withdrawn")
        assert all(item.optional for item in found)


class TestTaken:
    """Which acceptance of another offer puts an application to rest, and what is left of it."""

    TALK = interview("2026-03-05 09:00", "2026-03-11 10:00", "2026-03-11 11:00", "ana")

    def taken(self, *events: Event) -> bool:
        return "accepted_elsewhere" in guards(planned(*events))

    def test_nothing_is_left_but_the_withdrawal(self) -> None:
        plan = planned(applied(), self.TALK, accepted_elsewhere("2026-03-10 10:00"))

        assert [found.rule for found in plan.reminders] == ["application.withdraw_note"]
        held = guards(plan)["accepted_elsewhere"]
        assert (held.rule, held.until, held.sources) == ("status", None, ("W2:withdraw-elsewhere",))

    @pytest.mark.parametrize(
        ("at", "taken"),
        [("2026-03-02 09:59", False), ("2026-03-02 10:00", True), ("2026-03-02 10:01", True)],
    )
    def test_not_where_the_seeker_applied_since(self, at: str, taken: bool) -> None:
        assert self.taken(applied(), accepted_elsewhere(at)) is taken

    @pytest.mark.parametrize(
        ("at", "taken"),
        [("2026-03-05 08:59", False), ("2026-03-05 09:00", True), ("2026-03-05 09:01", True)],
    )
    @pytest.mark.parametrize("cancelled", [None, "2026-03-06 10:00"])
    def test_nor_where_an_interview_was_arranged_since(
        self, at: str, taken: bool, cancelled: str | None
    ) -> None:
        talk = interview(cancelled=cancelled)

        assert self.taken(applied(), talk, accepted_elsewhere(at)) is taken

    def test_the_latest_acceptance_counts(self) -> None:
        early, late = accepted_elsewhere("2026-03-01 10:00"), accepted_elsewhere(AT, "late")

        assert self.taken(applied(), early, late)
        plan = planned(applied(), accepted_elsewhere("2026-03-03 10:00"), late)
        assert only(plan, "application.withdraw_note").key.endswith("/late")

    @pytest.mark.parametrize(
        ("at", "thanked"),
        [("2026-03-11 09:59", False), ("2026-03-11 10:00", True), ("2026-03-11 10:01", True)],
    )
    @pytest.mark.parametrize("kind", ["interview", "phone_screen"])
    def test_who_was_met_before_is_thanked(self, at: str, thanked: bool, kind: str) -> None:
        talk = interview(
            "2026-03-05 09:00", "2026-03-11 10:00", "2026-03-11 11:00", "ana",
            kind=type(self.TALK.kind)(kind),
        )  # fmt: skip
        plan = planned(applied(), talk, accepted_elsewhere(at), interest=5)

        rule = "interview.thank_you" if kind == "interview" else "screen.follow_up"
        found = by_rule(plan, rule)
        assert [item.optional for item in found] == [False] * thanked

    def test_an_end_goes_before_it(self) -> None:
        plan = planned(applied(), outcome("rejected", "2026-03-05 10:00"), accepted_elsewhere(AT))

        assert set(guards(plan)) == {"closed"}
        offered = planned(applied(), OFFER, accepted_elsewhere("2026-04-02 10:00"))
        assert set(guards(offered)) == {"offer_in_hand"}


class TestApplyBy:
    CLOSES = {"closes_on": date(2026, 3, 20)}

    def test_comes_up_days_before(self) -> None:
        found = only(planned(about=self.CLOSES), "application.apply_by")

        assert times(found) == ("2026-03-17 09:00", "2026-03-20 23:59", "2026-03-20 23:59")
        assert (found.key, found.to, found.optional) == ("application.apply_by", None, False)
        assert found.sources == ("W4:apply-early",)

    @pytest.mark.parametrize(("days", "opens"), [(1, "2026-03-19 09:00"), (30, "2026-02-18 09:00")])
    def test_counts_what_the_policy_says(self, days: int, opens: str) -> None:
        plan = planned(about=self.CLOSES, apply_lead_days=days)

        assert times(only(plan, "application.apply_by"))[0] == opens

    def test_weekends_and_leap_days_count(self) -> None:
        plan = planned(about={"closes_on": date(2028, 3, 2)})

        assert times(only(plan, "application.apply_by"))[0] == "2028-02-28 09:00"

    @pytest.mark.parametrize(
        "event",
        [
            applied("2026-03-18 10:00"),
            interview(),
            outcome("withdrawn", "2026-03-05 10:00"),
            outcome("offer", "2026-03-05 10:00"),
            accepted_elsewhere("2026-03-05 10:00"),
        ],
    )
    def test_not_once_something_came_of_it(self, event: Event) -> None:
        assert not by_rule(planned(event, about=self.CLOSES), "application.apply_by")

    @pytest.mark.parametrize(
        "events",
        [
            [confirmed("2026-03-05 10:00")],
            [interview(cancelled="2026-03-06 10:00")],
            [outcome("rejected", "2026-03-01 10:00"), interview(cancelled="2026-03-06 10:00")],
        ],
    )
    def test_what_does_not_count(self, events: list[Event]) -> None:
        closed = any(entry.guard == "closed" for entry in planned(*events).held_back)
        ended = len(events) > 1

        assert not closed
        found = by_rule(planned(*events, about=self.CLOSES), "application.apply_by")
        assert bool(found) is not ended

    def test_not_without_a_date(self) -> None:
        assert planned().reminders == ()
