"""The status chain, steps 1 to 5: where the round begins, and what comes before any note."""

import pytest

from followups.timing.facts import Event
from tests.followups.timing.build import (
    applied,
    by_rule,
    chosen,
    confirmed,
    contacted,
    dont_call,
    guards,
    interview,
    letter,
    list_sent,
    only,
    outcome,
    planned,
    replied,
    requested,
    status,
    the_note,
    timeline,
    times,
)
from tests.followups.timing.chain_build import RITA, TALK, guard, note


class TestNothingToAskAbout:
    @pytest.mark.parametrize(
        "event",
        [
            outcome("offer", "2026-03-02 10:00"),
            outcome("rejected", "2026-03-02 10:00"),
            dont_call("2026-03-02 10:00"),
            requested("2026-03-02 10:00"),
            timeline("2026-03-02 10:00", ask_on="2026-04-01"),
            status("2026-03-02 10:00"),
            replied("2026-03-02 10:00"),
            interview(cancelled="2026-03-06 10:00"),
        ],
    )
    def test_no_application_and_no_interview(self, event: Event) -> None:
        plan = planned(event)

        assert plan.held_back == ()
        assert not [found for found in plan.reminders if found.rule.startswith(("status", "appl"))]


class TestEnded:
    @pytest.mark.parametrize(
        "result", ["accepted", "declined", "rejected", "withdrawn", "no_response"]
    )
    def test_closed(self, result: str) -> None:
        plan = planned(applied(), outcome(result, "2026-04-01 10:00"))
        held = guards(plan)["closed"]

        assert (held.rule, held.about, held.until, held.sources) == ("status", None, None, ())
        assert not by_rule(plan, "application.close_out")

    def test_offer_in_hand(self) -> None:
        plan = planned(applied(), outcome("offer", "2026-04-01 10:00"))
        held = guards(plan)["offer_in_hand"]

        assert (held.rule, held.until, held.sources) == ("status", None, ("S3:offer-thanks",))
        assert not by_rule(plan, "application.close_out")


class TestStart:
    """Steps 3: where the round begins and where counting starts, seen in the note's key."""

    def key(self, *events: Event) -> str:
        return the_note(planned(*events, people=RITA)).key

    def test_the_latest_of_application_interview_and_valid_date(self) -> None:
        first, talk = applied("2026-03-02 10:00"), interview(*TALK)
        given = timeline("2026-03-12 10:00", ask_on="2026-04-02")

        assert self.key(first) == "status/applied/0"
        assert self.key(first, talk) == "status/talk/0"
        assert self.key(first, talk, given) == "status/timeline/0"
        assert self.key(talk, applied("2026-03-20 10:00")) == "status/applied/0"
        assert self.key(given, applied("2026-03-20 10:00")) == "status/applied/0"

    def test_on_a_tie_the_later_in_the_list(self) -> None:
        end = TALK[2]
        given = timeline(end, ask_on="2026-04-02")

        assert self.key(applied(end), interview(*TALK)) == "status/talk/0"
        assert self.key(given, interview(*TALK)) == "status/timeline/0"
        assert self.key(given, applied(end)) == "status/timeline/0"

    def test_the_last_interview_is_the_one_that_ends_last(self) -> None:
        long = interview("2026-03-05 09:00", "2026-03-10 10:00", "2026-03-12 11:00", name="long")
        late = interview("2026-03-05 09:00", "2026-03-11 10:00", "2026-03-11 11:00", name="late")
        twin = interview("2026-03-04 09:00", "2026-03-10 10:00", "2026-03-12 11:00", name="twin")

        assert self.key(long, late) == "status/long/0"
        assert self.key(long, twin) == "status/long/0"  # the twin was arranged before
        assert self.key(long, interview(*TALK, name="off", cancelled="2026-03-06 10:00")) == (
            "status/long/0"
        )

    @pytest.mark.parametrize(
        ("given", "valid"),
        [("2026-03-11 09:59", False), ("2026-03-11 10:00", True), ("2026-03-11 10:01", True)],
    )
    def test_a_date_is_valid_from_the_last_interviews_start(self, given: str, valid: bool) -> None:
        found = note(interview(*TALK), timeline(given, ask_on="2026-03-14"), skip_weekends=False)

        assert found == (("promised", "2026-03-14") if valid else ("after_interview", "2026-03-18"))

    def test_a_check_after_the_round_starts_the_count(self) -> None:
        talk = interview(*TALK)

        assert self.key(talk, contacted("2026-03-11 11:00")) == "status/talk/0"
        assert self.key(talk, contacted("2026-03-11 11:01")) == "status/call/0"
        assert self.key(talk, letter("2026-03-11 11:01")) == "status/talk/0"
        calls = contacted("2026-03-12 10:00", name="one"), contacted("2026-03-13 10:00", name="two")
        assert self.key(talk, *calls) == "status/two/0"

    def test_the_latest_of_two_applications_and_dates_counts(self) -> None:
        again = applied("2026-03-09 10:00", "again")

        assert self.key(again, applied()) == "status/again/0"
        early = timeline("2026-03-12 10:00", ask_on="2026-04-20", name="early")
        late = timeline("2026-03-13 10:00", ask_on="2026-04-02", name="late")
        assert note(applied(), late, early) == ("promised", "2026-04-02")
        same = timeline("2026-03-12 10:00", ask_on="2026-04-10", name="same")
        assert note(applied(), early, same) == ("promised", "2026-04-10")
        assert note(applied(), same, early) == ("promised", "2026-04-20")


class TestDontCallUs:
    def test_holds_back_until_invited(self) -> None:
        plan = planned(applied(), dont_call("2026-03-04 10:00"))
        held = guards(plan)["asked_not_to_call"]

        assert (held.rule, held.until, held.sources) == ("status", None, ("S4:dont-call-us",))
        close = only(plan, "application.close_out")
        assert times(close) == ("2026-04-03 09:00", "2026-04-10 18:00", None)
        assert (close.key, close.optional) == ("application.close_out/applied/0", True)
        assert close.sources == ("S0:expect-silence", "S2:two-then-wait")

    @pytest.mark.parametrize(
        ("event", "opens"),
        [
            (status("2026-03-06 10:00"), "2026-04-05 09:00"),
            (replied("2026-03-07 10:00"), "2026-04-06 09:00"),
            (confirmed("2026-03-07 10:00"), "2026-04-03 09:00"),
            (contacted("2026-03-08 10:00"), "2026-04-07 09:00"),
            (applied("2026-03-09 10:00", "applied-2"), "2026-04-08 09:00"),
            (replied("2026-03-03 10:00"), "2026-04-03 09:00"),
        ],
    )
    def test_the_silence_counts_from_the_last_word(self, event: Event, opens: str) -> None:
        plan = planned(applied(), dont_call("2026-03-04 10:00"), event, people=RITA)

        assert times(only(plan, "application.close_out"))[0] == opens

    @pytest.mark.parametrize(
        ("at", "invited"),
        [("2026-03-04 09:59", False), ("2026-03-04 10:00", False), ("2026-03-04 10:01", True)],
    )
    def test_a_date_to_ask_on_or_an_interview_after_it_invites(
        self, at: str, invited: bool
    ) -> None:
        asked = dont_call("2026-03-04 10:00")

        ask_on = guard(applied(), asked, timeline(at, ask_on="2026-04-02"))
        assert (ask_on != "asked_not_to_call") is invited
        talk = guard(applied(), asked, interview(at, *TALK[1:]))
        assert (talk != "asked_not_to_call") is invited
        assert guard(applied(), asked, timeline(at, news_by="2026-04-02")) == "asked_not_to_call"
        off = interview(at, *TALK[1:], cancelled="2026-03-06 10:00")
        assert guard(applied(), asked, off) == "asked_not_to_call"

    @pytest.mark.parametrize(
        ("news_by", "opens"),
        [("2026-03-02", "2026-04-03"), ("2026-03-03", "2026-04-03"), ("2026-03-04", "2026-04-04")],
    )
    def test_the_silence_counts_from_their_own_date_if_that_is_later(
        self, news_by: str, opens: str
    ) -> None:
        given = timeline("2026-03-02 12:00", news_by=news_by)
        plan = planned(applied(), given, dont_call("2026-03-04 10:00"))

        assert times(only(plan, "application.close_out"))[0] == f"{opens} 09:00"

    def test_an_earlier_invitation_counts_though_a_later_date_does_not_invite(self) -> None:
        events = (
            applied(),
            dont_call("2026-03-04 10:00"),
            timeline("2026-03-05 10:00", ask_on="2026-04-02", name="one"),
            timeline("2026-03-06 10:00", news_by="2026-04-09", name="two"),
        )

        assert note(*events) == ("promised", "2026-04-10")

    def test_the_latest_request_counts(self) -> None:
        events = (
            applied(),
            dont_call("2026-03-04 10:00"),
            timeline("2026-03-05 10:00", ask_on="2026-04-02"),
            dont_call("2026-03-06 10:00", "again"),
        )

        assert guard(*events) == "asked_not_to_call"

    def test_comes_before_the_seekers_own_turn(self) -> None:
        owed = requested("2026-03-05 10:00")

        assert guard(applied(), dont_call("2026-03-04 10:00"), owed) == "asked_not_to_call"


class TestYourTurn:
    def test_what_the_seeker_owes_comes_first(self) -> None:
        plan = planned(applied(), requested("2026-03-05 10:00"), max_status_notes=0)
        held = guards(plan)["your_turn"]

        assert (held.rule, held.until, held.sources) == ("status", None, ("S1:list-ready",))
        assert not by_rule(plan, "application.close_out")
        assert by_rule(plan, "references.send")

    def test_not_once_a_list_was_sent(self) -> None:
        request = requested("2026-03-05 10:00")

        assert guard(applied(), request, chosen("2026-03-06 10:00")) == "your_turn"
        assert guard(applied(), request, list_sent("2026-03-06 10:00")) == "too_soon"
        assert guard(applied(), requested("2026-03-05 10:00", has_list=True)) == "too_soon"
