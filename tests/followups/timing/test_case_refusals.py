"""Reading case files strictly: the one line that says what is wrong, and where."""

import pytest

from tests.followups.timing.case_build import (
    APPLIED,
    AT,
    DATE,
    RITA,
    TALK,
    case,
    read,
    refused,
    without,
)

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
    (case(application={"events": [], "referred_by": ""}), f"application.referred_by: {NAME}"),
    (case(application={"events": [], "referred_by": 5}), f"application.referred_by: {NAME}"),
    (
        case(application={"events": [], "closes_on": "2026-02-29"}),
        "application.closes_on: there is no such date",
    ),
    (
        case(application={"events": [], "closes_on": "2026-02-01T10:00"}),
        "application.closes_on: must be a date",
    ),
    (case(weekend=None), "weekend: must be a list"),
    (case(weekend=6), "weekend: must be a list"),
    (case(weekend=[0]), "weekend[0]: must be a whole number from 1 to 7"),
    (case(weekend=[6, 8]), "weekend[1]: must be a whole number from 1 to 7"),
    (case(weekend=[True]), "weekend[0]: must be a whole number from 1 to 7"),
    (case(weekend=["6"]), "weekend[0]: must be a whole number from 1 to 7"),
    (case(weekend=[6, 7, 6]), "weekend[2]: this day is given twice"),
    (case(weekend=[1, 2, 3, 4]), "weekend: must hold at most 3 items"),
    (case(days_off=None), "days_off: must be a list"),
    (case(days_off=["2026-12-25", "2026-12-25"]), "days_off[1]: this day is given twice"),
    (case(days_off=["2026-02-29"]), "days_off[0]: there is no such date"),
    (case(days_off=["2200-01-01"]), f"days_off[0]: {BEYOND}"),
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
    ({"type": "outcome", "at": AT, "result": "accepted", "answer_by": "2026-04-01"}, ".answer_by",
     "only an offer stays open until a date"),
    ({"type": "outcome", "at": AT, "result": "offer", "answer_by": "2026-03-01"}, ".answer_by",
     "the offer was made after this date"),
    ({"type": "outcome", "at": AT, "result": "offer", "answer_by": AT}, ".answer_by",
     "must be a date written YYYY-MM-DD"),
    ({"type": "references_requested", "at": AT, "has_list": None}, ".has_list",
     "must be true or false"),
    ({"type": "references_requested", "at": AT, "has_list": 1}, ".has_list",
     "must be true or false"),
    ({"type": "accepted_elsewhere", "at": AT, "to": "x"}, ".to", "this field is unknown"),
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

    def test_word_for_word(self) -> None:
        assert refused(case(timezone="")).endswith(
            ": must be the name of an IANA time zone, such as Europe/London"
        )
        assert refused(case(timezone="Mars")).endswith(": there is no such IANA time zone")
        assert refused(case(now="")).endswith(
            ": must be an instant written YYYY-MM-DDTHH:MM, with or without an offset"
        )

    def test_to_may_be_anyone(self) -> None:
        event = {"type": "message_sent", "at": AT, "purpose": "other", "to": "x"}

        assert read(event)

    def test_many_of_everything_take_no_time(self) -> None:
        crowd = [str(number) for number in range(20_000)]

        assert "used twice" in refused(case({**TALK, "interviewers": [*crowd, "1"]}))
