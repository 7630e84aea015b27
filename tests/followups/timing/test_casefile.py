"""Reading case files: what is taken, and how the answer is written."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from followups.timing import facts as f
from followups.timing.casefile.read import to_json
from followups.timing.plan import label, plan
from followups.timing.policy.make import make
from tests.followups.timing.case_build import APPLIED, AT, DATE, RITA, TALK, case, read, refused


class TestWhatIsTaken:
    def test_the_least_there_may_be(self) -> None:
        found = read()

        assert found.facts == f.Facts(ZoneInfo("Europe/London"), 3, (), ())
        assert found.policy == make()
        assert found.now == datetime(2026, 3, 2, 12, tzinfo=UTC)

    def test_every_type_of_event(self) -> None:
        at = "2026-07-02T10:00"
        written = [
            {"type": "applied", "at": at},
            {"type": "confirmation", "at": at},
            {"type": "employer_reply", "at": at},
            {"type": "timeline_given", "at": at, "news_by": "2026-07-05", "ask_on": None},
            {"type": "timeline_given", "at": at, "ask_on": "2026-07-06"},
            {"type": "no_contact_requested", "at": at},
            {**TALK, "interviewers": ["ana", "bo"], "cancelled_at": "2026-07-02T10:00"},
            {"type": "debriefed", "at": at, "interview": "talk"},
            {"type": "message_sent", "at": at, "purpose": "other"},
            {"type": "message_sent", "at": at, "purpose": "thank_you", "to": "ana",
             "interview": "talk", "id": "note"},
            {"type": "references_requested", "at": at},
            {"type": "reference_chosen", "at": at, "reference": "rita"},
            {"type": "reference_contacted", "at": at, "reference": "rita"},
            {"type": "reference_letter", "at": at, "reference": "rita"},
            {"type": "outcome", "at": at, "result": "offer"},
            {"type": "references_requested", "at": at, "has_list": True},
            {"type": "outcome", "at": at, "result": "offer", "answer_by": "2026-07-02"},
            {"type": "mail_unsorted", "at": at},
            {"type": "status_elsewhere", "at": at},
            {"type": "accepted_elsewhere", "at": at},
        ]  # fmt: skip
        on, arranged = datetime(2026, 7, 2, 9, tzinfo=UTC), datetime(2026, 3, 5, 9, tzinfo=UTC)
        start, end = (datetime(2026, 3, 11, hour, tzinfo=UTC) for hour in (10, 11))

        assert read(*written, references=[RITA]).facts.events == (
            f.Applied("applied-1", on),
            f.Confirmation("confirmation-1", on),
            f.EmployerReply("employer_reply-1", on),
            f.TimelineGiven("timeline_given-1", on, date(2026, 7, 5), None),
            f.TimelineGiven("timeline_given-2", on, None, date(2026, 7, 6)),
            f.NoContactRequested("no_contact_requested-1", on),
            f.Interview("talk", arranged, f.Kind.INTERVIEW, start, end, ("ana", "bo"), on),
            f.Debriefed("debriefed-1", on, "talk"),
            f.MessageSent("message_sent-1", on, f.Purpose.OTHER),
            f.MessageSent("note", on, f.Purpose.THANK_YOU, "ana", "talk"),
            f.ReferencesRequested("references_requested-1", on),
            f.ReferenceChosen("reference_chosen-1", on, "rita"),
            f.ReferenceContacted("reference_contacted-1", on, "rita"),
            f.ReferenceLetter("reference_letter-1", on, "rita"),
            f.Outcome("outcome-1", on, f.Result.OFFER),
            f.ReferencesRequested("references_requested-2", on, True),
            f.Outcome("outcome-2", on, f.Result.OFFER, date(2026, 7, 2)),
            f.MailUnsorted("mail_unsorted-1", on),
            f.StatusElsewhere("status_elsewhere-1", on),
            f.AcceptedElsewhere("accepted_elsewhere-1", on),
        )

    def test_every_purpose(self) -> None:
        message = {"type": "message_sent", "at": AT}
        found = read(*({**message, "purpose": purpose.value} for purpose in f.Purpose)).facts

        assert [event.purpose for event in found.events] == list(f.Purpose)

    @pytest.mark.parametrize("rest", [{}, {"interviewers": [], "cancelled_at": None}])
    def test_an_interview_with_nobody_named(self, rest: dict[str, object]) -> None:
        (talk,) = read({**TALK, **rest}).facts.events

        assert isinstance(talk, f.Interview)
        assert (talk.interviewers, talk.cancelled_at) == ((), None)

    @pytest.mark.parametrize("interest", [1, 2, 3, 4, 5])
    def test_interest(self, interest: int) -> None:
        application = {"events": [], "interest": interest}

        assert read(application=application).facts.interest == interest

    def test_who_referred_and_until_when_the_posting_is_open(self) -> None:
        whole = {"events": [], "referred_by": "fay", "closes_on": "2026-03-20"}
        found = read(application=whole).facts
        nothing = read(application={"events": [], "referred_by": None, "closes_on": None}).facts

        assert (found.referred_by, found.closes_on) == ("fay", date(2026, 3, 20))
        assert (nothing.referred_by, nothing.closes_on) == (None, None)

    def test_days_off(self) -> None:
        days = ["2026-12-25", "2026-12-28"]
        found = read(weekend=[5, 6], days_off=days).facts

        assert (read().facts.weekend, read().facts.days_off) == ({6, 7}, frozenset())
        assert found.weekend == {5, 6}
        assert found.days_off == {date(2026, 12, 25), date(2026, 12, 28)}
        assert read(weekend=[]).facts.weekend == frozenset()

    def test_as_many_days_off_as_may_be(self) -> None:
        days = [date.fromordinal(737_000 + number).isoformat() for number in range(1000)]

        assert len(read(weekend=[7, 1, 3], days_off=days).facts.days_off) == 1000
        assert refused(case(days_off=[*days, "2199-01-01"])) == (
            "case 1: days_off: must hold at most 1,000 items"
        )

    @pytest.mark.parametrize(
        ("zone", "at", "first"),
        [
            ("Europe/London", "2026-03-02T23:59", "2026-03-02"),
            ("Asia/Tokyo", "2026-03-02T15:00Z", "2026-03-03"),
            ("America/New_York", "2026-03-03T04:59Z", "2026-03-02"),
        ],
    )
    def test_an_offer_is_open_from_its_local_day(self, zone: str, at: str, first: str) -> None:
        offer = {"type": "outcome", "result": "offer", "at": at}
        before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()

        assert read({**offer, "answer_by": first}, timezone=zone)
        assert refused(case({**offer, "answer_by": before}, timezone=zone)) == (
            "case 1: application.events[0].answer_by: the offer was made after this date"
        )

    def test_a_reference(self) -> None:
        whole = {
            **RITA, "agreed_on": "2024-02-29", "last_contact_on": "2026-01-02",
            "job_hunting_since": None,
        }  # fmt: skip

        assert read(
            references=[whole, {"id": "otto", "consent": "not_asked"}]
        ).facts.references == (
            f.ReferenceFacts("rita", f.Consent.AGREED, date(2024, 2, 29), date(2026, 1, 2), None),
            f.ReferenceFacts("otto", f.Consent.NOT_ASKED),
        )

    def test_a_policy_by_name_or_on_top_of_one(self) -> None:
        assert read(policy="patient").policy == make("patient")
        assert read(policy={"silence_days": 20}).policy == make("balanced", {"silence_days": 20})
        both = {"base": "light_touch", "day_end": "20:00"}
        assert read(policy=both).policy == make("light_touch", {"day_end": "20:00"})

    def test_names_count_by_reading_order_those_with_ids_too(self) -> None:
        events = [
            {"type": "applied", "at": "2026-03-09T10:00"},
            {"type": "applied", "at": AT},
            {"type": "applied", "at": "2026-03-05T10:00", "id": "again"},
            {"type": "applied", "at": "2026-03-09T10:00"},
        ]

        names = [event.name for event in read(*events).facts.events]
        assert names == ["applied-3", "applied-1", "again", "applied-4"]

    @pytest.mark.parametrize(
        ("text", "instant"),
        [
            ("2026-07-02T10:00", "2026-07-02 09:00:00"),
            ("2026-07-02T10:00:59", "2026-07-02 09:00:59"),
            ("2026-07-02T10:00:59.999999999", "2026-07-02 09:00:59"),
            ("2026-07-02T10:00Z", "2026-07-02 10:00:00"),
            ("2026-07-02T10:00:01.5Z", "2026-07-02 10:00:01"),
            ("2026-07-02T10:00+05:45", "2026-07-02 04:15:00"),
            ("2026-07-02T10:00+00:59", "2026-07-02 09:01:00"),
            ("2026-07-02T10:00:00-03:30", "2026-07-02 13:30:00"),
            ("2026-07-02T10:00-0330", "2026-07-02 13:30:00"),
            ("2026-03-29T01:30", "2026-03-29 01:30:00"),
            ("2026-10-25T01:30", "2026-10-25 00:30:00"),
            ("1970-01-01T00:00Z", "1970-01-01 00:00:00"),
            ("2199-12-31T23:59:59Z", "2199-12-31 23:59:59"),
            ("2200-01-01T00:30+01:00", "2199-12-31 23:30:00"),
        ],
    )
    def test_instants(self, text: str, instant: str) -> None:
        found = read(now=text).now

        assert found == datetime.fromisoformat(instant).replace(tzinfo=UTC)
        assert found.tzinfo is UTC

    @pytest.mark.parametrize("day", ["1970-01-01", "2199-12-31", "2024-02-29"])
    def test_dates(self, day: str) -> None:
        (event,) = read({**DATE, "ask_on": day}).facts.events

        assert isinstance(event, f.TimelineGiven)
        assert event.ask_on == date.fromisoformat(day)

    @pytest.mark.parametrize(
        "zone", ["UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "America/Port-au-Prince"]
    )
    def test_zones(self, zone: str) -> None:
        assert read(timezone=zone).facts.timezone.key == zone

    @pytest.mark.parametrize("name", ["a", "é" * 200, "\U0001f600", "a/b", " "])
    def test_ids(self, name: str) -> None:
        assert read({**APPLIED, "id": name}).facts.events[0].name == name

    def test_an_interview_may_end_as_it_starts_and_be_cancelled_as_it_is_arranged(self) -> None:
        at_once = {**TALK, "ends_at": TALK["starts_at"], "cancelled_at": TALK["at"]}

        assert read(at_once)


class TestAnswer:
    def test_what_it_looks_like(self) -> None:
        wrote = {"type": "reference_letter", "at": AT, "reference": "rita"}
        picked = {"type": "reference_chosen", "at": AT, "reference": "otto"}
        otto = {"id": "otto", "consent": "asked"}
        found = read(APPLIED, wrote, picked, references=[{**RITA, "consent": "asked"}, otto])
        answer = to_json(label(plan(found.facts, found.policy), found.now))

        assert answer["held_back"] == [
            {"rule": "reference", "about": "otto", "guard": "awaiting_consent", "until": None,
             "sources": ["S1:ask-first"]},
            {"rule": "status", "about": None, "guard": "too_soon",
             "until": "2026-03-16T09:00:00Z", "sources": ["S3:couple-of-weeks"]},
        ]  # fmt: skip
        assert answer["reminders"][0] == {
            "key": "reference.thank_you/rita/reference_letter-1", "rule": "reference.thank_you",
            "to": "rita", "opens_at": "2026-03-02T10:00:00Z", "due_at": "2026-03-03T10:00:00Z",
            "lapses_at": None, "optional": False, "status": "open",
            "sources": ["S1:thank-every-time"],
        }  # fmt: skip

    def test_reminders_are_sorted_as_printed(self) -> None:
        talk = {**TALK, "interviewers": ["é", "z", "a"]}
        found = read(talk)
        answer = to_json(label(plan(found.facts, found.policy), found.now))

        printed = [(item["opens_at"], item["key"]) for item in answer["reminders"]]
        assert printed == sorted(printed)
        assert [key for _, key in printed if "thank" in key] == [
            f"interview.thank_you/talk/{who}" for who in ("a", "z", "é")
        ]
