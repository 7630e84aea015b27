"""The rules about the people who speak for the seeker."""

import pytest

from followups.timing.facts import Event
from followups.timing.plan import plan_application, plan_person
from followups.timing.policy import make

from .build import (
    LONDON,
    applied,
    by_rule,
    chosen,
    contacted,
    f,
    guards,
    interview,
    letter,
    only,
    outcome,
    person,
    planned,
    requested,
    sent,
    times,
)

CHOSEN = "2026-03-20 10:00"
ENDED = outcome("withdrawn", "2026-03-25 10:00")


def told(rule: str, *events: Event, who: f.ReferenceFacts, **changes: object) -> bool:
    plan = planned(applied(), *events, people=(who,), **changes)
    return bool(by_rule(plan, f"reference.{rule}"))


class TestAsk:
    WHO = person(consent="not_asked")

    def test_opens_when_chosen(self) -> None:
        plan = planned(chosen(CHOSEN), chosen("2026-03-22 10:00"), people=(self.WHO,))
        found = only(plan, "reference.ask")

        assert times(found) == (CHOSEN, "2026-03-21 10:00", None)
        assert (found.key, found.to, found.optional) == ("reference.ask/rita", "rita", False)
        assert found.sources == ("S1:ask-first",)

    @pytest.mark.parametrize("consent", ["asked", "agreed", "declined"])
    def test_only_who_was_never_asked(self, consent: str) -> None:
        assert not told("ask", chosen(CHOSEN), who=person(consent=consent))

    @pytest.mark.parametrize("act", [contacted, letter])
    def test_not_who_has_acted(self, act) -> None:
        assert not told("ask", chosen(CHOSEN), act("2026-03-22 10:00"), who=self.WHO)
        assert not told("ask", act("2026-03-22 10:00"), who=self.WHO)

    def test_not_who_was_not_chosen_nor_once_closed(self) -> None:
        assert not told("ask", who=self.WHO)
        assert not told("ask", chosen(CHOSEN, "otto"), who=self.WHO)
        assert not told("ask", chosen(CHOSEN), ENDED, who=self.WHO)

    @pytest.mark.parametrize(
        ("note", "settled"),
        [
            (sent("ask_reference", "2026-01-01 10:00", "rita"), True),
            (sent("ask_reference", "2026-03-22 10:00", "rita"), True),
            (sent("ask_reference", "2026-03-22 10:00", "otto"), False),
            (sent("ask_reference", "2026-03-22 10:00"), False),
            (sent("other", "2026-03-22 10:00", "rita"), False),
        ],
    )
    def test_settled_by_asking_them(self, note: Event, settled: bool) -> None:
        assert told("ask", chosen(CHOSEN), note, who=self.WHO) is not settled


class TestReconfirm:
    @pytest.mark.parametrize(
        ("agreed", "since", "stale"),
        [
            ("2023-03-19", CHOSEN, True),
            ("2023-03-20", CHOSEN, True),
            ("2023-03-21", CHOSEN, False),
            ("2023-03-21", "2026-03-20 23:59", False),
            ("2024-02-29", "2027-02-27 10:00", False),  # the 28th in a common year
            ("2024-02-29", "2027-02-28 10:00", True),
            ("2025-02-28", "2028-02-28 10:00", True),
            ("2025-03-01", "2028-02-29 10:00", False),
            (None, CHOSEN, False),
        ],
    )
    def test_after_the_years_of_the_policy(
        self, agreed: str | None, since: str, stale: bool
    ) -> None:
        assert told("reconfirm", chosen(since), who=person(agreed=agreed)) is stale

    def test_a_leap_day_four_years_on(self) -> None:
        who = person(agreed="2024-02-29")

        assert not told("reconfirm", chosen("2028-02-28 10:00"), who=who, reconfirm_years=4)
        assert told("reconfirm", chosen("2028-02-29 10:00"), who=who, reconfirm_years=4)

    def test_is_named_and_timed(self) -> None:
        plan = planned(chosen(CHOSEN), people=(person(agreed="2020-01-01"),), thank_you_hours=30)
        found = only(plan, "reference.reconfirm")

        assert times(found) == (CHOSEN, "2026-03-21 16:00", None)
        assert (found.key, found.to) == ("reference.reconfirm/rita", "rita")
        assert found.sources == ("S1:several-years",)

    @pytest.mark.parametrize(
        ("at", "settled"),
        [("2026-03-20 09:59", False), (CHOSEN, True), ("2026-03-20 10:01", True)],
    )
    def test_settled_at_or_after_the_choice(self, at: str, settled: bool) -> None:
        who, note = person(agreed="2020-01-01"), sent("reconfirm", at, "rita")

        assert told("reconfirm", chosen(CHOSEN), note, who=who) is not settled

    def test_not_where_it_does_not_matter(self) -> None:
        who = person(agreed="2020-01-01")

        assert not told("reconfirm", who=who)
        assert not told("reconfirm", chosen(CHOSEN), ENDED, who=who)
        assert not told("reconfirm", chosen(CHOSEN), letter("2026-03-21 10:00"), who=who)
        assert not told("reconfirm", chosen(CHOSEN), contacted("2026-03-21 10:00"), who=who)
        assert not told(
            "reconfirm", chosen(CHOSEN), who=person(consent="asked", agreed="2020-01-01")
        )


class TestHeadsUp:
    ASKED = requested("2026-03-19 10:00")

    def test_at_the_later_of_the_choice_and_the_first_request(self) -> None:
        second = requested("2026-03-23 10:00", "second")
        early = planned(chosen(CHOSEN), self.ASKED, second, people=(person(),))
        late = planned(chosen("2026-03-18 10:00"), self.ASKED, second, people=(person(),))

        assert times(only(early, "reference.heads_up")) == (CHOSEN, "2026-03-21 10:00", None)
        assert times(only(late, "reference.heads_up"))[0] == "2026-03-19 10:00"

    def test_is_named_and_sourced(self) -> None:
        found = only(planned(chosen(CHOSEN), self.ASKED, people=(person(),)), "reference.heads_up")

        assert (found.key, found.to, found.optional) == ("reference.heads_up/rita", "rita", False)
        assert found.sources == ("S1:heads-up", "S1:no-pest", "S1:share-materials")

    @pytest.mark.parametrize("consent", ["not_asked", "asked", "declined"])
    def test_only_who_agreed(self, consent: str) -> None:
        assert not told("heads_up", chosen(CHOSEN), self.ASKED, who=person(consent=consent))

    def test_only_who_was_chosen_and_only_when_asked(self) -> None:
        assert not told("heads_up", self.ASKED, who=person())
        assert not told("heads_up", chosen(CHOSEN), who=person())
        assert not told("heads_up", chosen(CHOSEN), self.ASKED, ENDED, who=person())

    def test_not_who_was_contacted_but_who_wrote(self) -> None:
        assert not told("heads_up", contacted(CHOSEN), self.ASKED, who=person())
        assert told("heads_up", letter(CHOSEN), self.ASKED, who=person())
        assert told("heads_up", chosen(CHOSEN), contacted(CHOSEN, "otto"), self.ASKED, who=person())

    def test_waits_for_the_reconfirmation(self) -> None:
        stale = person(agreed="2020-01-01")
        again = sent("reconfirm", "2026-03-20 12:00", "rita")

        assert not told("heads_up", chosen(CHOSEN), self.ASKED, who=stale)
        assert told("heads_up", chosen(CHOSEN), self.ASKED, again, who=stale)

    @pytest.mark.parametrize("at", ["2026-01-01 10:00", "2026-03-22 10:00"])
    def test_settled_by_a_heads_up_at_any_time(self, at: str) -> None:
        note = sent("heads_up", at, "rita")

        assert not told("heads_up", chosen(CHOSEN), self.ASKED, note, who=person())


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
        ("result", "tells"),
        [
            ("offer", True), ("accepted", True), ("declined", True), ("rejected", True),
            ("withdrawn", True), ("no_response", False),
        ],
    )  # fmt: skip
    def test_every_result_but_silence(self, result: str, tells: bool) -> None:
        assert told("outcome", contacted(CHOSEN), outcome(result, self.END), who=person()) is tells

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

    def test_settled_by_one_at_any_time(self) -> None:
        assert not told(
            "gift", letter(CHOSEN), self.HIRED, sent("gift", CHOSEN, "rita"), who=person()
        )

    def test_counts_what_the_policy_says(self) -> None:
        plan = planned(letter(CHOSEN), self.HIRED, people=(person(),), gift_days=1)

        assert times(only(plan, "reference.gift"))[1] == "2026-04-02 18:00"


class TestConsentGuards:
    @pytest.mark.parametrize(
        ("consent", "guard"), [("asked", "awaiting_consent"), ("declined", "consent_declined")]
    )
    def test_chosen_and_not_to_be_named(self, consent: str, guard: str) -> None:
        for event in (chosen(CHOSEN), letter(CHOSEN), contacted(CHOSEN)):
            held = guards(planned(event, people=(person(consent=consent),)))[guard]
            assert (held.rule, held.about, held.until) == ("reference", "rita", None)
            assert held.sources == ("S1:ask-first",)

    @pytest.mark.parametrize("consent", ["not_asked", "agreed"])
    def test_others_are_not_held_back(self, consent: str) -> None:
        assert guards(planned(chosen(CHOSEN), people=(person(consent=consent),))) == {}

    def test_not_where_not_chosen_nor_once_closed(self) -> None:
        who = (person(consent="asked"),)

        assert guards(planned(people=who)) == {}
        assert guards(planned(chosen(CHOSEN), ENDED, people=who)) == {}


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
