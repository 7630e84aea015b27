"""Whether an outcome still stands, and how a plan looks at a moment."""

from datetime import datetime, timedelta

import pytest

from followups.timing.facts import Event
from followups.timing.plan import label
from tests.followups.timing.build import (
    applied,
    interview,
    outcome,
    person,
    planned,
    replied,
    requested,
    t,
    timeline,
)

SECOND = timedelta(seconds=1)


class TestReopening:
    REOPENED = "2026-04-01 10:01"

    def closed(self, result: str, *events: Event) -> bool:
        plan = planned(applied(), outcome(result, "2026-04-01 10:00"), *events)
        return any(entry.guard == "closed" for entry in plan.held_back)

    @pytest.mark.parametrize("result", ["declined", "rejected", "withdrawn", "no_response"])
    def test_an_interview_arranged_later_reopens_any_end_but_the_job(self, result: str) -> None:
        times = ("2026-04-09 10:00", "2026-04-09 11:00")

        assert not self.closed(result, interview(self.REOPENED, *times))
        assert self.closed(result, interview("2026-04-01 10:00", *times))
        assert self.closed(result, interview(self.REOPENED, *times, cancelled="2026-04-02 10:00"))

    @pytest.mark.parametrize(
        ("result", "reopened"),
        [("rejected", True), ("no_response", True), ("withdrawn", False), ("declined", False),
         ("accepted", False)],
    )  # fmt: skip
    def test_a_request_or_a_date_reopens_what_the_employer_ended(
        self, result: str, reopened: bool
    ) -> None:
        assert self.closed(result, requested(self.REOPENED)) is not reopened
        assert self.closed(result, timeline(self.REOPENED, ask_on="2026-04-20")) is not reopened
        assert self.closed(result, requested("2026-04-01 10:00"))
        assert self.closed(result, timeline("2026-04-01 10:00", ask_on="2026-04-20"))
        assert self.closed(result, replied(self.REOPENED))

    def test_an_acceptance_stands_until_another_outcome(self) -> None:
        later = interview(self.REOPENED, "2026-04-09 10:00", "2026-04-09 11:00")

        assert self.closed("accepted", later)
        gone = planned(
            applied(),
            outcome("accepted", "2026-04-01 10:00", "one"),
            outcome("offer", "2026-04-02 10:00", "two"),
        )
        assert [entry.guard for entry in gone.held_back] == ["offer_in_hand"]

    def test_an_offer_stands_until_another_outcome(self) -> None:
        later = interview(self.REOPENED, "2026-04-09 10:00", "2026-04-09 11:00")
        plan = planned(applied(), outcome("offer", "2026-04-01 10:00"), later)

        assert [entry.guard for entry in plan.held_back] == ["offer_in_hand"]

    def test_the_latest_outcome_is_the_one_that_counts(self) -> None:
        plan = planned(
            applied(),
            outcome("rejected", "2026-04-01 10:00", "one"),
            outcome("offer", "2026-04-01 10:00", "two"),
        )

        assert [entry.guard for entry in plan.held_back] == ["offer_in_hand"]

    def test_an_end_that_fell_leaves_no_earlier_one(self) -> None:
        assert not self.closed(
            "rejected",
            outcome("no_response", "2026-04-02 10:00", "two"),
            requested("2026-04-03 10:00"),
        )


class TestLabels:
    NOTE = "status/applied/0"

    def status(self, now: datetime, key: str = NOTE) -> str | None:
        labelled = label(planned(applied()), now)
        found = {item.planned.key: item.status.value for item in labelled.reminders}
        return found.get(key)

    def test_before_at_and_after_each_bound(self) -> None:
        opens, due, lapses = t("2026-03-16 09:00"), t("2026-03-17 18:00"), t("2026-04-15 09:00")

        assert self.status(opens - SECOND) == "planned"
        assert self.status(opens) == "open"
        assert self.status(due) == "open"
        assert self.status(due + SECOND) == "overdue"
        assert self.status(lapses) == "overdue"
        assert self.status(lapses + SECOND) is None

    def test_the_optional_is_never_overdue(self) -> None:
        assert self.status(t("2030-01-01 09:00"), "application.close_out/applied/0") == "open"

    def test_what_has_no_due_time_is_never_overdue(self) -> None:
        plan = planned(people=(person(hunting="2026-01-01"),))

        (item,) = label(plan, t("2030-01-01 09:00")).reminders
        assert item.status.value == "open"

    def test_a_note_is_held_back_only_while_it_is_not_open(self) -> None:
        plan, opens = planned(applied()), t("2026-03-16 09:00")

        assert [entry.guard for entry in label(plan, opens - SECOND).held_back] == ["too_soon"]
        assert label(plan, opens).held_back == ()

    def test_other_guards_stand_whatever_the_time(self) -> None:
        plan = planned(applied(), outcome("offer", "2026-04-01 10:00"))

        assert label(plan, t("2030-01-01 09:00")).held_back == plan.held_back
