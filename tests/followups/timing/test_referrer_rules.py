"""The rules about the person who referred the seeker."""

import pytest

from followups.timing.facts import Event
from tests.followups.timing.build import (
    accepted_elsewhere,
    applied,
    by_rule,
    interview,
    only,
    outcome,
    planned,
    sent,
    times,
)

FAY = {"referred_by": "fay"}
APPLIED = "2026-03-02 10:00"
END = "2026-04-01 10:00"


def told(rule: str, *events: Event, **changes: object) -> bool:
    return bool(by_rule(planned(*events, about=FAY, **changes), f"referrer.{rule}"))


class TestThankYou:
    def test_is_named_and_timed(self) -> None:
        found = only(planned(applied(), about=FAY), "referrer.thank_you")

        assert times(found) == (APPLIED, "2026-03-03 10:00", "2026-04-01 11:00")  # clocks change
        assert (found.key, found.to) == ("referrer.thank_you/fay", "fay")
        assert not found.optional
        assert found.sources == ("S1:thank-helpers", "W5:thank-referrer")

    def test_from_the_first_application(self) -> None:
        plan = planned(applied(), applied("2026-03-09 10:00", "again"), about=FAY)

        assert times(only(plan, "referrer.thank_you"))[0] == APPLIED

    def test_counts_what_the_policy_says(self) -> None:
        plan = planned(applied(), about=FAY, thank_you_hours=3)

        assert times(only(plan, "referrer.thank_you"))[1] == "2026-03-02 13:00"

    @pytest.mark.parametrize(
        ("note", "settled"),
        [
            (sent("referrer_thank_you", "2026-01-01 10:00", "fay"), True),
            (sent("referrer_thank_you", "2026-03-05 10:00", "fay"), True),
            (sent("referrer_thank_you", "2026-03-05 10:00", "gil"), False),
            (sent("referrer_thank_you", "2026-03-05 10:00"), False),
            (sent("referrer_outcome", "2026-03-05 10:00", "fay"), False),
            (sent("thank_you", "2026-03-05 10:00", "fay"), False),
        ],
    )
    def test_settled_by_thanking_them(self, note: Event, settled: bool) -> None:
        assert told("thank_you", applied(), note) is not settled

    def test_only_who_referred_and_only_once_applied(self) -> None:
        assert not by_rule(planned(applied()), "referrer.thank_you")
        assert not told("thank_you")
        assert not told("thank_you", interview())

    @pytest.mark.parametrize(
        "event", [outcome("rejected", "2026-03-05 10:00"), accepted_elsewhere("2026-03-05 10:00")]
    )
    def test_whatever_came_of_it(self, event: Event) -> None:
        assert told("thank_you", applied(), event)

    def test_once_in_all_runs(self) -> None:
        first, no = applied("2026-01-05 10:00", "first"), outcome("rejected", "2026-02-01 10:00")
        thanked = sent("referrer_thank_you", "2026-01-06 10:00", "fay")

        assert not told("thank_you", first, thanked, no, applied())
        plan = planned(first, no, applied(), about=FAY)
        assert times(only(plan, "referrer.thank_you"))[0] == APPLIED


class TestOutcome:
    def test_is_named_and_timed(self) -> None:
        plan = planned(applied(), outcome("rejected", END), about=FAY)
        found = only(plan, "referrer.outcome")

        assert times(found) == (END, "2026-04-03 10:00", "2026-05-01 10:00")
        assert (found.key, found.to) == ("referrer.outcome/fay/end", "fay")
        assert not found.optional
        assert found.sources == ("S1:thank-helpers", "W6:referrer-steps")

    def test_counts_what_the_policy_says(self) -> None:
        plan = planned(outcome("rejected", END), about=FAY, outcome_hours=3)

        assert times(only(plan, "referrer.outcome"))[1] == "2026-04-01 13:00"

    @pytest.mark.parametrize(
        ("result", "tells"),
        [
            ("offer", False), ("accepted", True), ("declined", True), ("rejected", True),
            ("withdrawn", True), ("no_response", False),
        ],
    )  # fmt: skip
    def test_every_end_but_silence(self, result: str, tells: bool) -> None:
        assert told("outcome", applied(), outcome(result, END)) is tells

    @pytest.mark.parametrize(
        ("at", "settled"),
        [("2026-04-01 09:59", False), (END, True), ("2026-04-01 10:01", True)],
    )
    def test_settled_at_or_after_it(self, at: str, settled: bool) -> None:
        events = applied(), outcome("rejected", END)

        assert told("outcome", *events, sent("referrer_outcome", at, "fay")) is not settled

    @pytest.mark.parametrize(
        "note",
        [
            sent("referrer_outcome", "2026-04-02 10:00", "gil"),
            sent("referrer_outcome", "2026-04-02 10:00"),
            sent("referrer_thank_you", "2026-04-02 10:00", "fay"),
        ],
    )
    def test_by_nothing_else(self, note: Event) -> None:
        assert told("outcome", applied(), outcome("rejected", END), note)

    def test_only_who_referred_and_only_what_stands(self) -> None:
        no = outcome("rejected", "2026-03-03 10:00")

        assert not by_rule(planned(applied(), no), "referrer.outcome")
        assert not told("outcome", applied(), no, interview())
        assert not told("outcome", applied("2026-01-05 10:00", "first"), no, applied(END, "again"))
