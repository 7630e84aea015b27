"""New runs: what an application that begins anew still knows of the one that ended."""

import pytest

from followups.timing.facts import Event
from followups.timing.runs import latest_run
from tests.followups.timing.build import (
    accepted_elsewhere,
    applied,
    asked_elsewhere,
    by_rule,
    chosen,
    confirmed,
    contacted,
    dont_call,
    guards,
    interview,
    letter,
    list_sent,
    mail,
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

ENDS = ["accepted", "declined", "rejected", "withdrawn", "no_response"]
FIRST = applied("2026-01-05 10:00", "first")
NO = outcome("rejected", "2026-02-02 10:00", "no")
AGAIN = applied("2026-03-02 10:00", "again")
RITA = (person(),)


def start(*events: Event) -> str:
    """The name of the first event of the latest run."""
    return latest_run(sorted(events, key=lambda event: event.at)).events[0].name


class TestWhereARunBegins:
    @pytest.mark.parametrize("result", ENDS)
    def test_at_the_application_after_an_end(self, result: str) -> None:
        assert start(FIRST, outcome(result, "2026-02-02 10:00"), AGAIN) == "again"

    def test_not_after_an_offer_nor_without_an_end(self) -> None:
        assert start(FIRST, outcome("offer", "2026-02-02 10:00"), AGAIN) == "first"
        assert start(FIRST, AGAIN) == "first"

    @pytest.mark.parametrize(
        ("at", "begins"),
        [
            ("2026-02-02 09:59", "first"),
            ("2026-02-02 10:00", "again"),
            ("2026-02-02 10:01", "again"),
        ],
    )
    def test_at_or_after_the_end_in_reading_order(self, at: str, begins: str) -> None:
        assert start(FIRST, NO, applied(at, "again")) == begins

    def test_on_a_tie_as_the_file_says(self) -> None:
        again = applied("2026-02-02 10:00", "again")

        assert start(FIRST, NO, again) == "again"
        assert start(FIRST, again, NO) == "first"

    def test_not_where_the_end_no_longer_stood(self) -> None:
        talk = interview("2026-02-03 10:00", "2026-02-09 10:00", "2026-02-09 11:00")
        asks = requested("2026-02-03 10:00")

        assert start(FIRST, NO, talk, AGAIN) == "first"
        assert start(FIRST, NO, asks, AGAIN) == "first"
        off = interview(
            "2026-02-03 10:00", "2026-02-09 10:00", "2026-02-09 11:00", cancelled="2026-04-01 10:00"
        )
        assert start(FIRST, NO, off, AGAIN) == "again"
        withdrawn = outcome("withdrawn", "2026-02-02 10:00")
        assert start(FIRST, withdrawn, asks, AGAIN) == "again"

    def test_what_comes_later_does_not_undo_it(self) -> None:
        talk = interview("2026-03-03 10:00", "2026-03-09 10:00", "2026-03-09 11:00")

        assert start(FIRST, NO, AGAIN, talk) == "again"

    def test_a_third_run(self) -> None:
        end = outcome("withdrawn", "2026-03-03 10:00", "end")

        assert start(FIRST, NO, AGAIN, end, applied("2026-03-04 10:00", "third")) == "third"
        assert start(FIRST, NO, AGAIN, applied("2026-03-04 10:00", "third")) == "again"

    def test_each_application_is_past_in_its_turn(self) -> None:
        run = latest_run([FIRST, NO, AGAIN])

        assert (run.past, run.events, run.outcome) == ([FIRST, NO], [AGAIN], None)
        assert latest_run([FIRST, NO]).outcome == NO
        assert latest_run([]).events == []


class TestWhatIsPast:
    """Each fact of the run that ended, and what the new one would make of it."""

    def plan(self, *past: Event, people=RITA, **changes: object):
        return planned(FIRST, *past, NO, AGAIN, people=people, **changes)

    @pytest.mark.parametrize(
        "event",
        [
            confirmed("2026-01-06 10:00"),
            replied("2026-01-06 10:00"),
            mail("2026-01-06 10:00"),
            dont_call("2026-01-06 10:00"),
            requested("2026-01-06 10:00"),
            timeline("2026-01-06 10:00", ask_on="2026-06-01"),
            interview("2026-01-06 10:00", "2026-06-01 10:00", "2026-06-01 11:00", "ana"),
            screen("2026-01-06 10:00", "2026-06-01 10:00", "2026-06-01 11:00"),
            interview(
                "2026-01-06 10:00", "2026-01-09 10:00", "2026-01-09 11:00",
                cancelled="2026-03-09 10:00",
            ),
            chosen("2026-01-06 10:00"),
            accepted_elsewhere("2026-01-06 10:00"),
            sent("heads_up", "2026-01-06 10:00", "otto"),
        ],
    )  # fmt: skip
    def test_asks_for_nothing(self, event: Event) -> None:
        plan = self.plan(event)

        assert [found.key for found in plan.reminders] == [
            "application.receipt/again",
            "status/again/0",
            "application.close_out/again/0",
        ]
        assert set(guards(plan)) == {"too_soon"}

    def test_no_confirmation_of_the_first_is_one_of_the_second(self) -> None:
        assert by_rule(self.plan(confirmed("2026-01-05 10:01")), "application.receipt")

    def test_notes_of_the_first_do_not_count(self) -> None:
        notes = status("2026-01-20 10:00"), status("2026-01-28 10:00")
        plan = self.plan(*notes)

        assert the_note(plan).key == "status/again/0"
        assert only(plan, "application.close_out").key == "application.close_out/again/0"

    def test_a_week_is_kept_from_the_last_note_of_the_first(self) -> None:
        plan = planned(
            FIRST, status("2026-02-20 10:00"), outcome("rejected", "2026-02-21 10:00"),
            applied("2026-02-22 10:00"), silence_days=7, min_gap_days=20,
        )  # fmt: skip

        assert times(the_note(plan))[0] == "2026-03-12 09:00"
        assert the_note(plan).sources == ("S3:couple-of-weeks", "S3:once-a-week")

    @pytest.mark.parametrize("note", [asked_elsewhere, list_sent])
    def test_and_from_a_list_or_a_note_elsewhere(self, note) -> None:
        plan = planned(
            FIRST, note("2026-02-20 10:00"), outcome("rejected", "2026-02-21 10:00"),
            applied("2026-02-22 10:00"), silence_days=7, min_gap_days=20,
        )  # fmt: skip

        assert times(the_note(plan))[0] == "2026-03-12 09:00"

    def test_who_acted_is_thanked_and_nothing_more(self) -> None:
        plan = self.plan(contacted("2026-01-20 10:00"), letter("2026-01-21 10:00"))

        keys = [found.key for found in plan.reminders if found.to == "rita"]
        assert keys == ["reference.thank_you/rita/call", "reference.thank_you/rita/letter"]
        thanked = sent("reference_thank_you", "2026-01-22 10:00", "rita")
        plan = self.plan(contacted("2026-01-20 10:00"), letter("2026-01-21 10:00"), thanked)
        assert [found.rule for found in plan.reminders if found.to == "rita"] == [
            "reference.keep_in_touch"
        ]

    def test_who_was_asked_is_not_asked_again(self) -> None:
        asked = sent("ask_reference", "2026-01-20 10:00", "rita")
        people = (person(consent="not_asked"),)
        again = chosen("2026-03-03 10:00")
        plan = planned(FIRST, asked, NO, AGAIN, again, people=people)

        assert not by_rule(plan, "reference.ask")
        assert "awaiting_consent" in guards(plan)

    def test_who_agreed_long_ago_is_asked_again_in_the_new_run(self) -> None:
        old = sent("reconfirm", "2026-01-20 10:00", "rita")
        events = (chosen("2026-01-06 10:00"), old, NO, AGAIN, chosen("2026-03-03 10:00", "rita"))
        plan = planned(FIRST, *events, people=(person(agreed="2020-01-01"),))

        assert times(only(plan, "reference.reconfirm"))[0] == "2026-03-03 10:00"

    def test_a_heads_up_is_given_anew(self) -> None:
        old = sent("heads_up", "2026-01-20 10:00", "rita"), contacted("2026-01-21 10:00")
        anew = chosen("2026-03-03 10:00"), requested("2026-03-04 10:00", has_list=True)
        plan = planned(FIRST, *old, NO, AGAIN, *anew, people=RITA)

        assert by_rule(plan, "reference.heads_up")

    @pytest.mark.parametrize("result", ["rejected", "accepted"])
    def test_only_those_of_this_run_hear_how_it_ended(self, result: str) -> None:
        end = outcome(result, "2026-04-01 10:00")
        plan = planned(FIRST, contacted("2026-01-20 10:00"), NO, AGAIN, end, people=RITA)

        assert not by_rule(plan, "reference.outcome")
        assert not by_rule(plan, "reference.gift")

    def test_thanks_of_a_past_run_do_not_count_as_notes(self) -> None:
        talk = interview("2026-03-03 10:00", "2026-03-04 10:00", "2026-03-04 11:00", "ana")
        past = interview("2026-01-06 10:00", "2026-01-09 10:00", "2026-01-09 11:00", name="past")
        thanks = sent("thank_you", "2026-01-10 10:00", "ana", "past")
        plan = planned(FIRST, past, thanks, NO, AGAIN, talk, base="light_touch")

        assert the_note(plan).key == "status/talk/0"
        assert only(plan, "interview.thank_you").key == "interview.thank_you/talk/ana"

    def test_the_last_contact_and_an_offer_in_return_are_of_all_runs(self) -> None:
        offered = sent("reciprocate", "2026-01-20 10:00", "rita")
        plan = self.plan(offered, people=(person(hunting="2026-01-15"),))

        assert not by_rule(plan, "reference.reciprocate")
        assert only(plan, "reference.keep_in_touch").key.endswith("2026-01-20")
