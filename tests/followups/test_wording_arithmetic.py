"""How a date came about, in words: the steps of the arithmetic, word for word."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from followups.timing.plan_items import Reason
from followups.wording import (
    Words,
    explain,
)
from tests.followups.timing.build import LONDON, applied, guards, only, planned, t, the_note
from tests.followups.timing.stories import story as plan_of

NAMES = {"ana": "Ana", "bo": "Bo", "chi": "Chi", "rec": "Rec", "rita": "Rita", "otto": "Otto"}


def say(reason: Reason, now: datetime | None = None) -> Words:
    return explain(reason, people=NAMES, timezone=LONDON, now=now)


class TestArithmetic:
    @pytest.mark.parametrize(
        ("story", "rule", "words"),
        [
            ("applied", "status.after_applying",
             "Mon 2 Mar + 14 days = Mon 16 Mar, 09:00 your time"),
            ("applied", "application.receipt",
             "Mon 2 Mar + 2 working days = Wed 4 Mar, 09:00 your time"),
            ("applied on a Saturday", "status.after_applying",
             ("Sat 7 Mar + 14 days = Sat 21 Mar; Sat 21 Mar is on a weekend, so Mon 23 Mar, 09:00 "
             "your time")),
            ("met three", "interview.prepare",
             "Wed 11 Mar − 1 day = Tue 10 Mar, 09:00 your time"),
            ("arranged at short notice", "interview.prepare",
             ("Wed 11 Mar − 1 day = Tue 10 Mar, 09:00 your time; not before it was arranged: "
             "Wed 11 Mar, 09:59 your time")),
            ("arranged afterwards", "interview.prepare",
             ("Wed 11 Mar − 1 day = Tue 10 Mar, 09:00 your time; not before it was arranged: "
             "Thu 12 Mar, 09:00 your time; at the latest when it starts: Wed 11 Mar, 10:00 your "
             "time")),
            ("met three", "interview.debrief", "From Wed 11 Mar, 11:00 your time"),
            ("answered after the interview", "status.after_interview",
             ("Wed 11 Mar + 7 days = Wed 18 Mar; their last word came on Fri 13 Mar: + 7 days = "
             "Fri 20 Mar, 09:00 your time")),
            ("asked before the interview", "status.after_interview",
             ("Wed 11 Mar + 1 day = Thu 12 Mar; your last note was on Tue 10 Mar: + 7 days = "
             "Tue 17 Mar, 09:00 your time")),
            ("news by, overtaken", "status.after_interview",
             ("Wed 11 Mar + 7 days = Wed 18 Mar; not before their own date: Tue 21 Apr, 09:00 "
             "your time")),
            ("ask on", "status.promised",
             "Sat 21 Mar is on a weekend, so Mon 23 Mar, 09:00 your time"),
            ("news by", "status.promised",
             ("Fri 20 Mar + 1 day = Sat 21 Mar; Sat 21 Mar is on a weekend, so Mon 23 Mar, 09:00 "
             "your time")),
            ("looking too", "reference.reciprocate", "Sun 1 Feb, 09:00 your time"),
            ("over a holiday", "status.after_applying",
             ("Tue 3 Mar + 14 days = Tue 17 Mar; Tue 17 Mar is a holiday, so Wed 18 Mar, 09:00 "
             "your time")),
            ("a mail to sort", "status.after_interview",
             ("Wed 11 Mar + 7 days = Wed 18 Mar; an email that may be theirs came on Fri 13 Mar: "
             "+ 7 days = Fri 20 Mar, 09:00 your time")),
            ("asked elsewhere", "status.after_interview",
             ("Wed 11 Mar + 7 days = Wed 18 Mar; you asked the same people about another job on "
             "Fri 13 Mar: + 7 days = Fri 20 Mar, 09:00 your time")),
            ("saved", "application.apply_by",
             "Fri 20 Mar − 3 days = Tue 17 Mar, 09:00 your time"),
            ("used up, and a date ahead", "application.close_out",
             ("not before their own date: Mon 20 Apr; Mon 20 Apr + 30 days = Wed 20 May, 09:00 "
             "your time")),
        ],
    )  # fmt: skip
    def test_of_the_opening(self, story: str, rule: str, words: str) -> None:
        assert say(only(plan_of(story), rule).reason).arithmetic == words

    def test_of_due_and_lapse(self) -> None:
        words = say(only(plan_of("met three"), "interview.debrief").reason)

        assert words.due == "Wed 11 Mar, 11:00 + 24 hours = Thu 12 Mar, 11:00"
        assert words.lapse == "Wed 11 Mar, 11:00 + 7 × 24 hours = Wed 18 Mar, 11:00"
        prepare = say(only(plan_of("met three"), "interview.prepare").reason)
        assert prepare.due == prepare.lapse == "Wed 11 Mar, 10:00 your time"
        note = say(only(plan_of("applied"), "status.after_applying").reason)
        assert note.due == "Mon 16 Mar + 1 day = Tue 17 Mar, 18:00 your time"
        assert note.lapse == "Mon 16 Mar + 30 days = Wed 15 Apr, 09:00 your time"

        offer = say(only(plan_of("offered, with a date"), "offer.answer").reason)
        assert offer.due == "Mon 20 Apr, 23:59 your time"
        saved = say(only(plan_of("saved"), "application.apply_by").reason)
        assert saved.due == saved.lapse == "Fri 20 Mar, 23:59 your time"

    def test_where_there_is_none(self) -> None:
        words = say(guards(plan_of("do not call"))["asked_not_to_call"].reason)

        assert (words.arithmetic, words.due, words.lapse) == ("", "", "")

    def test_a_skipped_day_is_named_as_it_falls(self) -> None:
        apia = ZoneInfo("Pacific/Apia")
        event = applied().__class__("applied", t("2011-12-16 10:00", apia))
        reason = the_note(planned(event, zone=apia)).reason

        assert explain(reason, timezone=apia).arithmetic == (
            "Fri 16 Dec + 14 days = Fri 30 Dec, moved to Sat 31 Dec, 09:00 your time"
        )


class TestYears:
    def test_this_year_goes_without_saying(self) -> None:
        reason = the_note(planned(applied("2026-12-28 10:00"))).reason

        assert say(reason).arithmetic.startswith("Mon 28 Dec 2026 + 14 days = Mon 11 Jan, ")
        assert say(reason, t("2026-12-30 10:00")).arithmetic.startswith(
            "Mon 28 Dec + 14 days = Mon 11 Jan 2027, "
        )

    def test_the_readers_year_begins_in_their_zone(self) -> None:
        event = applied("2026-12-01 10:00")
        auckland = ZoneInfo("Pacific/Auckland")
        words = explain(
            the_note(planned(event)).reason, timezone=auckland, now=t("2026-12-31 12:00")
        )

        assert "Dec 2026" in words.fact
