"""The rules about the application and its interviews: when they speak, and when they do not."""

from datetime import datetime, timedelta

import pytest

from followups.timing.facts import Event, Kind
from followups.timing.plan import label

from .build import (
    applied,
    by_rule,
    chosen,
    confirmed,
    contacted,
    debriefed,
    dont_call,
    interview,
    letter,
    only,
    outcome,
    person,
    planned,
    replied,
    requested,
    screen,
    sent,
    status,
    t,
    timeline,
    times,
)

SECOND = timedelta(seconds=1)


class TestReceipt:
    @pytest.mark.parametrize(
        ("at", "opens"),
        [
            ("2026-03-02 10:00", "2026-03-04 09:00"),  # Monday to Wednesday
            ("2026-03-04 23:59", "2026-03-06 09:00"),  # Wednesday to Friday
            ("2026-03-05 00:00", "2026-03-09 09:00"),  # Thursday, over the weekend, to Monday
            ("2026-03-06 10:00", "2026-03-10 09:00"),  # Friday to Tuesday
            ("2026-03-07 10:00", "2026-03-10 09:00"),  # Saturday to Tuesday
            ("2026-03-08 10:00", "2026-03-10 09:00"),  # Sunday to Tuesday
            ("2024-02-28 10:00", "2024-03-01 09:00"),  # over the leap day
            ("2026-02-26 10:00", "2026-03-02 09:00"),  # a February without one
        ],
    )
    def test_opens_two_working_days_on(self, at: str, opens: str) -> None:
        found = only(planned(applied(at)), "application.receipt")

        assert times(found)[:2] == (opens, f"{opens[:10]} 18:00")

    def test_weekends_are_no_working_days_whatever_the_policy(self) -> None:
        found = only(
            planned(applied("2026-03-06 10:00"), skip_weekends=False), "application.receipt"
        )

        assert times(found)[0] == "2026-03-10 09:00"

    def test_gives_way_to_the_status_note(self) -> None:
        found = only(planned(applied(), silence_days=9), "application.receipt")

        assert times(found)[2] == "2026-03-11 09:00"
        assert found.key == "application.receipt/applied"
        assert (found.to, found.optional, found.sources) == (None, False, ("S3:receipt",))

    @pytest.mark.parametrize("days", [1, 2, 3, 4])
    def test_counts_what_the_policy_says(self, days: int) -> None:
        found = only(planned(applied(), receipt_days=days), "application.receipt")

        assert times(found)[0] == f"2026-03-0{2 + days} 09:00"

    @pytest.mark.parametrize(
        "sign",
        [
            confirmed,
            replied,
            dont_call,
            requested,
            contacted,
            lambda at: timeline(at, ask_on="2026-04-01"),
            lambda at: interview(at, "2026-05-01 10:00", "2026-05-01 11:00"),
            lambda at: interview(at, "2026-05-01 10:00", "2026-05-01 11:00", cancelled=at),
            lambda at: outcome("offer", at),
        ],
        ids=[
            "confirmation",
            "reply",
            "dont-call",
            "request",
            "call",
            "timeline",
            "interview",
            "cancelled",
            "offer",
        ],
    )
    def test_any_sign_at_or_after_settles_it(self, sign) -> None:
        for at, settled in [
            ("2026-03-02 09:59", False),
            ("2026-03-02 10:00", True),
            ("2026-03-02 10:01", True),
        ]:
            plan = planned(applied(), sign(at), people=(person(),))
            assert (by_rule(plan, "application.receipt") == []) is settled

    @pytest.mark.parametrize(
        "event",
        [
            status("2026-03-03 10:00"),
            letter("2026-03-03 10:00"),
            chosen("2026-03-03 10:00"),
            sent("other", "2026-03-03 10:00"),
        ],
    )
    def test_what_the_employer_did_not_do_is_no_sign(self, event: Event) -> None:
        plan = planned(applied(), event, people=(person(),))

        assert by_rule(plan, "application.receipt")

    def test_is_about_the_latest_application(self) -> None:
        plan = planned(
            applied(), confirmed("2026-03-02 10:01"), applied("2026-03-10 10:00", name="again")
        )

        assert only(plan, "application.receipt").key == "application.receipt/again"

    def test_not_once_closed(self) -> None:
        assert not by_rule(
            planned(outcome("withdrawn", "2026-03-01 10:00"), applied()), "application.receipt"
        )
        assert by_rule(
            planned(outcome("offer", "2026-03-01 10:00"), applied()), "application.receipt"
        )

    def test_nothing_without_an_application(self) -> None:
        assert planned(confirmed("2026-03-02 10:01")).reminders == ()


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

    def test_settled_by_its_own_debrief(self) -> None:
        talks = interview(name="one"), interview(name="two")
        plan = planned(*talks, debriefed("2026-03-01 10:00", "one"))

        assert only(plan, "interview.debrief").key == "interview.debrief/two"

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
    def test_settled_by_a_thank_you_to_anyone(self, to: str | None) -> None:
        note = sent("thank_you", "2026-03-01 10:00", to, "talk")

        assert not by_rule(planned(screen(), note), "screen.follow_up")

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

    def test_only_after_an_interview_that_took_place(self) -> None:
        assert not by_rule(planned(screen()), "interview.thank_you")
        assert not by_rule(planned(interview(cancelled="2026-03-06 10:00")), "interview.thank_you")
        assert not by_rule(
            planned(interview(), outcome("rejected", "2026-03-12 10:00")), "interview.thank_you"
        )


class TestDeclineNote:
    def test_after_a_declined_offer(self) -> None:
        found = only(
            planned(applied(), outcome("declined", "2026-04-01 10:00")), "offer.decline_note"
        )

        assert times(found) == ("2026-04-01 10:00", "2026-04-03 10:00", "2026-04-08 10:00")
        assert (found.key, found.optional) == ("offer.decline_note/end", True)
        assert (found.to, found.sources) == (None, ("S3:decline",))

    @pytest.mark.parametrize(
        "result", ["offer", "accepted", "rejected", "withdrawn", "no_response"]
    )
    def test_after_nothing_else(self, result: str) -> None:
        plan = planned(applied(), outcome(result, "2026-04-01 10:00"))

        assert not by_rule(plan, "offer.decline_note")

    @pytest.mark.parametrize(
        ("at", "settled"),
        [("2026-04-01 09:59", False), ("2026-04-01 10:00", True), ("2026-04-01 10:01", True)],
    )
    def test_settled_at_or_after(self, at: str, settled: bool) -> None:
        plan = planned(
            applied(), outcome("declined", "2026-04-01 10:00"), sent("decline_note", at, "anyone")
        )

        assert (by_rule(plan, "offer.decline_note") == []) is settled

    def test_counts_what_the_policy_says(self) -> None:
        plan = planned(outcome("declined", "2026-04-01 10:00"), outcome_hours=3, lapse_days=5)

        assert times(only(plan, "offer.decline_note"))[1:] == (
            "2026-04-01 13:00",
            "2026-04-06 10:00",
        )


class TestLineUp:
    def test_from_the_first_interview(self) -> None:
        plan = planned(
            interview("2026-03-01 09:00", "2026-03-20 10:00", "2026-03-20 11:00", name="later"),
            interview("2026-03-03 09:00", "2026-03-10 10:00", "2026-03-10 11:00", name="first"),
        )
        found = only(plan, "references.line_up")

        assert times(found) == ("2026-03-03 09:00", "2026-03-10 10:00", "2026-03-17 10:00")
        assert (found.key, found.to, found.optional) == ("references.line_up", None, False)
        assert found.sources == ("S0:after-first-stage", "S1:ask-first")

    def test_of_two_at_one_time_the_one_arranged_first(self) -> None:
        at = ("2026-03-10 10:00", "2026-03-10 11:00")
        plan = planned(interview("2026-03-04 09:00", *at), interview("2026-03-03 09:00", *at))

        assert times(only(plan, "references.line_up"))[0] == "2026-03-03 09:00"

    def test_opens_at_the_latest_when_it_starts(self) -> None:
        plan = planned(interview("2026-03-11 12:00", "2026-03-11 10:00", "2026-03-11 11:00"))

        assert times(only(plan, "references.line_up"))[0] == "2026-03-11 10:00"

    @pytest.mark.parametrize(("wanted", "lacking"), [(0, False), (1, False), (2, False), (3, True)])
    def test_while_fewer_have_agreed_than_wanted(self, wanted: int, lacking: bool) -> None:
        people = (
            person("a"),
            person("b"),
            person("c", "asked"),
            person("d", "declined"),
            person("e", "not_asked"),
        )
        plan = planned(interview(), people=people, references_wanted=wanted)

        assert bool(by_rule(plan, "references.line_up")) is lacking

    def test_phone_screens_count(self) -> None:
        assert by_rule(planned(screen(), lapse_days=4), "references.line_up")[0].lapses_at == t(
            "2026-03-15 10:00"
        )

    def test_not_without_an_interview_nor_once_closed(self) -> None:
        assert not by_rule(planned(applied()), "references.line_up")
        assert not by_rule(planned(interview(cancelled="2026-03-06 10:00")), "references.line_up")
        assert not by_rule(
            planned(interview(), outcome("rejected", "2026-03-12 10:00")), "references.line_up"
        )


class TestSendReferences:
    def owed(self, *events: Event, consent: str = "agreed") -> bool:
        plan = planned(applied(), *events, people=(person(consent=consent),))
        return bool(by_rule(plan, "references.send"))

    def test_from_the_latest_request(self) -> None:
        plan = planned(
            applied(), requested("2026-03-12 09:00", "one"), requested("2026-03-14 09:00", "two")
        )
        found = only(plan, "references.send")

        assert times(found) == ("2026-03-14 09:00", "2026-03-15 09:00", None)
        assert (found.key, found.to, found.optional) == ("references.send/two", None, False)
        assert found.sources == ("S1:list-ready",)

    @pytest.mark.parametrize("settle", [chosen, contacted, letter])
    def test_anyone_given_at_any_time_settles_a_single_request(self, settle) -> None:
        request = requested("2026-03-12 09:00")

        assert not self.owed(settle("2026-03-01 09:00"), request)
        assert not self.owed(request, settle("2026-03-13 09:00"))

    @pytest.mark.parametrize("settle", [chosen, contacted, letter])
    def test_two_requests_need_someone_after_the_first(self, settle) -> None:
        requests = requested("2026-03-12 09:00", "one"), requested("2026-03-14 09:00", "two")

        assert self.owed(settle("2026-03-12 08:59"), *requests)
        assert self.owed(settle("2026-03-12 09:00"), *requests)
        assert not self.owed(settle("2026-03-12 09:01"), *requests)

    def test_three_requests_need_someone_after_the_second(self) -> None:
        requests = [requested(f"2026-03-1{day} 09:00", str(day)) for day in (2, 4, 6)]

        assert self.owed(chosen("2026-03-13 09:00"), *requests)
        assert not self.owed(chosen("2026-03-15 09:00"), *requests)

    @pytest.mark.parametrize(
        ("consent", "owed"),
        [("declined", True), ("not_asked", False), ("asked", False), ("agreed", False)],
    )
    def test_who_declined_does_not_count(self, consent: str, owed: bool) -> None:
        request = requested("2026-03-12 09:00")

        assert self.owed(request, chosen("2026-03-13 09:00"), consent=consent) is owed

    def test_not_without_a_request_nor_once_closed(self) -> None:
        assert not self.owed()
        assert not self.owed(
            requested("2026-03-12 09:00"), outcome("withdrawn", "2026-03-13 09:00")
        )
        assert self.owed(requested("2026-03-12 09:00"), outcome("offer", "2026-03-13 09:00"))


class TestReopening:
    REOPENED = "2026-04-01 10:01"

    def closed(self, result: str, *events: Event) -> bool:
        plan = planned(applied(), outcome(result, "2026-04-01 10:00"), *events)
        return any(entry.guard == "closed" for entry in plan.held_back)

    @pytest.mark.parametrize(
        "result", ["accepted", "declined", "rejected", "withdrawn", "no_response"]
    )
    def test_an_interview_arranged_later_reopens_any_end(self, result: str) -> None:
        times = ("2026-04-09 10:00", "2026-04-09 11:00")

        assert not self.closed(result, interview(self.REOPENED, *times))
        assert self.closed(result, interview("2026-04-01 10:00", *times))
        assert self.closed(result, interview(self.REOPENED, *times, cancelled="2026-04-02 10:00"))

    @pytest.mark.parametrize(
        ("result", "reopened"),
        [("rejected", True), ("no_response", True), ("withdrawn", False), ("declined", False),
         ("accepted", False)],
    )  # fmt: skip
    def test_a_request_or_a_date_reopens_what_the_employer_ended(
        self, result: str, reopened: bool
    ) -> None:
        assert self.closed(result, requested(self.REOPENED)) is not reopened
        assert self.closed(result, timeline(self.REOPENED, ask_on="2026-04-20")) is not reopened
        assert self.closed(result, requested("2026-04-01 10:00"))
        assert self.closed(result, timeline("2026-04-01 10:00", ask_on="2026-04-20"))
        assert self.closed(result, replied(self.REOPENED))

    def test_an_offer_stands_until_another_outcome(self) -> None:
        later = interview(self.REOPENED, "2026-04-09 10:00", "2026-04-09 11:00")
        plan = planned(applied(), outcome("offer", "2026-04-01 10:00"), later)

        assert [entry.guard for entry in plan.held_back] == ["offer_in_hand"]

    def test_the_latest_outcome_is_the_one_that_counts(self) -> None:
        plan = planned(
            applied(),
            outcome("rejected", "2026-04-01 10:00", "one"),
            outcome("offer", "2026-04-01 10:00", "two"),
        )

        assert [entry.guard for entry in plan.held_back] == ["offer_in_hand"]

    def test_an_end_that_fell_leaves_no_earlier_one(self) -> None:
        assert not self.closed(
            "rejected",
            outcome("no_response", "2026-04-02 10:00", "two"),
            requested("2026-04-03 10:00"),
        )


class TestLabels:
    NOTE = "status/applied/0"

    def status(self, now: datetime, key: str = NOTE) -> str | None:
        labelled = label(planned(applied()), now)
        found = {item.planned.key: item.status.value for item in labelled.reminders}
        return found.get(key)

    def test_before_at_and_after_each_bound(self) -> None:
        opens, due, lapses = t("2026-03-16 09:00"), t("2026-03-17 18:00"), t("2026-04-15 09:00")

        assert self.status(opens - SECOND) == "planned"
        assert self.status(opens) == "open"
        assert self.status(due) == "open"
        assert self.status(due + SECOND) == "overdue"
        assert self.status(lapses) == "overdue"
        assert self.status(lapses + SECOND) is None

    def test_the_optional_is_never_overdue(self) -> None:
        assert self.status(t("2030-01-01 09:00"), "application.close_out/applied/0") == "open"

    def test_what_has_no_due_time_is_never_overdue(self) -> None:
        plan = planned(people=(person(hunting="2026-01-01"),))

        (item,) = label(plan, t("2030-01-01 09:00")).reminders
        assert item.status.value == "open"

    def test_a_note_is_held_back_only_while_it_is_not_open(self) -> None:
        plan, opens = planned(applied()), t("2026-03-16 09:00")

        assert [entry.guard for entry in label(plan, opens - SECOND).held_back] == ["too_soon"]
        assert label(plan, opens).held_back == ()

    def test_other_guards_stand_whatever_the_time(self) -> None:
        plan = planned(applied(), outcome("offer", "2026-04-01 10:00"))

        assert label(plan, t("2030-01-01 09:00")).held_back == plan.held_back
