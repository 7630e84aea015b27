"""The rules about a reference before they act."""

import pytest

from followups.timing.facts import Event
from tests.followups.timing.build import (
    accepted_elsewhere,
    applied,
    chosen,
    contacted,
    guards,
    letter,
    only,
    person,
    planned,
    requested,
    sent,
    times,
)
from tests.followups.timing.reference_build import CHOSEN, ENDED, told


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

    def test_not_once_another_offer_was_accepted(self) -> None:
        taken, who = accepted_elsewhere("2026-03-21 10:00"), person(agreed="2020-01-01")
        asked = requested("2026-03-19 10:00", has_list=True)

        assert not told("ask", chosen(CHOSEN), taken, who=self.WHO)
        assert not told("reconfirm", chosen(CHOSEN), taken, who=who)
        assert not told("heads_up", chosen(CHOSEN), asked, taken, who=person())

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

    @pytest.mark.parametrize("to", ["otto", None])
    def test_a_note_to_someone_else_settles_nothing(self, to: str | None) -> None:
        who, note = person(agreed="2020-01-01"), sent("reconfirm", CHOSEN, to)

        assert told("reconfirm", chosen(CHOSEN), note, who=who)
        assert "awaiting_consent" not in guards(planned(chosen(CHOSEN), note, people=(who,)))

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

    def test_waits_until_an_old_consent_is_renewed(self) -> None:
        stale, renewed = person(agreed="2020-01-01"), person(agreed="2026-03-20")
        again = sent("reconfirm", "2026-03-20 12:00", "rita")

        assert not told("heads_up", chosen(CHOSEN), self.ASKED, who=stale)
        assert not told("heads_up", chosen(CHOSEN), self.ASKED, again, who=stale)
        assert told("heads_up", chosen(CHOSEN), self.ASKED, again, who=renewed)

    def test_an_old_consent_is_no_matter_once_they_wrote(self) -> None:
        stale = person(agreed="2020-01-01")

        assert told("heads_up", chosen(CHOSEN), letter(CHOSEN), self.ASKED, who=stale)

    @pytest.mark.parametrize("at", ["2026-01-01 10:00", "2026-03-22 10:00"])
    def test_settled_by_a_heads_up_at_any_time(self, at: str) -> None:
        note = sent("heads_up", at, "rita")

        assert not told("heads_up", chosen(CHOSEN), self.ASKED, note, who=person())
        for to in ("otto", None):
            other = sent("heads_up", at, to)
            assert told("heads_up", chosen(CHOSEN), self.ASKED, other, who=person())


class TestConsentGuards:
    @pytest.mark.parametrize(
        ("consent", "guard"), [("asked", "awaiting_consent"), ("declined", "consent_declined")]
    )
    def test_chosen_and_not_to_be_named(self, consent: str, guard: str) -> None:
        held = guards(planned(chosen(CHOSEN), people=(person(consent=consent),)))[guard]

        assert (held.rule, held.about, held.until) == ("reference", "rita", None)
        assert held.sources == ("S1:ask-first",)

    @pytest.mark.parametrize("act", [letter, contacted])
    @pytest.mark.parametrize("consent", ["asked", "declined", "not_asked"])
    def test_not_once_they_acted(self, act, consent: str) -> None:
        asked = sent("ask_reference", CHOSEN, "rita")
        who = (person(consent=consent),)

        assert guards(planned(chosen(CHOSEN), asked, act(CHOSEN), people=who)) == {}
        assert guards(planned(asked, act(CHOSEN), people=who)) == {}

    @pytest.mark.parametrize(
        ("note", "waits"),
        [
            (sent("ask_reference", "2026-01-01 10:00", "rita"), True),
            (sent("ask_reference", "2026-03-22 10:00", "rita"), True),
            (sent("ask_reference", "2026-03-22 10:00", "otto"), False),
            (sent("ask_reference", "2026-03-22 10:00"), False),
            (sent("other", "2026-03-22 10:00", "rita"), False),
        ],
    )
    def test_who_was_asked_in_a_note_is_waited_for(self, note: Event, waits: bool) -> None:
        plan = planned(chosen(CHOSEN), note, people=(person(consent="not_asked"),))

        assert ("awaiting_consent" in guards(plan)) is waits

    @pytest.mark.parametrize(
        ("at", "waits"),
        [("2026-03-20 09:59", False), (CHOSEN, True), ("2026-03-20 10:01", True)],
    )
    def test_who_was_asked_again_is_waited_for(self, at: str, waits: bool) -> None:
        again = sent("reconfirm", at, "rita")
        plan = planned(chosen(CHOSEN), again, people=(person(agreed="2020-01-01"),))

        assert ("awaiting_consent" in guards(plan)) is waits
        fresh = planned(chosen(CHOSEN), again, people=(person(agreed="2026-03-20"),))
        assert guards(fresh) == {}

    @pytest.mark.parametrize("consent", ["not_asked", "agreed"])
    def test_others_are_not_held_back(self, consent: str) -> None:
        assert guards(planned(chosen(CHOSEN), people=(person(consent=consent),))) == {}

    def test_each_is_named_in_the_order_of_their_ids(self) -> None:
        people = person("rita", "asked"), person("otto", "declined"), person("zoe", "asked")
        events = [chosen(CHOSEN, who.id) for who in people]
        held = planned(applied(), *events, people=people).held_back

        assert [(entry.about, entry.guard) for entry in held] == [
            ("otto", "consent_declined"),
            ("rita", "awaiting_consent"),
            ("zoe", "awaiting_consent"),
            (None, "too_soon"),
        ]

    def test_not_where_not_chosen_nor_once_closed(self) -> None:
        who = (person(consent="asked"),)

        assert guards(planned(people=who)) == {}
        assert guards(planned(chosen(CHOSEN), ENDED, people=who)) == {}
        taken = accepted_elsewhere("2026-03-21 10:00")
        assert guards(planned(chosen(CHOSEN), taken, people=who)) == {}
