"""The status chain, steps 8 and 9: what moves a note, and when it opens."""

import pytest

from followups.timing.facts import Event
from tests.followups.timing.build import (
    applied,
    guards,
    interview,
    only,
    planned,
    replied,
    status,
    the_note,
    timeline,
    times,
)
from tests.followups.timing.chain_build import RITA, TALK, guard, note


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
