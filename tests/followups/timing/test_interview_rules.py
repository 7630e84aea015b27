"""The rules about an interview: before it, and after it."""

import pytest

from followups.timing.facts import Event, Kind
from tests.followups.timing.build import (
    by_rule,
    debriefed,
    interview,
    only,
    outcome,
    planned,
    screen,
    sent,
    times,
)

FROM_THE_START = [
    ("2026-03-11 09:59", False),
    ("2026-03-11 10:00", True),
    ("2026-03-11 10:01", True),
]
"""Before, at and after the interview's start, and whether it counts."""


class TestPrepare:
    @pytest.mark.parametrize(
        ("arranged", "start", "opens"),
        [
            ("2026-03-05 09:00", "2026-03-11 10:00", "2026-03-10 09:00"),
            ("2026-03-05 09:00", "2026-03-11 00:00", "2026-03-10 09:00"),
            ("2026-03-10 08:59", "2026-03-11 10:00", "2026-03-10 09:00"),
            ("2026-03-10 09:01", "2026-03-11 10:00", "2026-03-10 09:01"),
            ("2026-03-11 10:00", "2026-03-11 10:00", "2026-03-11 10:00"),
            ("2026-03-11 12:00", "2026-03-11 10:00", "2026-03-11 10:00"),
            ("2024-02-01 09:00", "2024-03-01 10:00", "2024-02-29 09:00"),
            ("2026-03-05 09:00", "2026-03-30 10:00", "2026-03-29 09:00"),  # clocks go forward
        ],
    )
    def test_opens_the_day_before(self, arranged: str, start: str, opens: str) -> None:
        plan = planned(interview(arranged, start, start))

        assert times(only(plan, "interview.prepare")) == (opens, start, start)

    def test_for_phone_screens_too(self) -> None:
        plan = planned(screen(name="call"), interview(name="visit"))

        assert {found.key for found in by_rule(plan, "interview.prepare")} == {
            "interview.prepare/call",
            "interview.prepare/visit",
        }

    @pytest.mark.parametrize(
        "result", ["accepted", "declined", "rejected", "withdrawn", "no_response"]
    )
    def test_not_once_closed_nor_when_cancelled(self, result: str) -> None:
        over = outcome(result, "2026-03-06 10:00")

        assert planned(interview(), over).reminders == () or not by_rule(
            planned(interview(), over), "interview.prepare"
        )
        assert not by_rule(planned(interview(cancelled="2026-03-06 10:00")), "interview.prepare")
        assert by_rule(
            planned(interview(), outcome("offer", "2026-03-06 10:00")), "interview.prepare"
        )

    def test_is_named_and_sourced(self) -> None:
        found = only(planned(interview()), "interview.prepare")

        assert (found.key, found.to, found.optional) == ("interview.prepare/talk", None, False)
        assert found.sources == ("S2:ask-timeline", "S4:know-the-frame")


class TestDebrief:
    def test_opens_at_the_end(self) -> None:
        found = only(planned(interview()), "interview.debrief")

        assert times(found) == ("2026-03-11 11:00", "2026-03-12 11:00", "2026-03-18 11:00")
        assert (found.key, found.to, found.optional) == ("interview.debrief/talk", None, False)
        assert found.sources == ("S0:good-signs", "S2:ask-timeline")

    def test_hours_are_elapsed_over_a_clock_change(self) -> None:
        talk = interview("2026-03-05 09:00", "2026-03-28 10:00", "2026-03-28 11:00")

        assert times(only(planned(talk), "interview.debrief")) == (
            "2026-03-28 11:00",
            "2026-03-29 12:00",
            "2026-04-04 12:00",
        )

    def test_counts_what_the_policy_says(self) -> None:
        found = only(planned(interview(), thank_you_hours=5, lapse_days=3), "interview.debrief")

        assert times(found)[1:] == ("2026-03-11 16:00", "2026-03-14 11:00")

    @pytest.mark.parametrize(
        ("at", "left"),
        [
            ("2026-03-11 09:59", ["one", "two"]),
            ("2026-03-11 10:00", ["two"]),
            ("2026-03-11 10:01", ["two"]),
        ],
    )
    def test_settled_by_its_own_debrief_from_its_start_on(self, at: str, left: list[str]) -> None:
        talks = interview(name="one"), interview(name="two")
        plan = planned(*talks, debriefed(at, "one"))

        found = [item.key.rpartition("/")[2] for item in by_rule(plan, "interview.debrief")]
        assert found == left

    def test_not_once_closed_nor_when_cancelled(self) -> None:
        assert not by_rule(
            planned(interview(), outcome("rejected", "2026-03-12 10:00")), "interview.debrief"
        )
        assert not by_rule(planned(interview(cancelled="2026-03-06 10:00")), "interview.debrief")


class TestScreenNote:
    @pytest.mark.parametrize(
        ("interest", "optional"), [(1, True), (3, True), (4, False), (5, False)]
    )
    def test_is_optional_below_an_interest_of_four(self, interest: int, optional: bool) -> None:
        plan = planned(screen(), interest=interest)

        assert only(plan, "screen.follow_up").optional is optional

    def test_is_one_for_the_whole_screen(self) -> None:
        call = interview(
            "2026-03-05 09:00", "2026-03-11 10:00", "2026-03-11 11:00", "rec", "ana",
            kind=Kind.PHONE_SCREEN,
        )  # fmt: skip
        found = only(planned(call), "screen.follow_up")

        assert (found.key, found.to) == ("screen.follow_up/talk", "rec")
        assert times(found) == ("2026-03-11 11:00", "2026-03-12 11:00", "2026-03-18 11:00")
        assert found.sources == ("S1:thank-after-every-talk", "S3:phone-screen")
        assert only(planned(screen()), "screen.follow_up").to is None

    @pytest.mark.parametrize("to", ["rec", "somebody", None])
    def test_settled_by_a_thank_you_to_anyone_from_its_start_on(self, to: str | None) -> None:
        for at, settled in FROM_THE_START:
            plan = planned(screen(), sent("thank_you", at, to, "talk"))
            assert (by_rule(plan, "screen.follow_up") == []) is settled

    @pytest.mark.parametrize("interest", [3, 5])
    def test_is_optional_once_turned_down(self, interest: int) -> None:
        for at, kept in FROM_THE_START:
            plan = planned(screen(), outcome("rejected", at), interest=interest)
            assert [item.optional for item in by_rule(plan, "screen.follow_up")] == [True] * kept

    @pytest.mark.parametrize(
        "note",
        [
            sent("thank_you", "2026-03-12 10:00"),
            sent("status", "2026-03-12 10:00", None, "talk"),
            sent("other", "2026-03-12 10:00", None, "talk"),
        ],
    )
    def test_another_note_does_not_settle_it(self, note: Event) -> None:
        assert by_rule(planned(screen(), note), "screen.follow_up")

    def test_only_after_a_phone_screen(self) -> None:
        assert not by_rule(planned(interview()), "screen.follow_up")
        assert not by_rule(planned(screen(cancelled="2026-03-06 10:00")), "screen.follow_up")
        assert not by_rule(
            planned(screen(), outcome("withdrawn", "2026-03-12 10:00")), "screen.follow_up"
        )


class TestThankYou:
    LOOP = ("2026-03-05 09:00", "2026-03-11 10:00", "2026-03-11 11:00", "ana", "bo", "chi")

    def who(self, *notes: Event) -> set[str | None]:
        plan = planned(interview(*self.LOOP), *notes)
        return {found.to for found in by_rule(plan, "interview.thank_you")}

    def test_one_for_every_interviewer(self) -> None:
        plan = planned(interview(*self.LOOP))
        found = {note.key: note for note in by_rule(plan, "interview.thank_you")}

        assert set(found) == {f"interview.thank_you/talk/{who}" for who in ("ana", "bo", "chi")}
        bo = found["interview.thank_you/talk/bo"]
        assert times(bo) == ("2026-03-11 11:00", "2026-03-12 11:00", "2026-03-18 11:00")
        assert (bo.to, bo.optional) == ("bo", False)
        assert bo.sources == (
            "S0:thank-you-now", "S1:thank-after-every-talk", "S2:always", "S3:thank-everyone",
        )  # fmt: skip

    def test_settled_one_by_one(self) -> None:
        assert self.who(sent("thank_you", "2026-03-11 12:00", "bo", "talk")) == {"ana", "chi"}

    def test_a_note_to_nobody_in_particular_settles_all(self) -> None:
        assert self.who(sent("thank_you", "2026-03-11 12:00", None, "talk")) == set()

    @pytest.mark.parametrize(
        "note",
        [
            sent("thank_you", "2026-03-11 12:00", "dora", "talk"),
            sent("thank_you", "2026-03-11 12:00", "bo"),
            sent("thank_you", "2026-03-11 12:00"),
            sent("other", "2026-03-11 12:00", "bo", "talk"),
        ],
    )
    def test_another_note_settles_nothing(self, note: Event) -> None:
        assert self.who(note) == {"ana", "bo", "chi"}

    def test_where_nobody_is_named_one_to_nobody(self) -> None:
        found = only(planned(interview()), "interview.thank_you")

        assert (found.key, found.to) == ("interview.thank_you/talk/-", None)

    @pytest.mark.parametrize("to", ["ana", None])
    def test_where_nobody_is_named_a_note_to_anyone_settles_it(self, to: str | None) -> None:
        note = sent("thank_you", "2026-03-11 12:00", to, "talk")

        assert not by_rule(planned(interview(), note), "interview.thank_you")

    def test_settled_from_the_start_on(self) -> None:
        for at, settled in FROM_THE_START:
            left = self.who(sent("thank_you", at, "bo", "talk"))
            assert ("bo" not in left) is settled
            assert {"ana", "chi"} <= left

    def test_only_after_an_interview_that_took_place(self) -> None:
        assert not by_rule(planned(screen()), "interview.thank_you")
        assert not by_rule(planned(interview(cancelled="2026-03-06 10:00")), "interview.thank_you")

    def test_stays_as_an_option_once_turned_down_after_the_start(self) -> None:
        for at, kept in FROM_THE_START:
            plan = planned(interview(), outcome("rejected", at))
            found = by_rule(plan, "interview.thank_you")
            assert [item.optional for item in found] == [True] * kept
            assert all(times(item)[2] == "2026-03-18 11:00" for item in found)
            assert not by_rule(plan, "interview.debrief")

    @pytest.mark.parametrize("result", ["accepted", "declined", "withdrawn", "no_response"])
    def test_goes_with_any_other_end(self, result: str) -> None:
        plan = planned(interview(), screen(name="call"), outcome(result, "2026-03-12 10:00"))

        assert not by_rule(plan, "interview.thank_you")
        assert not by_rule(plan, "screen.follow_up")

    def test_is_not_optional_with_an_offer(self) -> None:
        plan = planned(interview(), outcome("offer", "2026-03-12 10:00"))

        assert not only(plan, "interview.thank_you").optional
