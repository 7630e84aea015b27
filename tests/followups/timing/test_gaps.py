"""What a status note waits for besides silence: unsorted mail, lists sent, notes elsewhere."""

import pytest

from followups.timing.facts import Event
from tests.followups.timing.build import (
    applied,
    asked_elsewhere,
    guards,
    interview,
    list_sent,
    mail,
    only,
    planned,
    replied,
    status,
    the_note,
    timeline,
    times,
)
from tests.followups.timing.chain_build import TALK, guard, note


def found(*events: Event, **changes: object) -> tuple[str | None, tuple[str, ...]]:
    plan = planned(*events, skip_weekends=False, **changes)
    return times(the_note(plan))[0], the_note(plan).sources


class TestUnsortedMail:
    @pytest.mark.parametrize(
        ("at", "opens", "waits"),
        [
            ("2026-03-11 11:00", "2026-03-18 09:00", False),
            ("2026-03-11 23:59", "2026-03-18 09:00", False),
            ("2026-03-12 00:00", "2026-03-19 09:00", True),
        ],
    )
    def test_is_an_answer_until_it_is_sorted(self, at: str, opens: str, waits: bool) -> None:
        events = interview(*TALK), mail(at)

        assert found(*events)[0] == opens
        assert guard(*events) == ("mail_to_sort" if waits else "too_soon")

    def test_says_so_with_the_notes_own_sources(self) -> None:
        plan = planned(interview(*TALK), mail("2026-03-12 10:00"))
        held = guards(plan)["mail_to_sort"]

        assert (held.until, held.sources) == (the_note(plan).opens_at, the_note(plan).sources)
        assert held.sources == ("S2:another-week", "S4:two-emails")
        assert (held.rule, held.about) == ("status", None)

    def test_not_where_another_answer_holds_as_long(self) -> None:
        events = interview(*TALK), mail("2026-03-12 10:00")

        assert guard(*events, replied("2026-03-12 11:00")) == "too_soon"
        assert guard(*events, replied("2026-03-11 12:00")) == "mail_to_sort"
        assert guard(interview(*TALK), replied("2026-03-13 10:00"), mail("2026-03-12 10:00")) == (
            "too_soon"
        )

    def test_after_applying_it_moves_the_count(self) -> None:
        events = applied(), mail("2026-03-04 10:00")

        assert note(*events) == ("after_applying", "2026-03-18")
        assert guard(*events) == "mail_to_sort"

    def test_after_a_note_it_moves_the_next(self) -> None:
        events = applied(), status("2026-03-17 10:00"), mail("2026-03-18 10:00")

        assert note(*events) == ("again", "2026-03-25")
        assert guard(*events) == "mail_to_sort"

    def test_a_promise_goes_before_it(self) -> None:
        given = timeline("2026-03-12 10:00", ask_on="2026-03-24")

        assert guard(applied(), given, mail("2026-03-17 10:00")) == "promised"
        assert guard(applied(), given, mail("2026-03-18 10:00")) == "mail_to_sort"

    def test_a_weekend_alone_does_not_make_it_wait(self) -> None:
        """Saturday and Sunday both move to Monday; the page compares the days before that."""
        talk = interview("2026-03-05 09:00", "2026-03-14 10:00", "2026-03-14 11:00")

        assert guard(talk, mail("2026-03-15 10:00")) == "mail_to_sort"


class TestLists:
    @pytest.mark.parametrize(
        ("at", "opens"),
        [("2026-03-11 10:00", "2026-03-18 09:00"), ("2026-03-12 00:00", "2026-03-19 09:00")],
    )
    def test_a_week_is_kept_from_a_list_of_references(self, at: str, opens: str) -> None:
        assert found(interview(*TALK), list_sent(at))[0] == opens

    def test_it_is_no_status_note(self) -> None:
        plan = planned(interview(*TALK), list_sent("2026-03-12 10:00"), max_status_notes=1)

        assert the_note(plan).key == "status/talk/0"
        assert the_note(plan).sources == ("S3:once-a-week", "S4:two-emails")
        assert only(plan, "application.close_out").key == "application.close_out/talk/0"

    def test_the_later_of_a_note_and_a_list(self) -> None:
        events = status("2026-03-17 10:00"), list_sent("2026-03-19 10:00")

        assert found(applied(), *events)[0] == "2026-03-26 09:00"
        assert found(applied(), *events[::-1])[0] == "2026-03-26 09:00"

    def test_unless_a_date_given_since_invites(self) -> None:
        for at, opens in [
            ("2026-03-10 09:59", "2026-03-17"),
            ("2026-03-10 10:00", "2026-03-17"),
            ("2026-03-10 10:01", "2026-03-12"),
        ]:
            given = timeline(at, ask_on="2026-03-12")
            assert found(applied(), list_sent("2026-03-10 10:00"), given)[0] == f"{opens} 09:00"


class TestElsewhere:
    @pytest.mark.parametrize(
        ("at", "opens", "moved"),
        [
            ("2026-03-11 10:00", "2026-03-18 09:00", False),
            ("2026-03-11 23:59", "2026-03-18 09:00", False),
            ("2026-03-12 00:00", "2026-03-19 09:00", True),
        ],
    )
    def test_nobody_is_asked_twice_in_a_week(self, at: str, opens: str, moved: bool) -> None:
        sources = ("S3:once-a-week", "S4:two-emails") if moved else ("S4:two-emails",)

        assert found(interview(*TALK), asked_elsewhere(at)) == (opens, sources)

    def test_the_latest_counts(self) -> None:
        notes = asked_elsewhere("2026-03-13 10:00"), asked_elsewhere("2026-03-12 10:00")

        assert found(interview(*TALK), *notes)[0] == "2026-03-20 09:00"

    def test_the_gap_is_the_policys(self) -> None:
        notes = interview(*TALK), asked_elsewhere("2026-03-12 10:00")

        assert found(*notes, min_gap_days=9)[0] == "2026-03-21 09:00"

    def test_it_is_no_note_and_no_answer_here(self) -> None:
        plan = planned(applied(), asked_elsewhere("2026-03-03 10:00"), max_status_notes=1)

        assert the_note(plan).key == "status/applied/0"
        assert times(the_note(plan))[0] == "2026-03-16 09:00"
        assert set(guards(plan)) == {"too_soon"}

    @pytest.mark.parametrize(
        ("at", "opens"),
        [
            ("2026-03-10 09:59", "2026-03-17"),
            ("2026-03-10 10:00", "2026-03-17"),
            ("2026-03-10 10:01", "2026-03-12"),
        ],
    )
    def test_unless_a_date_given_since_invites(self, at: str, opens: str) -> None:
        given = timeline(at, ask_on="2026-03-12")

        assert found(applied(), asked_elsewhere("2026-03-10 10:00"), given)[0] == f"{opens} 09:00"

    def test_a_date_overtaken_by_an_interview_invites_no_more(self) -> None:
        overtaken = timeline("2026-03-10 11:00", ask_on="2026-03-12")
        events = interview(*TALK), asked_elsewhere("2026-03-10 10:00"), overtaken

        assert found(*events, after_interview_days=1)[0] == "2026-03-17 09:00"
