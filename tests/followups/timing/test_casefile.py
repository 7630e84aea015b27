"""Reading case files strictly: what is taken, and the one line that says what is wrong."""

import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followups.timing import facts as f
from followups.timing.casefile import Case, CaseError, read_cases, to_json
from followups.timing.plan import label, plan
from followups.timing.policy import make

AT = "2026-03-02T10:00"
APPLIED = {"type": "applied", "at": AT}
TALK = {
    "type": "interview", "id": "talk", "at": "2026-03-05T09:00", "kind": "interview",
    "starts_at": "2026-03-11T10:00", "ends_at": "2026-03-11T11:00",
}  # fmt: skip
RITA = {"id": "rita", "consent": "agreed"}
DATE = {"type": "timeline_given", "at": AT}


def without(whole: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in whole.items() if name != key}


def case(*events: object, **changes: object) -> dict[str, Any]:
    whole = {
        "timezone": "Europe/London",
        "now": "2026-03-02T12:00:00Z",
        "application": {"events": list(events)},
    }
    return {**whole, **changes}


def read(*events: object, **changes: object) -> Case:
    (found,) = read_cases(json.dumps(case(*events, **changes)))
    return found


def refused(data: object) -> str:
    """The error's text; data that is neither text nor bytes is written as JSON first."""
    with pytest.raises(CaseError) as caught:
        read_cases(data if isinstance(data, str | bytes) else json.dumps(data))
    return str(caught.value)


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
            {**TALK, "interviewers": ["ana", "bo"], "cancelled_at": "2026-03-05T09:00"},
            {"type": "debriefed", "at": at, "interview": "talk"},
            {"type": "message_sent", "at": at, "purpose": "other"},
            {"type": "message_sent", "at": at, "purpose": "thank_you", "to": "ana",
             "interview": "talk", "id": "note"},
            {"type": "references_requested", "at": at},
            {"type": "reference_chosen", "at": at, "reference": "rita"},
            {"type": "reference_contacted", "at": at, "reference": "rita"},
            {"type": "reference_letter", "at": at, "reference": "rita"},
            {"type": "outcome", "at": at, "result": "offer"},
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
            f.Interview("talk", arranged, f.Kind.INTERVIEW, start, end, ("ana", "bo"), arranged),
            f.Debriefed("debriefed-1", on, "talk"),
            f.MessageSent("message_sent-1", on, f.Purpose.OTHER),
            f.MessageSent("note", on, f.Purpose.THANK_YOU, "ana", "talk"),
            f.ReferencesRequested("references_requested-1", on),
            f.ReferenceChosen("reference_chosen-1", on, "rita"),
            f.ReferenceContacted("reference_contacted-1", on, "rita"),
            f.ReferenceLetter("reference_letter-1", on, "rita"),
            f.Outcome("outcome-1", on, f.Result.OFFER),
        )

    @pytest.mark.parametrize("interest", [1, 2, 3, 4, 5])
    def test_interest(self, interest: int) -> None:
        application = {"events": [], "interest": interest}

        assert read(application=application).facts.interest == interest

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
        assert read(now=text).now == datetime.fromisoformat(instant).replace(tzinfo=UTC)

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


class TestLinesAndFiles:
    ONE = json.dumps(case())

    @pytest.mark.parametrize(
        "text",
        [
            ONE,
            ONE + "\n",
            "\n \t\r\n" + ONE + "\r\n\r\n",
            "\ufeff" + ONE,
            ONE.encode(),
            b"\xef\xbb\xbf" + ONE.encode(),
            json.dumps(case(), indent=2),
            json.dumps(case(), indent=2).replace("\n", "\r\n"),
            "\n\n" + json.dumps(case(), indent=2) + "\n\n",
        ],
    )
    def test_one_case(self, text: str | bytes) -> None:
        assert len(read_cases(text)) == 1

    def test_one_a_line(self) -> None:
        other = json.dumps(case(timezone="UTC"))
        found = read_cases(f"{self.ONE}\r\n\n{other}\n   \n{self.ONE}")

        assert [each.facts.timezone.key for each in found] == [
            "Europe/London", "UTC", "Europe/London",
        ]  # fmt: skip

    def test_a_line_is_ended_by_a_line_feed_alone(self) -> None:
        odd = json.dumps(case({**APPLIED, "id": "a\u2028b\u0085c"}), ensure_ascii=False)

        assert len(read_cases(f"{odd}\n{odd}")) == 2

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            ("", "case 1: $: there is no case in the file"),
            (" \n\t\r\n", "case 1: $: there is no case in the file"),
            (b"", "case 1: $: there is no case in the file"),
            ("{", "case 1: $: this is not JSON: "),
            ("{} {}", "case 1: $: this is not JSON: Extra data"),
            ("[]", "case 1: $: must be an object"),
            ("null", "case 1: $: must be an object"),
            ("5", "case 1: $: must be an object"),
            ('"case"', "case 1: $: must be an object"),
            (f"{ONE}\n[]", "case 2: $: must be an object"),
            (f"{ONE}\n\n{ONE}\n{{", "case 3: $: this is not JSON: "),
            (f"{ONE}\n{ONE},", "case 2: $: this is not JSON: Extra data"),
            (json.dumps(case(), indent=2)[:-1], "case 1: $: this is not JSON: "),
            (json.dumps(case(), indent=2) * 2, "case 1: $: this is not JSON: Extra data"),
            (b"\xff", "case 1: $: the text is not UTF-8"),
            (ONE.encode() + b"\n\xff", "case 2: $: the text is not UTF-8"),
            (b"\xef\xbb\xbf" + ONE.encode() + b"\n\xff", "case 2: $: the text is not UTF-8"),
            (ONE.encode() + b"\n\x0c\n\xff", "case 3: $: the text is not UTF-8"),
            (ONE.encode() + b"\n\n" + ONE.encode() + b"\n\xff", "case 3: $: the text is not UTF-8"),
            (json.dumps(case(), indent=2).encode() + b"\xff", "case 1: $: the text is not UTF-8"),
            (ONE.encode("utf-16"), "case 1: $: the text is not UTF-8"),
            ('{"now": NaN}', "case 1: $: this is not JSON: NaN is no JSON value"),
            ('{"now": -Infinity}', "case 1: $: this is not JSON: -Infinity is no JSON value"),
            ("[" * 100_000, "case 1: $: this is nested too deep"),
            ('{"a":' * 100_000, "case 1: $: this is nested too deep"),
            (f"{ONE}\n" + "[" * 100_000, "case 2: $: this is nested too deep"),
            ('{"timezone": "UTC", "timezone": "UTC"}', "case 1: timezone: this field stands more"),
        ],
    )
    def test_what_is_no_case(self, data: str | bytes, error: str) -> None:
        assert refused(data).startswith(error)

    def test_a_good_case_before_a_bad_one_is_no_answer(self) -> None:
        assert refused(f"{self.ONE}\n{json.dumps(case(timezone=5))}").startswith(
            "case 2: timezone: "
        )

    def test_a_repeated_key_deep_inside(self) -> None:
        text = json.dumps(case(APPLIED)).replace('"type"', '"at": "", "type"')

        assert refused(text).startswith("case 1: application.events[0].at: this field stands more")

    def test_the_error_says_where(self) -> None:
        with pytest.raises(CaseError) as caught:
            read_cases(json.dumps(case({**TALK, "ends_at": 5})))

        assert caught.value.case_number == 1
        assert caught.value.path == "application.events[0].ends_at"
        assert caught.value.message.startswith("must be an instant")


INSTANT = "must be an instant written"
BEYOND = "must lie from 1970-01-01 up to"
NAME = "must be a string of 1 to 200 characters"

WRONG = [
    (case(timezone=None), "timezone: must be the name"),
    (case(timezone="Mars/Olympus"), "timezone: there is no such"),
    (case(timezone="Europe"), "timezone: there is no such"),
    (case(timezone=""), "timezone: must be the name"),
    (case(timezone="../../etc/passwd"), "timezone: must be the name"),
    (case(timezone="Europe/London\0"), "timezone: must be the name"),
    (case(timezone="right/UTC"), "timezone: must be the name"),
    (case(timezone="posix/UTC"), "timezone: must be the name"),
    (case(timezone="localtime"), "timezone: must be the name"),
    (case(timezone="\ud800"), "timezone: must be the name"),
    (case(timezone="a" * 5000), "timezone: there is no such"),
    (case(now=None), f"now: {INSTANT}"),
    (case(now=1772452800), f"now: {INSTANT}"),
    (case(now="2026-03-02"), f"now: {INSTANT}"),
    (case(now="2026-03-02 10:00"), f"now: {INSTANT}"),
    (case(now="2026-3-2T10:00"), f"now: {INSTANT}"),
    (case(now="2026-03-02T10:00Z "), f"now: {INSTANT}"),
    (case(now="２０26-03-02T10:00"), f"now: {INSTANT}"),
    (case(now="2026-02-29T10:00"), "now: there is no such instant"),
    (case(now="2026-03-02T24:00"), "now: there is no such instant"),
    (case(now="2026-03-02T10:00:60"), "now: there is no such instant"),
    (case(now="2026-03-02T10:00+24:00"), "now: there is no such instant"),
    (case(now="2026-03-02T10:00+01:60"), "now: there is no such instant"),
    (case(now="9999-12-31T23:59-01:00"), "now: there is no such instant"),
    (case(now="0001-01-01T00:00+01:00"), "now: there is no such instant"),
    (case(now="0000-01-01T00:00Z"), "now: there is no such instant"),
    (case(now="1969-12-31T23:59:59Z"), f"now: {BEYOND}"),
    (case(now="2200-01-01T00:00Z"), f"now: {BEYOND}"),
    (case(timezone="Asia/Tokyo", now="1970-01-01T08:59"), f"now: {BEYOND}"),
    (case(later=1), "later: this field is unknown"),
    (case(application=None), "application: must be an object"),
    (case(application=[]), "application: must be an object"),
    (case(application={}), "application.events: this field is required"),
    (case(application={"events": {}}), "application.events: must be a list"),
    (case(application={"events": None}), "application.events: must be a list"),
    (case(application={"events": [], "x": 1}), "application.x: this field is unknown"),
    *[
        (
            case(application={"events": [], "interest": value}),
            "application.interest: must be a whole",
        )
        for value in (0, 6, 3.0, True, "3", None, 10**30)
    ],
    (case(references=None), "references: must be a list"),
    (case(references={}), "references: must be a list"),
    (case(references=[5]), "references[0]: must be an object"),
    (case(references=[{"id": "rita"}]), "references[0].consent: this field is required"),
    (case(references=[{"consent": "asked"}]), "references[0].id: this field is required"),
    (case(references=[{**RITA, "consent": "maybe"}]), "references[0].consent: must be one of"),
    (case(references=[{**RITA, "consent": None}]), "references[0].consent: must be one of"),
    (case(references=[{**RITA, "consent": ["asked"]}]), "references[0].consent: must be one of"),
    (case(references=[{**RITA, "id": ""}]), f"references[0].id: {NAME}"),
    (case(references=[{**RITA, "id": "a" * 201}]), f"references[0].id: {NAME}"),
    (case(references=[{**RITA, "id": 5}]), f"references[0].id: {NAME}"),
    (case(references=[{**RITA, "id": "\udfff"}]), "references[0].id: must not hold half"),
    (case(references=[{**RITA, "id": "\ud800"}]), "references[0].id: must not hold half"),
    (
        case(references=[{**RITA, "agreed_on": "2026-02-29"}]),
        "references[0].agreed_on: there is no",
    ),
    (
        case(references=[{**RITA, "agreed_on": "2026-1-1"}]),
        "references[0].agreed_on: must be a date",
    ),
    (case(references=[{**RITA, "agreed_on": 5}]), "references[0].agreed_on: must be a date"),
    (case(references=[{**RITA, "agreed_on": "1969-12-31"}]), f"references[0].agreed_on: {BEYOND}"),
    (case(references=[{**RITA, "agreed_on": "2200-01-01"}]), f"references[0].agreed_on: {BEYOND}"),
    (case(references=[{**RITA, "phone": "1"}]), "references[0].phone: this field is unknown"),
    (case(references=[RITA, RITA]), "references[1].id: this name is used twice"),
    (case(policy=None), "policy: must be the name of a policy, or an object"),
    (case(policy=5), "policy: must be the name of a policy, or an object"),
    (case(policy=[]), "policy: must be the name of a policy, or an object"),
    (case(policy="stern"), "policy: is no named policy"),
    (case(policy={"base": "stern"}), "policy.base: is no named policy"),
    (case(policy={"base": None}), "policy.base: is no named policy"),
    (case(policy={"patience": 1}), "policy.patience: is no field"),
    (
        case(policy={"silence_days": 6}),
        "policy.silence_days: must be from 7 to 365 (S3:couple-of-weeks)",
    ),
    (case(policy={"silence_days": 10**40}), "policy.silence_days: must be a whole number"),
    (case(policy={"silence_days": 10**18}), "policy.silence_days: must be a whole number"),
    (case(policy={"silence_days": 10**17}), "policy.silence_days: must be from 7 to 365"),
    (case(policy={"day_end": "08:00"}), "policy.day_end: the day must start before"),
]

EVENTS = [
    (5, "", "must be an object"),
    ([], "", "must be an object"),
    ({}, ".type", "this field is required"),
    ({"type": "applied"}, ".at", "this field is required"),
    ({"type": "hired", "at": AT}, ".type", "must be one of applied, "),
    ({"type": None, "at": AT}, ".type", "must be one of"),
    ({"type": ["applied"], "at": AT}, ".type", "must be one of"),
    ({**APPLIED, "at": None}, ".at", INSTANT),
    ({**APPLIED, "result": "offer"}, ".result", "this field is unknown"),
    ({**APPLIED, "id": None}, ".id", NAME),
    ({**APPLIED, "id": ""}, ".id", NAME),
    ({**APPLIED, "": 1}, '.""', "this field is unknown"),
    ({**APPLIED, "two\nlines": 1}, '."two\\nlines"', "this field is unknown"),
    ({**APPLIED, "x" * 99: 1}, '."' + "x" * 60 + '"', "this field is unknown"),
    (without(TALK, "id"), ".id", "this field is required"),
    (without(TALK, "kind"), ".kind", "this field is required"),
    ({**TALK, "kind": "lunch"}, ".kind", "must be one of phone_screen, interview"),
    ({**TALK, "ends_at": "2026-03-11T09:59:59"}, ".ends_at", "the interview ends before it starts"),
    ({**TALK, "cancelled_at": "2026-03-05T08:59:59"}, ".cancelled_at", "the interview is"),
    ({**TALK, "cancelled_at": False}, ".cancelled_at", INSTANT),
    ({**TALK, "interviewers": None}, ".interviewers", "must be a list"),
    ({**TALK, "interviewers": "ana"}, ".interviewers", "must be a list"),
    ({**TALK, "interviewers": ["ana", ""]}, ".interviewers[1]", NAME),
    ({**TALK, "interviewers": ["ana", None]}, ".interviewers[1]", NAME),
    ({**TALK, "interviewers": ["a", "b", "a"]}, ".interviewers[2]", "this name is used twice"),
    (DATE, ".news_by", "one of news_by and ask_on is"),
    ({**DATE, "news_by": None, "ask_on": None}, ".news_by", "one of news_by and ask_on is"),
    ({**DATE, "news_by": "2026-04-01", "ask_on": "2026-04-01"}, ".ask_on", "only one of news_by"),
    ({**DATE, "ask_on": "2026-04-01T10:00"}, ".ask_on", "must be a date written YYYY-MM-DD"),
    ({"type": "debriefed", "at": AT}, ".interview", "this field is required"),
    ({"type": "debriefed", "at": AT, "interview": None}, ".interview", NAME),
    ({"type": "debriefed", "at": AT, "interview": "x"}, ".interview", "no interview"),
    ({"type": "message_sent", "at": AT}, ".purpose", "this field is required"),
    ({"type": "message_sent", "at": AT, "purpose": "hi"}, ".purpose", "must be one of"),
    ({"type": "message_sent", "at": AT, "purpose": "other", "to": ""}, ".to", NAME),
    ({"type": "message_sent", "at": AT, "purpose": "other", "interview": "x"},
     ".interview", "no interview has this id"),
    ({"type": "reference_chosen", "at": AT}, ".reference", "this field is required"),
    ({"type": "reference_chosen", "at": AT, "reference": "x"}, ".reference",
     "no reference has this id"),
    ({"type": "outcome", "at": AT}, ".result", "this field is required"),
    ({"type": "outcome", "at": AT, "result": None}, ".result", "must be one of"),
]  # fmt: skip


class TestWhatIsRefused:
    @pytest.mark.parametrize(("data", "error"), WRONG, ids=[error for _, error in WRONG])
    def test_a_case(self, data: object, error: str) -> None:
        assert refused(data).startswith(f"case 1: {error}")

    @pytest.mark.parametrize("missing", ["timezone", "now", "application"])
    def test_what_is_missing(self, missing: str) -> None:
        data = {key: value for key, value in case().items() if key != missing}

        assert refused(data) == f"case 1: {missing}: this field is required"

    @pytest.mark.parametrize(("event", "field", "error"), EVENTS)
    def test_an_event(self, event: object, field: str, error: str) -> None:
        path = f"case 1: application.events[1]{field}: {error}"

        assert refused(case(APPLIED, event)).startswith(path)

    @pytest.mark.parametrize(
        ("events", "index"),
        [
            ([{**APPLIED, "id": "x"}, {**APPLIED, "id": "x"}], 1),
            ([{**APPLIED, "id": "talk"}, TALK], 1),
            ([TALK, TALK], 1),
            ([{**APPLIED, "id": "applied-2"}, APPLIED], 0),
            ([APPLIED, {**APPLIED, "id": "applied-1"}], 1),
            ([APPLIED, APPLIED, {**DATE, "ask_on": "2026-04-01", "id": "applied-2"}], 2),
        ],
    )
    def test_names_used_twice(self, events: list[object], index: int) -> None:
        error = f"case 1: application.events[{index}].id: this name is used twice"

        assert refused(case(*events)) == error

    def test_an_interview_that_is_no_interview(self) -> None:
        event = {"type": "debriefed", "at": AT, "interview": "x"}

        assert "[1].interview: no interview" in refused(case({**APPLIED, "id": "x"}, event))

    def test_to_may_be_anyone(self) -> None:
        event = {"type": "message_sent", "at": AT, "purpose": "other", "to": "x"}

        assert read(event)

    def test_many_of_everything_take_no_time(self) -> None:
        crowd = [str(number) for number in range(20_000)]

        assert "used twice" in refused(case({**TALK, "interviewers": [*crowd, "1"]}))


class TestAnswer:
    def test_what_it_looks_like(self) -> None:
        wrote = {"type": "reference_letter", "at": AT, "reference": "rita"}
        found = read(APPLIED, wrote, references=[{**RITA, "consent": "asked"}])
        answer = to_json(label(plan(found.facts, found.policy), found.now))

        assert answer["held_back"] == [
            {"rule": "reference", "about": "rita", "guard": "awaiting_consent", "until": None,
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
