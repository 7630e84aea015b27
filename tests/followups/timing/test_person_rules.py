"""The rules that belong to a person, whatever the application."""

import pytest

from followups.timing.plan import plan_application, plan_person
from followups.timing.policy.make import make
from tests.followups.timing.build import (
    LONDON,
    applied,
    by_rule,
    chosen,
    f,
    interview,
    only,
    person,
    planned,
    sent,
    times,
)
from tests.followups.timing.reference_build import CHOSEN


class TestKeepInTouch:
    def test_ninety_days_after_the_last_contact(self) -> None:
        found = only(planned(people=(person(contact="2026-02-01"),)), "reference.keep_in_touch")

        assert times(found) == ("2026-05-02 09:00", "2026-05-09 18:00", None)
        assert (found.key, found.to) == ("reference.keep_in_touch/rita/2026-02-01", "rita")
        assert (found.optional, found.sources) == (True, ("S1:keep-in-touch",))

    @pytest.mark.parametrize(
        ("contact", "note", "last"),
        [
            ("2026-02-01", "2026-02-02 00:00", "2026-02-02"),
            ("2026-02-02", "2026-02-01 23:59", "2026-02-02"),
            (None, "2026-02-01 23:59", "2026-02-01"),
        ],
    )
    def test_counts_from_the_later_of_the_two(
        self, contact: str | None, note: str, last: str
    ) -> None:
        plan = planned(sent("other", note, "rita"), people=(person(contact=contact),))

        assert only(plan, "reference.keep_in_touch").key.endswith(last)

    @pytest.mark.parametrize(
        ("purpose", "counts"),
        [
            ("ask_reference", True), ("reconfirm", True), ("heads_up", True),
            ("reference_thank_you", True), ("reference_outcome", True), ("gift", True),
            ("keep_in_touch", True), ("reciprocate", True), ("other", True),
            ("thank_you", False), ("status", False), ("decline_note", False),
        ],
    )  # fmt: skip
    def test_which_messages_are_messages_to_them(self, purpose: str, counts: bool) -> None:
        plan = planned(sent(purpose, "2026-02-01 10:00", "rita"), people=(person(),))

        assert bool(by_rule(plan, "reference.keep_in_touch")) is counts

    def test_only_who_agreed_and_was_ever_in_touch(self) -> None:
        assert not planned(people=(person(),)).reminders
        assert not planned(sent("other", CHOSEN, "otto"), people=(person(),)).reminders
        for consent in ("not_asked", "asked", "declined"):
            assert not planned(people=(person(consent=consent, contact="2026-02-01"),)).reminders

    def test_counts_what_the_policy_says(self) -> None:
        plan = planned(people=(person(contact="2026-02-01"),), keep_in_touch_days=30)

        assert times(only(plan, "reference.keep_in_touch"))[0] == "2026-03-03 09:00"


class TestReciprocate:
    def test_once_they_look_for_work_too(self) -> None:
        found = only(planned(people=(person(hunting="2026-03-15"),)), "reference.reciprocate")

        assert times(found) == ("2026-03-15 09:00", None, None)
        assert (found.key, found.to) == ("reference.reciprocate/rita/2026-03-15", "rita")
        assert (found.optional, found.sources) == (True, ("S1:reciprocate",))

    @pytest.mark.parametrize(
        ("at", "settled"),
        [("2026-03-14 23:59", False), ("2026-03-15 00:00", True), ("2026-03-16 10:00", True)],
    )
    def test_settled_on_or_after_that_day(self, at: str, settled: bool) -> None:
        plan = planned(sent("reciprocate", at, "rita"), people=(person(hunting="2026-03-15"),))

        assert (by_rule(plan, "reference.reciprocate") == []) is settled

    def test_only_by_an_offer_to_them(self) -> None:
        for note in (sent("other", CHOSEN, "rita"), sent("reciprocate", CHOSEN, "otto")):
            plan = planned(note, people=(person(hunting="2026-03-15"),))
            assert by_rule(plan, "reference.reciprocate")

    def test_only_who_agreed(self) -> None:
        for consent in ("not_asked", "asked", "declined"):
            assert not planned(people=(person(consent=consent, hunting="2026-02-01"),)).reminders


class TestWhatBelongsToThePerson:
    WHO = person(contact="2026-02-01", hunting="2026-03-15")

    def test_is_planned_from_the_messages_of_all_applications(self) -> None:
        note = sent("reciprocate", "2026-04-01 10:00", "rita")
        plan = plan_person(self.WHO, [note], LONDON, make())

        assert [found.key for found in plan.reminders] == [
            "reference.keep_in_touch/rita/2026-04-01"
        ]

    def test_is_left_out_of_an_application(self) -> None:
        events = (applied(), interview(), chosen(CHOSEN))
        facts = f.Facts(LONDON, 3, events, (self.WHO,))

        rules = {found.rule for found in plan_application(facts, make()).reminders}
        assert not rules & {"reference.keep_in_touch", "reference.reciprocate"}
        assert "interview.debrief" in rules
