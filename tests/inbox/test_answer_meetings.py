"""Interviews from several mails and files: one interview, in whatever order they come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from applications.models import Application, Event, Interview, Message
from inbox.answers import Answer, proposed
from inbox.models import CalendarLink, Suggestion
from inbox.services.answer import accept, what_of
from inbox.services.undo import undo_answer
from jobtracker.reading.people import Person
from tests.inbox.arrivals import NOW, event, suggest, told, written
from tests.inbox.test_answer import EARLY, HOUR, accepted, applied, arranged, at

Meeting = tuple[datetime, datetime | None]
INVITED, MOVED, OFF = at(20, 9), at(21, 9), at(22, 9)
OLD, NEW = at(8, 14, 30, month=12), at(9, 10, month=12)


def meetings() -> list[Meeting]:
    return [(each.starts_at, each.cancelled_at) for each in Interview.objects.order_by("pk")]


FILES = {
    "invited": ("01_google_request_utc", INVITED),
    "moved": ("04_google_moved", MOVED),
    "off": ("03_google_cancel", OFF),
}


@pytest.mark.parametrize("order", list(permutations(FILES)))
def test_versions_of_an_event_come_in_any_order(seeker: User, order: Sequence[str]) -> None:
    application = applied(seeker)
    for name in order:
        file, sent = FILES[name]
        accepted(event(seeker, file, application, at=sent), application)
    interview = Interview.objects.get()
    assert interview.cancelled_at == OFF
    assert interview.arranged_at == INVITED
    assert interview.place == "Kestrel House, 4 Arundel Gate, Sheffield"
    assert CalendarLink.objects.get().sequence == 1


@pytest.mark.parametrize("order", [("invited", "moved"), ("moved", "invited")])
def test_an_old_invitation_does_not_move_it_back(seeker: User, order: Sequence[str]) -> None:
    application = applied(seeker)
    for name in order:
        file, sent = FILES[name]
        accepted(event(seeker, file, application, at=sent), application)
    assert meetings() == [(NEW, None)]
    assert Interview.objects.get().arranged_at == INVITED


def test_a_file_of_a_known_event_finds_its_application(seeker: User) -> None:
    application = applied(seeker)
    accepted(event(seeker, "01_google_request_utc", application, at=INVITED), application)
    assert accepted(event(seeker, "04_google_moved", at=MOVED), None) == application


INVITATION = b"""\
From: Priya Nair <priya.nair@kestrel.example>
To: sam.okoro@post.example
Date: Fri, 20 Nov 2026 09:00:00 +0000
Message-ID: <invitation@kestrel.example>
Subject: Interview for Engineer

Hello Sam,

we would like to invite you to an interview on Tuesday 8 December at 14:30.

Best wishes,
Priya Nair
"""
MOVE = b"""\
From: Priya Nair <priya.nair@kestrel.example>
To: sam.okoro@post.example
Date: Sat, 21 Nov 2026 09:00:00 +0000
Message-ID: <move@kestrel.example>
Subject: Interview for Engineer

Hello Sam,

we have to reschedule your interview of Tuesday 8 December at 14:30. The new time is
Wednesday 9 December at 10:00.

Best wishes,
Priya Nair
"""


@pytest.mark.parametrize("texts", list(permutations([INVITATION, MOVE])))
def test_mails_without_a_file_come_in_any_order(seeker: User, texts: Sequence[bytes]) -> None:
    application = applied(seeker)
    read = [written(seeker, text, application) for text in texts]
    assert {each.kind for each in read} == {"interview_invitation", "interview_rescheduled"}
    for suggestion in read:
        accepted(suggestion, application)
    assert meetings() == [(NEW, None)]
    assert Interview.objects.get().arranged_at == INVITED


@pytest.mark.parametrize("is_mail_first", [True, False])
def test_a_mail_and_a_file_are_one_interview(seeker: User, is_mail_first: bool) -> None:
    application = applied(seeker)
    both = [
        written(seeker, INVITATION, application),
        event(seeker, "01_google_request_utc", application, at=INVITED),
    ]
    for suggestion in both if is_mail_first else reversed(both):
        accepted(suggestion, application)
    interview = Interview.objects.get()
    assert interview.ends_at - interview.starts_at == timedelta(minutes=45)
    assert interview.link == "https://meet.google.com/abc-defg-hij"


def test_a_new_invitation_to_the_old_time_is_another_interview(seeker: User) -> None:
    application = applied(seeker)
    for text in (INVITATION, MOVE):
        accepted(written(seeker, text, application), application)
    accepted(meeting("interview_invitation", application, starts_at=OLD), application)
    assert meetings() == [(NEW, None), (OLD, None)]


def test_a_cancelled_interview_takes_place_when_they_invite_again(seeker: User) -> None:
    application = applied(seeker)
    accepted(written(seeker, INVITATION, application), application)
    accepted(meeting("interview_cancelled", application, before=OLD), application, at=OFF)
    assert meetings() == [(OLD, OFF)]
    accepted(meeting("interview_invitation", application, starts_at=OLD), application)
    assert meetings() == [(OLD, None)]


def meeting(kind: str, application: Any, **more: Any) -> Suggestion:
    """A suggestion about an interview at 14:30 on 8 December, or another time."""
    dates = {"starts_at": "interview", "before": "interview_before"}
    found = [{"what": dates[name], "at": moment.isoformat()} for name, moment in more.items()]
    finding = {"kind": kind, "dates": found}
    return suggest(application.owner, finding, application, at=NOW)


def test_a_move_keeps_the_length_that_is_known(seeker: User) -> None:
    application = applied(seeker)
    arranged(EARLY, OLD, lasts=2 * HOUR, place="Room 4", type="panel")(application)
    accepted(written(seeker, MOVE, application), application)
    interview = Interview.objects.get()
    assert (interview.starts_at, interview.ends_at) == (NEW, NEW + 2 * HOUR)
    assert (interview.place, interview.type, interview.arranged_at) == ("Room 4", "panel", EARLY)


def test_the_only_interview_that_is_coming_is_meant(seeker: User) -> None:
    application = applied(seeker)
    arranged(EARLY, at(12, 9))(application)
    arranged(EARLY, OLD)(application)
    accepted(meeting("interview_cancelled", application), application)
    assert meetings() == [(at(12, 9), None), (OLD, NOW)]


@pytest.mark.parametrize("kind", ["interview_cancelled", "interview_rescheduled"])
def test_of_several_the_seeker_says_which(seeker: User, kind: str) -> None:
    application = applied(seeker)
    first = arranged(EARLY, OLD)(application)
    arranged(EARLY, NEW)(application)
    new = {"starts_at": at(17, 9, month=12)} if kind == "interview_rescheduled" else {}
    suggestion = meeting(kind, application, **new)
    with pytest.raises(ValidationError) as caught:
        accepted(suggestion, application)
    assert list(caught.value.message_dict) == ["interview"]
    before = meetings()
    accepted(suggestion, application, interview=first)
    assert [was == is_now for was, is_now in zip(before, meetings(), strict=True)] == [False, True]


def test_another_time_than_any_that_is_known_is_asked_about(seeker: User) -> None:
    application = applied(seeker)
    arranged(EARLY, NEW)(application)
    with pytest.raises(ValidationError, match="Choose which interview"):
        accepted(meeting("interview_cancelled", application, before=OLD), application)


def test_a_cancellation_of_nothing_that_is_known_is_a_reply(seeker: User) -> None:
    application = applied(seeker)
    accepted(meeting("interview_cancelled", application), application)
    assert not Interview.objects.exists()
    assert Event.objects.get(kind="employer_reply").text == "They cancelled the interview."


def test_a_move_to_no_time_yet_takes_the_old_one_off(seeker: User) -> None:
    application = applied(seeker)
    arranged(EARLY, OLD)(application)
    suggestion = meeting("interview_rescheduled", application, before=OLD)
    accepted(suggestion, application)
    assert meetings() == [(OLD, NOW)]
    assert Event.objects.get(kind="employer_reply").text == "Choose a time for the interview."


def test_a_day_without_a_time_leaves_a_known_time_alone(seeker: User) -> None:
    application = applied(seeker)
    arranged(EARLY, OLD)(application)
    finding = {
        "kind": "interview_invitation",
        "dates": [{"what": "interview", "at": "2026-12-08"}],
        "interviewers": ["Ola Danso"],
    }
    before = meetings()
    accepted(suggest(seeker, finding, application, at=NOW), application)
    assert meetings() == before
    assert Interview.objects.get().interviewers.get().name == "Ola Danso"


def sent(application: Any, **more: Any) -> tuple[Suggestion, Answer]:
    finding = {
        "kind": "sent",
        "subject": "Thank you",
        "purpose": "thank_you",
        "recipients": [{"name": "Ana Ruiz", "email": "ana.ruiz@kestrel.example"}],
    }
    suggestion = suggest(application.owner, {**finding, **more}, application, at=NOW)
    return suggestion, proposed(suggestion, application.owner.zone)


def test_a_thank_you_is_ticked_off(seeker: User) -> None:
    application = applied(seeker)
    interview = arranged(EARLY, NOW - 3 * HOUR, "Ana Ruiz")(application)
    arranged(EARLY, NOW - 2 * HOUR)(application)
    thanks = application.reminders.get(rule="interview.thank_you", contact__name="Ana Ruiz")
    assert thanks.state == "open"
    suggestion, answer = sent(application)
    accept(suggestion, answer, now=NOW)
    message = Message.objects.get()
    assert (message.interview, message.at, message.subject) == (interview, NOW, "Thank you")
    assert message.contact
    assert message.contact.email == "ana.ruiz@kestrel.example"
    thanks.refresh_from_db()
    assert thanks.state == "settled"


def test_a_status_note_is_logged_to_whom_it_went(seeker: User) -> None:
    application = applied(seeker)
    suggestion, answer = sent(application, purpose="status")
    accept(suggestion, answer, now=NOW)
    assert (NOW, "status", "Ana Ruiz", None, "email") in told(application)


def test_a_sent_note_adds_the_application_that_it_names(seeker: User) -> None:
    suggestion, answer = sent(applied(seeker))
    named = replace(answer, application=None, company="New", title="Clerk")
    accept(suggestion, named, now=NOW)
    assert Application.objects.filter(owner=seeker, company__name="New", title="Clerk").exists()


def test_a_note_to_a_reference_needs_one(seeker: User) -> None:
    suggestion, answer = sent(applied(seeker))
    with pytest.raises(ValidationError) as caught:
        accept(suggestion, replace(answer, purpose="heads_up"), now=NOW)
    assert list(caught.value.message_dict) == ["recipient"]
    assert answer.recipient == Person("Ana Ruiz", "", "ana.ruiz@kestrel.example")


PEOPLE = ("Ana Ruiz", "Ola Danso", "Priya Nair")


def loop(owner: User, *hours: int, kind: str = "interview_invitation", **fields: Any) -> Suggestion:
    """The suggestion of a mail with an event at each of these hours of 10 December."""
    events = [
        {
            "uid": f"{place}@kestrel.example", "summary": "Interview", "sequence": 0,
            "starts_at": at(10, hour, month=12).isoformat(),
            "attendees": [{"name": name, "email": f"{place}@kestrel.example"}], **fields,
        }
        for place, (hour, name) in enumerate(zip(hours, PEOPLE, strict=False))
    ]  # fmt: skip
    return suggest(owner, {"kind": kind, "events": events}, at=INVITED)


def test_all_interviews_of_a_mail_are_arranged_and_taken_back(seeker: User) -> None:
    application, suggestion = applied(seeker), loop(seeker, 10, 11, 14)
    before = told(application)
    accepted(suggestion, application)
    assert [each for each, _ in meetings()] == [at(10, hour, month=12) for hour in (10, 11, 14)]
    people = [
        [who.name for who in row.interviewers.all()] for row in Interview.objects.order_by("pk")
    ]
    assert people == [[name] for name in PEOPLE]
    assert CalendarLink.objects.count() == 3
    undo_answer(seeker, what_of(suggestion), now=NOW)
    assert told(application) == before
    assert not CalendarLink.objects.exists()


def test_all_interviews_of_a_mail_move_and_are_off(seeker: User) -> None:
    application = applied(seeker)
    accepted(loop(seeker, 10, 11, 14), application)
    moved = loop(seeker, 11, 10, 15, kind="interview_rescheduled", sequence=1)
    accepted(moved, application)
    times = [each for each, _ in meetings()]
    assert times == [at(10, hour, month=12) for hour in (11, 10, 15)]
    off = loop(seeker, 11, 10, 15, kind="interview_cancelled", sequence=2, method="CANCEL")
    accepted(off, application)
    assert [cancelled_at for _, cancelled_at in meetings()] == [INVITED] * 3
    undo_answer(seeker, what_of(off), now=NOW)
    assert [cancelled_at for _, cancelled_at in meetings()] == [None] * 3


def test_if_one_of_a_mail_cannot_be_arranged_none_is(seeker: User) -> None:
    application, suggestion = applied(seeker), loop(seeker, 10, 11)
    answer = replace(proposed(suggestion, seeker.zone), application=application)
    other = replace(answer.others[0], link="no link")
    with pytest.raises(ValidationError):
        accept(suggestion, replace(answer, others=(other,)), now=NOW)
    assert not Interview.objects.exists()
