"""Mails that offer times, answer a calendar's invitation, or repeat an older subject."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from inbox.reading.answers import mail_answer
from inbox.reading.mail import read_mail

NOW = datetime(2027, 2, 3, 12, tzinfo=UTC)
CALENDAR = """--b
Content-Type: text/calendar; method={method}

BEGIN:VCALENDAR
METHOD:{method}
BEGIN:VEVENT
UID:1@kestrel
DTSTART:20270310T160000Z
SUMMARY:Interview
END:VEVENT
END:VCALENDAR
--b--
"""


def read(text: str, subject: str = "Interview", sender: str = "tom@kestrel.example") -> Any:
    head = f"From: Tom Ashby <{sender}>\nSubject: {subject}\nDate: Wed, 3 Feb 2027 09:00:00 +0000\n"
    kind = "Content-Type: text/plain; charset=utf-8\n\n"
    return mail_answer(read_mail((head + kind + text).encode(), now=NOW, zone=ZoneInfo("UTC")))


def interviews(answer: Any) -> list[str]:
    return [each["at"] for each in answer["dates"] or () if each["what"] == "interview"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "We would like to interview you. Pick a time: https://calendly.com/k/onsite. There are"
            " slots from 15 to 19 February."
        ),
        (
            "Gerne laden wir Sie zum Vorstellungsgespräch ein. Bitte buchen Sie einen Termin:"
            " https://calendly.com/k/onsite. Termine gibt es vom 15. bis 19. Februar."
        ),
        (
            "Nous vous invitons à un entretien. Choisissez un créneau : https://calendly.com/k/onsite,"
            " du 15 au 19 février."
        ),
        (
            "Queremos invitarte a una entrevista. Elige una hora: https://calendly.com/k/onsite, "
            "hay huecos del 15 al 19 de febrero."
        ),
        (
            "We nodigen je graag uit voor een sollicitatiegesprek. Kies een moment:"
            " https://calendly.com/k/onsite, er is plek van 15 tot 19 februari."
        ),
    ],
)
def test_a_page_to_book_on_sets_no_time(text: str) -> None:
    answer = read(text)
    assert (answer["kind"], answer["is_choice"]) == ("interview_invitation", True)
    assert interviews(answer) == []


@pytest.mark.parametrize(
    "text",
    [
        (
            "Would you have time for an interview? I'm open Thursday 11 February from 1-4pm or "
            "Friday 12 February before noon. Let me know what works."
        ),
        (
            "Gerne würden wir Sie zum Vorstellungsgespräch einladen: Donnerstag, 11. Februar, um 13"
            " Uhr oder Freitag, 12. Februar. Welcher Termin passt Ihnen?"
        ),
        (
            "Nous vous proposons un entretien jeudi 11 février à 13h ou vendredi 12 février. Quel"
            " créneau vous convient ?"
        ),
        (
            "Nos gustaría hacerte una entrevista el jueves 11 de febrero a las 13:00 o el viernes "
            "12 de febrero. ¿Qué día te viene mejor?"
        ),
        (
            "We nodigen je graag uit voor een sollicitatiegesprek op donderdag 11 februari om 13.00"
            " uur of vrijdag 12 februari. Laat me weten wat je schikt."
        ),
    ],
)
def test_each_offered_time_is_told(text: str) -> None:
    answer = read(text)
    assert answer["is_choice"]
    assert [each[:10] for each in interviews(answer)] == ["2027-02-11", "2027-02-12"]


def test_a_time_that_is_set_is_no_choice() -> None:
    answer = read("Your interview is on Thursday 11 February at 2pm. Let me know if that works.")
    assert not answer["is_choice"]
    assert interviews(answer) == ["2027-02-11T14:00:00"]


def test_the_hours_of_one_day_are_a_choice() -> None:
    text = "Could we arrange an interview? I'm free Thursday 11 February between 1pm and 4pm."
    assert read(f"{text} Let me know what works.")["is_choice"]


@pytest.mark.parametrize("method", ["COUNTER", "DECLINECOUNTER", "REFRESH", "REPLY"])
def test_an_answer_to_an_invitation_moves_nothing(method: str) -> None:
    raw = (
        "From: Tom <tom@kestrel.example>\nSubject: New time proposed: interview\n"
        "Date: Wed, 3 Feb 2027 09:00:00 +0000\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        "About your interview.\n" + CALENDAR.format(method=method)
    )
    known = frozenset({"1@kestrel"})
    found = read_mail(raw.encode(), now=NOW, zone=ZoneInfo("UTC"), known_uids=known)
    assert found.kind in {"reply", "ignore"}


def test_tomorrow_in_the_subject_of_an_answer_is_the_older_mails() -> None:
    text = "Would you be able to attend the interview on Thursday 11 February at 10am instead?"
    dates = read(text, subject="RE: Interview tomorrow")["dates"]
    assert dates == [{"what": "interview", "at": "2027-02-11T10:00:00"}]
