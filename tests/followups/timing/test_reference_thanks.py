"""The rules about a reference once they acted: thanks, news and a present."""

import pytest

from tests.followups.timing.build import (
    by_rule,
    chosen,
    contacted,
    letter,
    only,
    outcome,
    person,
    planned,
    requested,
    sent,
    times,
)
from tests.followups.timing.reference_build import CHOSEN, told


class TestThankEveryTime:
    @pytest.mark.parametrize("act", [contacted, letter])
    @pytest.mark.parametrize("consent", ["not_asked", "asked", "agreed", "declined"])
    def test_each_act_closed_or_not(self, act, consent: str) -> None:
        plan = planned(
            act("2026-03-23 10:00", name="one"),
            act("2026-03-25 10:00", name="two"),
            outcome("rejected", "2026-03-24 10:00"),
            people=(person(consent=consent),),
        )
        one, two = by_rule(plan, "reference.thank_you")

        assert times(one) == ("2026-03-23 10:00", "2026-03-24 10:00", None)
        assert (one.key, two.key) == (
            "reference.thank_you/rita/one",
            "reference.thank_you/rita/two",
        )
        assert (one.to, one.optional, one.sources) == ("rita", False, ("S1:thank-every-time",))

    @pytest.mark.parametrize(
        ("at", "left"),
        [
            ("2026-03-23 09:59", ["one", "two"]),
            ("2026-03-23 10:00", ["two"]),
            ("2026-03-25 09:59", ["two"]),
            ("2026-03-25 10:00", []),
            ("2026-03-25 10:01", []),
        ],
    )
    def test_a_thank_you_settles_what_came_before_it(self, at: str, left: list[str]) -> None:
        plan = planned(
            contacted("2026-03-23 10:00", name="one"),
            letter("2026-03-25 10:00", name="two"),
            sent("reference_thank_you", at, "rita"),
            people=(person(),),
        )

        found = [note.key.rpartition("/")[2] for note in by_rule(plan, "reference.thank_you")]
        assert found == left

    def test_thanks_to_someone_else_settle_nothing(self) -> None:
        for note in (
            sent("reference_thank_you", "2026-03-26 10:00", "otto"),
            sent("reference_thank_you", "2026-03-26 10:00"),
            sent("thank_you", "2026-03-26 10:00", "rita"),
        ):
            assert told("thank_you", contacted("2026-03-25 10:00"), note, who=person())


class TestOutcome:
    END = "2026-04-01 10:00"

    @pytest.mark.parametrize(
        ("result", "optional"),
        [
            ("offer", False), ("accepted", False), ("declined", False), ("rejected", False),
            ("withdrawn", False), ("no_response", True),
        ],
    )  # fmt: skip
    def test_every_result(self, result: str, optional: bool) -> None:
        plan = planned(contacted(CHOSEN), outcome(result, self.END), people=(person(),))

        assert only(plan, "reference.outcome").optional is optional

    def test_is_named_and_timed(self) -> None:
        plan = planned(letter(CHOSEN), outcome("offer", self.END), people=(person(),))
        found = only(plan, "reference.outcome")

        assert times(found) == (self.END, "2026-04-03 10:00", None)
        assert (found.key, found.to) == ("reference.outcome/rita/end", "rita")
        assert (found.optional, found.sources) == (False, ("S1:outcome",))

    def test_only_who_acted_or_had_a_heads_up(self) -> None:
        end = outcome("rejected", self.END)

        assert told("outcome", sent("heads_up", CHOSEN, "rita"), end, who=person())
        assert told("outcome", letter(CHOSEN), end, who=person())
        assert not told("outcome", chosen(CHOSEN), end, who=person())
        assert not told("outcome", sent("ask_reference", CHOSEN, "rita"), end, who=person())
        assert not told("outcome", sent("heads_up", CHOSEN, "otto"), end, who=person())
        assert not told("outcome", letter(CHOSEN), who=person())

    @pytest.mark.parametrize(
        ("at", "settled"),
        [("2026-04-01 09:59", False), ("2026-04-01 10:00", True), ("2026-04-01 10:01", True)],
    )
    def test_settled_at_or_after_it(self, at: str, settled: bool) -> None:
        note = sent("reference_outcome", at, "rita")
        end = outcome("rejected", self.END)

        assert told("outcome", letter(CHOSEN), end, note, who=person()) is not settled
        for to in ("otto", None):
            other = sent("reference_outcome", at, to)
            assert told("outcome", letter(CHOSEN), end, other, who=person())

    def test_an_outcome_that_no_longer_stands_is_not_told(self) -> None:
        end, again = outcome("rejected", self.END), requested("2026-04-02 10:00")

        assert not told("outcome", letter(CHOSEN), end, again, who=person())


class TestGift:
    HIRED = outcome("accepted", "2026-04-01 10:00")

    def test_is_named_and_timed(self) -> None:
        found = only(planned(contacted(CHOSEN), self.HIRED, people=(person(),)), "reference.gift")

        assert times(found) == ("2026-04-01 10:00", "2026-04-15 18:00", "2026-05-15 18:00")
        assert (found.key, found.to) == ("reference.gift/rita", "rita")
        assert (found.optional, found.sources) == (True, ("S1:gift",))

    def test_lapses_thirty_elapsed_days_after_it_was_due(self) -> None:
        hired = outcome("accepted", "2026-10-01 10:00")
        found = only(planned(letter(CHOSEN), hired, people=(person(),)), "reference.gift")

        assert times(found)[1:] == ("2026-10-15 18:00", "2026-11-14 17:00")  # clocks go back

    @pytest.mark.parametrize(
        "result", ["offer", "declined", "rejected", "withdrawn", "no_response"]
    )
    def test_only_on_landing_the_job(self, result: str) -> None:
        assert not told(
            "gift", contacted(CHOSEN), outcome(result, "2026-04-01 10:00"), who=person()
        )

    def test_only_for_who_acted(self) -> None:
        assert not told("gift", sent("heads_up", CHOSEN, "rita"), self.HIRED, who=person())
        assert not told("gift", contacted(CHOSEN, "otto"), self.HIRED, who=person())

    @pytest.mark.parametrize("to", ["otto", None])
    def test_one_for_someone_else_settles_nothing(self, to: str | None) -> None:
        assert told("gift", letter(CHOSEN), self.HIRED, sent("gift", CHOSEN, to), who=person())

    def test_settled_by_one_at_any_time(self) -> None:
        assert not told(
            "gift", letter(CHOSEN), self.HIRED, sent("gift", CHOSEN, "rita"), who=person()
        )

    def test_counts_what_the_policy_says(self) -> None:
        plan = planned(letter(CHOSEN), self.HIRED, people=(person(),), gift_days=1)

        assert times(only(plan, "reference.gift"))[1] == "2026-04-02 18:00"
