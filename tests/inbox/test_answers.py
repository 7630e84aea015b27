"""What is proposed to be logged, from what was read."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from inbox.answers import Answer, proposed
from inbox.models import Suggestion
from jobtracker.reading.people import Person

LONDON = ZoneInfo("Europe/London")
SENT = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
OWNER = User(email="sam@post.example", name="Sam Okoro")
Kind = Suggestion.Kind


def answer(kind: str, **finding: Any) -> Answer:
    row = Suggestion(owner=OWNER, kind=kind, at=SENT, finding={"kind": kind, **finding})
    return proposed(row, LONDON)


def dated(**dates: str) -> list[dict[str, str]]:
    return [{"what": what, "at": moment} for what, moment in dates.items()]


def event(**fields: Any) -> dict[str, Any]:
    usual = {"uid": "1@cal.example", "starts_at": "2026-12-10T14:30:00Z", "attendees": []}
    return {**usual, **fields}


def invited(**fields: Any) -> Answer:
    return answer(Kind.INTERVIEW_INVITATION, events=[event(**fields)])


def test_a_time_without_a_zone_is_in_the_seeker_s() -> None:
    found = proposed(
        Suggestion(
            owner=OWNER,
            kind=Kind.INTERVIEW_INVITATION,
            at=SENT,
            finding={"dates": dated(interview="2026-07-10T14:30:00")},
        ),
        ZoneInfo("America/New_York"),
    )
    assert found.starts_at == datetime(2026, 7, 10, 18, 30, tzinfo=UTC)
    assert found.ends_at == datetime(2026, 7, 10, 19, 30, tzinfo=UTC)
    assert (found.is_end_known, found.time_zone) == (False, "America/New_York")


def test_several_times_are_a_choice() -> None:
    dates = dated(interview="2026-12-10T14:30:00", answer_by="2026-12-04")
    dates += dated(interview="2026-12-11")
    found = answer(Kind.INTERVIEW_INVITATION, dates=dates)
    assert found.is_choice_of_times
    assert found.text == (
        "Choose a time for the interview. Offered: Thu 10 Dec, 14:30; Fri 11 Dec."
        " Answer by Fri 4 Dec."
    )


def test_the_event_s_time_is_no_choice() -> None:
    found = answer(
        Kind.INTERVIEW_INVITATION,
        dates=dated(interview="2026-12-10T14:30:00Z") + dated(interview="2026-12-11"),
        events=[event(ends_at="2026-12-10T15:00:00Z")],
    )
    assert found.ends_at == datetime(2026, 12, 10, 15, 0, tzinfo=UTC)
    assert not found.is_choice_of_times


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [
        ("2026-12-10", None, ("10 09:00", "10 17:00")),
        ("2026-12-10", "2026-12-11", ("10 09:00", "10 17:00")),
        ("2026-12-10", "2026-12-12", ("10 09:00", "11 17:00")),
        ("2026-12-10T14:30:00Z", "2026-12-10T14:30:00Z", ("10 14:30", "10 15:30")),
        ("2026-12-10T14:30:00Z", "2026-12-11", ("10 14:30", "10 15:30")),
    ],
)
def test_ends_that_are_left_open(starts: str, ends: str | None, shown: tuple[str, str]) -> None:
    found = invited(starts_at=starts, ends_at=ends)
    assert found.starts_at
    assert found.ends_at
    assert (f"{found.starts_at:%d %H:%M}", f"{found.ends_at:%d %H:%M}") == shown


@pytest.mark.parametrize(
    ("zone", "kept"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("UTC", "Europe/London"),
        ("Customized Time Zone", "Europe/London"),
        (None, "Europe/London"),
    ],
)
def test_the_zone_in_which_the_time_was_agreed(zone: str | None, kept: str) -> None:
    assert invited(timezone=zone).time_zone == kept


TYPES = [
    ({"summary": "Phone screen with Kestrel"}, ("phone_screen", "")),
    ({"summary": "Telefoninterview"}, ("phone_screen", "")),
    ({"summary": "Technical phone interview"}, ("interview", "technical")),
    ({"summary": "Entretien technique"}, ("interview", "technical")),
    ({"summary": "Assessment day"}, ("interview", "assessment")),
    ({"summary": "Case study presentation"}, ("interview", "task")),
    ({"summary": "Final round"}, ("interview", "final")),
    ({"summary": "An informal coffee"}, ("interview", "informal")),
    ({"summary": "Interview", "link": "https://zoom.us/j/1"}, ("interview", "video")),
    ({"summary": "Interview", "location": "Réunion Microsoft Teams"}, ("interview", "video")),
    ({"summary": "Interview", "location": "4 Arundel Gate"}, ("interview", "on_site")),
    (
        {"summary": "Interview", "location": "4 Arundel Gate", "link": "https://zoom.us/j/1"},
        ("interview", "on_site"),
    ),
    ({"summary": "Interview"}, ("interview", "")),
]


@pytest.mark.parametrize(("fields", "kind"), TYPES)
def test_the_kind_of_interview(fields: dict[str, str], kind: tuple[str, str]) -> None:
    found = invited(**fields)
    assert (found.interview_kind, found.interview_type) == kind


def guest(email: str, name: str | None = None) -> dict[str, str | None]:
    return {"name": name, "email": email}


def test_three_people_are_a_panel() -> None:
    people = ["Ana Ruiz", "Bo Lind", "Chi Okafor"]
    found = answer(Kind.INTERVIEW_INVITATION, interviewers=people, events=[event()])
    assert found.interview_type == "panel"


NOBODY = [
    guest("sam@post.example", "Sam Okoro"),
    guest("SAM@post.example"),
    guest("sam.okoro@elsewhere.example", "Sam Okoro"),
    guest("c_1888@resource.calendar.google.com", "Room 4"),
    guest("room-4@kestrel.example", "Arundel Room"),
    guest("salle.bleue@kestrel.example", "Salle Bleue"),
    guest("no-reply@kestrel.example", "Kestrel Analytics"),
    guest("noreply@kestrel.example"),
    guest("jobs@kestrel.example", "Kestrel Careers"),
    guest("talent@kestrel.example", "Talent Team"),
    guest("calendar@us.greenhouse-mail.io", "Priya Nair"),
    guest("priya@kestrel.example"),
    guest("my.other.self@gmail.com", "Sammy O"),
]


@pytest.mark.parametrize("address", NOBODY, ids=lambda each: each["email"])
def test_who_is_nobody_to_meet(address: dict[str, str | None]) -> None:
    host = guest("ana@kestrel.example", "Ana Ruiz")
    assert invited(organizer=host, attendees=[address]).people == (
        Person("Ana Ruiz", "", "ana@kestrel.example"),
    )


def test_an_organizer_who_is_no_person_is_left_out() -> None:
    assert invited(organizer=guest("people@tamar.example", "People Team")).people == ()


@pytest.mark.parametrize("shown", ["Nair, Priya", "priya nair", "Dr. Priya Nair", None])
def test_names_as_calendars_show_them(shown: str | None) -> None:
    (found,) = invited(attendees=[guest("priya.nair@kestrel.example", shown)]).people
    assert found == Person("Priya Nair", "", "priya.nair@kestrel.example")


def test_people_are_named_once() -> None:
    found = answer(
        Kind.INTERVIEW_INVITATION,
        interviewers=["Priya Nair", "Dr. Ola Danso"],
        events=[event(attendees=[guest("priya.nair@kestrel.example", "priya nair")])],
    )
    assert [each.email for each in found.people] == ["priya.nair@kestrel.example", ""]


@pytest.mark.parametrize("link", ["https://" + "a" * 1000, "https://a b", "https://-.example"])
def test_a_link_that_is_none_is_left_out(link: str) -> None:
    assert invited(link=link).link == ""


@pytest.mark.parametrize(
    ("person", "email"),
    [
        ("Ana Ruiz", "no-reply@kestrel.example"),
        ("Ana Ruiz", "jobs@kestrel.example"),
        (None, "ana@kestrel.example"),
        ("Sam Okoro", "sam@post.example"),
    ],
)
def test_who_cannot_be_written_to_is_no_writer(person: str | None, email: str) -> None:
    assert answer(Kind.REPLY, person=person, sender=guest(email)).writer is None


def test_the_last_day_to_answer() -> None:
    found = answer(Kind.REFERENCES_REQUESTED, dates=dated(answer_by="2026-12-02T12:00:00"))
    assert (found.answer_by, found.text) == (date(2026, 12, 2), "Answer by Wed 2 Dec, 12:00.")


def test_a_day_in_another_year_says_so() -> None:
    found = answer(Kind.REPLY, dates=dated(answer_by="2027-01-04"))
    assert found.text == "Answer by Mon 4 Jan 2027."


def test_a_receipt_that_promises_news_says_when() -> None:
    found = answer(Kind.CONFIRMATION, dates=dated(news_by="2026-12-07"))
    assert (found.news_by, found.text) == (None, "News by Mon 7 Dec.")


@pytest.mark.parametrize(
    ("dates", "kind", "days"),
    [
        (dated(news_by="2026-12-07"), Kind.TIMELINE_GIVEN, (date(2026, 12, 7), None)),
        (dated(back_on="2027-01-05"), Kind.TIMELINE_GIVEN, (None, date(2027, 1, 5))),
        ([], Kind.REPLY, (None, None)),
        (dated(news_by="soon"), Kind.REPLY, (None, None)),
    ],
)
def test_a_timeline_has_one_day(dates: list[Any], kind: str, days: tuple[Any, Any]) -> None:
    found = answer(Kind.TIMELINE_GIVEN, dates=dates)
    assert (found.kind, found.news_by, found.ask_on) == (kind, *days)


def test_an_offer_s_pay_is_read_in_its_sentence() -> None:
    found = answer(Kind.OFFER, evidence=["We offer you the post.", "The salary is €3,400 a month."])
    assert (found.pay, found.pay_currency, found.pay_period) == (3400, "EUR", "month")


def test_an_empty_finding_is_no_hindrance() -> None:
    for kind in Kind.values:
        assert answer(kind).at == SENT


LOOP = (
    event(uid="a", summary="Technical interview", attendees=[guest("ana.ruiz@harbour.example")]),
    event(uid="b", starts_at="2026-12-10T16:00:00Z", ends_at="2026-12-10T16:30:00Z",
          summary="Phone screen", attendees=[guest("ola.danso@harbour.example")]),
    event(uid="c", starts_at="2026-12-11", summary="Final round", sequence=3),
)  # fmt: skip


def test_several_events_of_a_mail_are_several_interviews() -> None:
    evidence = ["Your technical interview and final round"]
    found = answer(Kind.INTERVIEW_INVITATION, events=[*LOOP], evidence=evidence,
                   interviewers=["Priya Nair"])  # fmt: skip
    told = [
        (each.uid, each.interview_kind, each.interview_type, [who.name for who in each.people])
        for each in found.meetings
    ]
    assert told == [
        ("a", "interview", "technical", ["Ana Ruiz"]),
        ("b", "phone_screen", "", ["Ola Danso"]),
        ("c", "interview", "final", ["Priya Nair"]),
    ]
    ends = [f"{each.ends_at:%d %H:%M}" for each in found.meetings]
    assert ends == ["10 15:30", "10 16:30", "11 17:00"]
    assert [each.sequence for each in found.meetings] == [0, 0, 3]


@pytest.mark.parametrize(
    "other",
    [
        event(uid="a", sequence=1, starts_at="2026-12-12T14:30:00Z"),
        event(uid="b"),
        event(uid="b", starts_at="2026-12-12T14:30:00Z", method="REPLY"),
        event(uid="b", starts_at="2026-12-12T14:30:00Z", method="CANCEL"),
        event(uid="b", starts_at=None),
    ],
)
def test_what_is_no_further_interview(other: dict[str, Any]) -> None:
    assert answer(Kind.INTERVIEW_INVITATION, events=[LOOP[0], other]).others == ()


@pytest.mark.parametrize("kind", [Kind.INTERVIEW_CANCELLED, Kind.INTERVIEW_RESCHEDULED])
def test_further_interviews_are_off_as_the_first_is(kind: str) -> None:
    found = answer(kind, events=[*LOOP])
    is_off = kind == Kind.INTERVIEW_CANCELLED
    assert [each.kind for each in found.meetings] == [
        kind, *[kind if is_off else Kind.INTERVIEW_INVITATION] * 2
    ]  # fmt: skip
