"""The status chain, steps 6 and 7: how many notes, and which one."""

import pytest

from followups.timing.facts import Event
from tests.followups.timing.build import (
    applied,
    confirmed,
    contacted,
    guards,
    interview,
    only,
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
from tests.followups.timing.chain_build import RITA, TALK, guard, note


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

    @pytest.mark.parametrize(
        ("ask_on", "opens"),
        [("2026-03-24", "2026-04-24"), ("2026-03-25", "2026-04-24"), ("2026-03-26", "2026-04-25")],
    )
    def test_a_date_of_theirs_puts_it_off_too(self, ask_on: str, opens: str) -> None:
        given = timeline("2026-03-03 10:00", ask_on=ask_on)
        plan = planned(applied(), given, *self.TWO)

        assert times(only(plan, "application.close_out"))[0] == f"{opens} 09:00"

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
            (sent("thank_you", "2026-03-11 11:00", "ana", "talk"), True),
            (sent("thank_you", "2026-03-11 10:00", "ana", "talk"), True),
            (sent("thank_you", "2026-03-11 09:59", "ana", "talk"), False),
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

    def test_thanks_count_only_while_the_interview_began_the_round(self) -> None:
        thanks = sent("thank_you", "2026-03-12 10:00", "ana", "talk")
        again = applied("2026-03-13 10:00")

        assert guard(interview(*TALK), thanks, again, base="light_touch") == "too_soon"
        check = contacted("2026-03-13 10:00")
        assert guard(interview(*TALK), thanks, check, base="light_touch") == "notes_used_up"

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
        assert found.sources == ("S0:no-guarantee", "S0:one-or-two-days")
        assert times(found)[0] == "2026-03-13 09:00"

    def test_after_silence_from_the_application_or_the_last_answer(self) -> None:
        assert note(applied()) == ("after_applying", "2026-03-16")
        assert note(applied(), confirmed("2026-03-05 10:00")) == ("after_applying", "2026-03-16")
        assert note(applied(), replied("2026-03-05 10:00")) == ("after_applying", "2026-03-19")
        assert note(applied(), replied("2026-03-01 10:00")) == ("after_applying", "2026-03-16")
        given = requested("2026-03-03 10:00", has_list=True)
        assert note(applied(), given) == ("after_applying", "2026-03-17")

    def test_a_cancelled_interview_is_an_answer_twice(self) -> None:
        off = interview("2026-03-03 10:00", *TALK[1:], cancelled="2026-03-06 10:00")

        assert note(applied(), off) == ("after_applying", "2026-03-20")
        late = applied("2026-03-06 10:00")
        assert note(late, off) == ("after_applying", "2026-03-20")
        assert note(applied("2026-03-05 10:00"), off) == ("after_applying", "2026-03-20")
        later = replied("2026-03-09 10:00")
        assert note(applied(), off, later) == ("after_applying", "2026-03-23")

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
