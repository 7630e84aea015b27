"""The status chain, step by step: the one note, or why there is none."""

import pytest

from followups.timing.facts import Event

from .build import (
    applied,
    by_rule,
    chosen,
    confirmed,
    contacted,
    dont_call,
    guards,
    interview,
    letter,
    local,
    only,
    outcome,
    person,
    planned,
    replied,
    requested,
    screen,
    sent,
    status,
    the_note,
    timeline,
    times,
)

TALK = ("2026-03-05 09:00", "2026-03-11 10:00", "2026-03-11 11:00")
RITA = (person(),)


def note(*events: Event, **changes: object) -> tuple[str, str]:
    """The status note's rule and the day it opens on."""
    found = the_note(planned(*events, people=RITA, **changes))
    return found.rule.partition(".")[2], str(local(found.opens_at))[:10]


def guard(*events: Event, **changes: object) -> str:
    plan = planned(*events, people=RITA, **changes)
    (found,) = [entry.guard for entry in plan.held_back if entry.rule == "status"]
    return found


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

    def test_not_once_given(self) -> None:
        assert (
            guard(applied(), requested("2026-03-05 10:00"), chosen("2026-03-06 10:00"))
            == "too_soon"
        )


class TestNotesUsedUp:
    TWO = (status("2026-03-17 10:00"), status("2026-03-25 10:00"))

    def test_two_and_then_wait(self) -> None:
        plan = planned(applied(), *self.TWO)
        held = guards(plan)["notes_used_up"]

        assert (held.rule, held.until) == ("status", None)
        assert held.sources == ("S2:two-then-wait", "S4:one-is-enough")
        close = only(plan, "application.close_out")
        assert times(close) == ("2026-04-24 09:00", "2026-05-01 18:00", None)
        assert close.key == "application.close_out/applied/2"

    @pytest.mark.parametrize(("most", "used_up"), [(0, True), (1, True), (2, False)])
    def test_as_many_as_the_policy_allows(self, most: int, used_up: bool) -> None:
        found = guard(applied(), self.TWO[0], max_status_notes=most)

        assert (found == "notes_used_up") is used_up

    def test_none_at_all_where_the_policy_says_so(self) -> None:
        assert guard(applied(), max_status_notes=0) == "notes_used_up"

    @pytest.mark.parametrize(
        ("at", "counts"),
        [("2026-03-02 09:59", False), ("2026-03-02 10:00", False), ("2026-03-02 10:01", True)],
    )
    def test_only_notes_after_the_round_began(self, at: str, counts: bool) -> None:
        found = guard(applied(), status(at), max_status_notes=1)

        assert (found == "notes_used_up") is counts

    def test_a_check_begins_no_round(self) -> None:
        check = contacted("2026-04-20 10:00")
        plan = planned(applied(), *self.TWO, check, people=RITA)

        assert guards(plan)["notes_used_up"]
        assert only(plan, "application.close_out").key == "application.close_out/call/2"
        assert times(only(plan, "application.close_out"))[0] == "2026-05-20 09:00"

    def test_an_answer_puts_the_suggestion_to_close_off(self) -> None:
        plan = planned(applied(), *self.TWO, replied("2026-03-30 10:00"))

        assert times(only(plan, "application.close_out"))[0] == "2026-04-29 09:00"

    def test_a_new_date_or_interview_begins_a_new_round(self) -> None:
        date = timeline("2026-03-26 10:00", ask_on="2026-04-10")
        talk = interview("2026-03-26 09:00", "2026-03-30 10:00", "2026-03-30 11:00")

        assert guard(applied(), *self.TWO, date) == "promised"
        assert guard(applied(), *self.TWO, talk) == "too_soon"

    @pytest.mark.parametrize(
        ("thanks", "counts"),
        [
            (sent("thank_you", "2026-03-11 11:01", "ana", "talk"), True),
            (sent("thank_you", "2026-03-11 11:01", None, "talk"), True),
            (sent("thank_you", "2026-03-11 11:00", "ana", "talk"), False),
            (sent("thank_you", "2026-03-12 10:00", "ana", "earlier"), False),
            (sent("thank_you", "2026-03-12 10:00", "ana"), False),
            (sent("other", "2026-03-12 10:00", "ana", "talk"), False),
        ],
    )
    def test_where_thanks_count_those_for_the_last_interview_do(
        self, thanks: Event, counts: bool
    ) -> None:
        earlier = interview(
            "2026-03-01 09:00", "2026-03-04 10:00", "2026-03-04 11:00", name="earlier"
        )
        events = (earlier, interview(*TALK), thanks)

        assert (guard(*events, base="light_touch") == "notes_used_up") is counts
        assert guard(*events, max_status_notes=1) == "too_soon"

    def test_thanks_and_notes_add_up(self) -> None:
        thanks = sent("thank_you", "2026-03-12 10:00", "ana", "talk")
        events = (interview(*TALK), thanks)

        assert guard(*events, thank_you_counts=True) == "too_soon"
        both = (*events, status("2026-03-18 10:00"))
        assert guard(*both, thank_you_counts=True) == "notes_used_up"
        two = (*events, sent("thank_you", "2026-03-12 11:00", "bo", "talk"))
        assert guard(*two, thank_you_counts=True) == "notes_used_up"

    def test_a_valid_date_is_an_invitation_whatever_thanks_count(self) -> None:
        thanks = sent("thank_you", "2026-03-12 10:00", "ana", "talk")
        valid = timeline("2026-03-11 10:30", ask_on="2026-04-02")
        stale = timeline("2026-03-10 10:30", ask_on="2026-04-02")

        assert guard(interview(*TALK), valid, thanks, base="light_touch") == "promised"
        assert guard(interview(*TALK), stale, thanks, base="light_touch") == "notes_used_up"

    def test_thanks_without_an_interview_do_not_count(self) -> None:
        thanks = sent("thank_you", "2026-03-12 10:00", "ana")

        assert guard(applied(), thanks, base="light_touch") == "too_soon"


class TestWhichNote:
    @pytest.mark.parametrize(
        ("days", "source"),
        [
            (1, "S0:one-or-two-days"), (2, "S0:one-or-two-days"), (3, "S4:two-emails"),
            (10, "S4:two-emails"), (11, "S3:couple-of-weeks"), (14, "S3:couple-of-weeks"),
        ],
    )  # fmt: skip
    def test_after_an_interview_on_the_words_that_fit_the_figure(
        self, days: int, source: str
    ) -> None:
        plan = planned(interview(*TALK), after_interview_days=days, skip_weekends=False)
        found = the_note(plan)

        assert found.rule == "status.after_interview"
        assert found.sources == (source,)
        assert times(found)[0] == f"2026-03-{11 + days} 09:00"

    def test_after_a_screen(self) -> None:
        found = the_note(planned(screen(*TALK), after_interview_days=1))

        assert (found.rule, found.sources) == ("status.after_screen", ("S3:couple-of-weeks",))
        assert times(found) == ("2026-03-25 09:00", "2026-03-26 18:00", "2026-04-24 09:00")
        assert (found.key, found.to, found.optional) == ("status/talk/0", None, False)

    def test_after_a_check(self) -> None:
        plan = planned(
            applied(), contacted("2026-03-11 23:59"), people=RITA, after_reference_check_days=2
        )
        found = the_note(plan)

        assert found.rule == "status.after_reference_check"
        assert found.sources == ("S0:one-or-two-days",)
        assert times(found)[0] == "2026-03-13 09:00"

    def test_after_silence_from_the_application_or_the_last_answer(self) -> None:
        assert note(applied()) == ("after_applying", "2026-03-16")
        assert note(applied(), confirmed("2026-03-05 10:00")) == ("after_applying", "2026-03-16")
        assert note(applied(), replied("2026-03-05 10:00")) == ("after_applying", "2026-03-19")
        assert note(applied(), replied("2026-03-01 10:00")) == ("after_applying", "2026-03-16")
        given = requested("2026-03-03 10:00"), chosen("2026-03-04 10:00")
        assert note(applied(), *given) == ("after_applying", "2026-03-17")

    def test_a_cancelled_interview_is_an_answer_twice(self) -> None:
        off = interview("2026-03-03 10:00", *TALK[1:], cancelled="2026-03-06 10:00")

        assert note(applied(), off) == ("after_applying", "2026-03-20")
        late = applied("2026-03-06 10:00")
        assert note(late, off) == ("after_applying", "2026-03-20")
        assert note(applied("2026-03-05 10:00"), off) == ("after_applying", "2026-03-20")

    def test_a_date_already_past_is_silence_from_then(self) -> None:
        given = timeline("2026-03-12 10:00", ask_on="2026-03-11")

        assert note(applied(), given) == ("after_applying", "2026-03-26")
        today = timeline("2026-03-12 10:00", ask_on="2026-03-12")
        assert note(applied(), today) == ("promised", "2026-03-12")
        yesterday = timeline("2026-03-12 10:00", news_by="2026-03-11")
        assert note(applied(), yesterday) == ("promised", "2026-03-12")

    def test_a_promise_before_a_check_counts_while_it_lies_ahead(self) -> None:
        given = timeline("2026-03-09 10:00", ask_on="2026-03-17")

        assert note(applied(), given, contacted("2026-03-17 10:00")) == ("promised", "2026-03-17")
        found = note(applied(), given, contacted("2026-03-18 10:00"))
        assert found == ("after_reference_check", "2026-03-19")

    def test_a_promise_already_asked_about_is_used(self) -> None:
        given = timeline("2026-03-09 10:00", ask_on="2026-03-27")
        asked = status("2026-03-10 10:00")

        assert note(applied(), given, asked) == ("again", "2026-03-27")
        check = contacted("2026-03-11 10:00")
        found = the_note(planned(applied(), given, asked, check, people=RITA))
        assert (found.rule, found.key) == ("status.after_reference_check", "status/call/0")
        assert times(found)[0] == "2026-03-27 09:00"
        same = status("2026-03-09 10:00")
        assert note(applied(), given, same) == ("promised", "2026-03-27")

    def test_again_a_week_after_the_note(self) -> None:
        found = the_note(planned(applied(), status("2026-03-17 10:00")))

        assert (found.rule, found.key) == ("status.again", "status/applied/1")
        assert found.sources == ("S2:another-week", "S3:once-a-week")
        assert times(found)[0] == "2026-03-24 09:00"

    @pytest.mark.parametrize(
        ("answer", "opens"),
        [
            ("2026-03-17 10:00", "2026-03-24"),
            ("2026-03-17 10:01", "2026-03-24"),
            ("2026-03-18 10:00", "2026-03-25"),
            ("2026-03-16 10:00", "2026-03-24"),
        ],
    )
    def test_again_a_week_after_their_answer_without_a_date(self, answer: str, opens: str) -> None:
        assert note(applied(), status("2026-03-17 10:00"), replied(answer)) == ("again", opens)

    def test_the_gap_is_the_policys(self) -> None:
        found = note(applied(), status("2026-03-17 10:00"), min_gap_days=9)

        assert found == ("again", "2026-03-26")

    def test_a_note_before_the_start_is_not_asked_again(self) -> None:
        before = status("2026-03-11 11:00")

        assert note(interview(*TALK), before)[0] == "after_interview"
        assert note(interview(*TALK), status("2026-03-11 11:01"))[0] == "again"


class TestBounds:
    def found(self, *events: Event, **changes: object) -> tuple[str | None, tuple[str, ...]]:
        plan = planned(*events, people=RITA, skip_weekends=False, **changes)
        return times(the_note(plan))[0], the_note(plan).sources

    @pytest.mark.parametrize(
        ("news_by", "opens", "moved"),
        [
            ("2026-03-16", "2026-03-18 09:00", False),
            ("2026-03-17", "2026-03-18 09:00", False),
            ("2026-03-18", "2026-03-19 09:00", True),
        ],
    )
    def test_not_before_their_date_even_where_an_interview_overtook_it(
        self, news_by: str, opens: str, moved: bool
    ) -> None:
        given = timeline("2026-03-06 10:00", news_by=news_by)
        sources = ("S2:keep-to-timeline", "S4:two-emails") if moved else ("S4:two-emails",)

        assert self.found(interview(*TALK), given) == (opens, sources)

    @pytest.mark.parametrize(
        ("answer", "opens", "moved"),
        [
            ("2026-03-11 11:00", "2026-03-18 09:00", False),
            ("2026-03-11 23:59", "2026-03-18 09:00", False),
            ("2026-03-12 00:00", "2026-03-19 09:00", True),
        ],
    )
    def test_not_within_a_week_of_an_answer_without_a_date(
        self, answer: str, opens: str, moved: bool
    ) -> None:
        sources = ("S2:another-week", "S4:two-emails") if moved else ("S4:two-emails",)

        assert self.found(interview(*TALK), replied(answer)) == (opens, sources)

    def test_an_answer_before_the_start_moves_nothing(self) -> None:
        answer = replied("2026-03-11 11:00")

        assert self.found(interview(*TALK), answer, after_interview_days=1) == (
            "2026-03-12 09:00",
            ("S0:one-or-two-days",),
        )
        after = replied("2026-03-11 11:01")
        assert self.found(interview(*TALK), after, after_interview_days=1)[0] == "2026-03-18 09:00"

    @pytest.mark.parametrize(
        ("asked", "opens", "moved"),
        [
            ("2026-03-11 10:00", "2026-03-18 09:00", False),
            ("2026-03-10 23:59", "2026-03-18 09:00", False),
        ],
    )
    def test_a_note_a_week_ago_moves_nothing(self, asked: str, opens: str, moved: bool) -> None:
        assert self.found(interview(*TALK), status(asked))[0] == opens

    def test_not_within_a_week_of_the_last_note_of_an_earlier_round(self) -> None:
        asked = status("2026-03-10 10:00")

        assert self.found(interview(*TALK), asked, after_interview_days=5) == (
            "2026-03-17 09:00",
            ("S3:once-a-week", "S4:two-emails"),
        )
        assert self.found(interview(*TALK), asked, after_interview_days=6) == (
            "2026-03-17 09:00",
            ("S4:two-emails",),
        )

    def test_unless_a_date_given_since_invites(self) -> None:
        asked = status("2026-03-10 10:00")
        after = timeline("2026-03-10 10:01", ask_on="2026-03-12")
        before = timeline("2026-03-10 09:59", ask_on="2026-03-12")
        at_once = timeline("2026-03-10 10:00", ask_on="2026-03-12")

        assert self.found(applied(), asked, after) == ("2026-03-12 09:00", ("S2:keep-to-timeline",))
        assert self.found(applied(), asked, at_once) == (
            "2026-03-17 09:00",
            ("S2:keep-to-timeline", "S3:once-a-week"),
        )
        assert self.found(applied(), before, asked)[0] == "2026-03-17 09:00"

    def test_a_date_overtaken_by_an_interview_invites_no_more(self) -> None:
        asked = status("2026-03-10 10:00")
        overtaken = timeline("2026-03-10 11:00", ask_on="2026-03-12")

        found = self.found(interview(*TALK), asked, overtaken, after_interview_days=1)
        assert found == ("2026-03-17 09:00", ("S0:one-or-two-days", "S3:once-a-week"))

    def test_a_bound_that_does_not_move_the_date_adds_no_source(self) -> None:
        given = timeline("2026-03-12 10:00", ask_on="2026-03-26")
        assert self.found(applied(), given, replied("2026-03-19 10:00")) == (
            "2026-03-26 09:00",
            ("S2:keep-to-timeline",),
        )
        assert self.found(applied(), given, replied("2026-03-20 10:00")) == (
            "2026-03-27 09:00",
            ("S2:another-week", "S2:keep-to-timeline"),
        )


class TestOpening:
    @pytest.mark.parametrize(
        ("at", "opens", "due"),
        [
            ("2026-03-05 10:00", "2026-03-19 09:00", "2026-03-20 18:00"),  # Thursday, Friday
            ("2026-03-06 10:00", "2026-03-20 09:00", "2026-03-23 18:00"),  # Friday, Monday
            ("2026-03-07 10:00", "2026-03-23 09:00", "2026-03-24 18:00"),  # Saturday to Monday
            ("2026-03-08 10:00", "2026-03-23 09:00", "2026-03-24 18:00"),  # Sunday to Monday
            ("2026-03-09 10:00", "2026-03-23 09:00", "2026-03-24 18:00"),
        ],
    )
    def test_weekends_wait_for_monday(self, at: str, opens: str, due: str) -> None:
        assert times(the_note(planned(applied(at))))[:2] == (opens, due)

    def test_the_rest_is_counted_from_the_moved_date(self) -> None:
        plan = planned(applied("2026-03-07 10:00"), close_out_days=20, due_days=3)

        assert times(the_note(plan)) == ("2026-03-23 09:00", "2026-03-26 18:00", "2026-04-12 09:00")
        close = only(plan, "application.close_out")
        assert times(close) == ("2026-04-12 09:00", "2026-04-19 18:00", None)
        assert (close.key, close.optional, close.to) == (
            "application.close_out/applied/0",
            True,
            None,
        )

    def test_weekends_are_days_where_the_policy_says_so(self) -> None:
        plan = planned(applied("2026-03-06 10:00"), skip_weekends=False)

        assert times(the_note(plan))[:2] == ("2026-03-20 09:00", "2026-03-21 18:00")

    def test_due_on_the_day_itself(self) -> None:
        assert times(the_note(planned(applied(), due_days=0)))[1] == "2026-03-16 18:00"

    def test_the_day_is_the_policys(self) -> None:
        plan = planned(applied(), day_start="07:15", day_end="20:45")

        assert times(the_note(plan))[:2] == ("2026-03-16 07:15", "2026-03-17 20:45")

    def test_leap_days_count(self) -> None:
        assert times(the_note(planned(applied("2024-02-20 10:00"))))[0] == "2024-03-05 09:00"
        assert times(the_note(planned(applied("2026-02-20 10:00"))))[0] == "2026-03-06 09:00"

    def test_held_back_until_it_opens(self) -> None:
        plan = planned(applied("2026-03-07 10:00"))
        held, found = guards(plan)["too_soon"], the_note(plan)

        assert held.until == found.opens_at
        assert (held.rule, held.about, held.sources) == ("status", None, found.sources)

    def test_a_promise_on_a_weekend_is_still_a_promise(self) -> None:
        given = timeline("2026-03-12 10:00", ask_on="2026-03-21")

        assert note(applied(), given) == ("promised", "2026-03-23")
        assert guard(applied(), given) == "promised"

    def test_a_date_that_falls_on_their_own_by_chance_is_promised(self) -> None:
        stale = timeline("2026-03-10 10:00", ask_on="2026-03-18")

        assert guard(interview(*TALK), stale) == "promised"
        assert note(interview(*TALK), stale) == ("after_interview", "2026-03-18")

    def test_a_promise_that_had_to_wait_is_too_soon(self) -> None:
        given = timeline("2026-03-12 10:00", ask_on="2026-03-18")

        assert guard(applied(), given, replied("2026-03-13 10:00")) == "too_soon"

    def test_the_key_counts_notes_ever_for_closing_and_notes_since_for_asking(self) -> None:
        plan = planned(
            applied(), status("2026-03-17 10:00"), interview("2026-03-18 09:00", "2026-03-20 10:00",
                                                             "2026-03-20 11:00"),
            status("2026-03-30 10:00"),
        )  # fmt: skip

        assert the_note(plan).key == "status/talk/1"
        assert only(plan, "application.close_out").key == "application.close_out/talk/2"
