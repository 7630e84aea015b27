"""What a finding says besides the dates: where to meet, who got the mail, which words decided."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from inbox.reading.answers import mail_answer
from inbox.reading.findings import Address, MailFinding
from inbox.reading.mail import read_mail

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
ANNA = "Anna Weiss <anna.weiss@halden.example>"


def mail(body: str, subject: str = "Interview", headers: str = "", kind: str = "plain") -> bytes:
    head = f"From: {ANNA}\nTo: Sam Okoro <sam@post.example>\nSubject: {subject}\n{headers}"
    return f"{head}Content-Type: text/{kind}; charset=utf-8\n\n{body}\n".encode()


def found(raw: bytes) -> MailFinding:
    return read_mail(raw, now=NOW, zone=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Please come to 12 Mill Lane, Ludlow.", "12 Mill Lane, Ludlow"),
        ("Where: The Old Dairy, second floor", "The Old Dairy, second floor"),
        ("We meet in Room 4, Larch House, Wexcombe.", "Room 4, Larch House, Wexcombe"),
        ("Kommen Sie in die Lindenstraße 14, 04109 Leipzig.", "Lindenstraße 14, 04109 Leipzig"),
        ("Ort: Werk 2, Empfang", "Werk 2, Empfang"),
        ("Nous sommes au 3 rue des Lilas, 69003 Lyon.", "3 rue des Lilas, 69003 Lyon"),
        ("Estamos en la calle Mayor 8, Burgos.", "calle Mayor 8, Burgos"),
        ("Ons adres is Havenstraat 21, 1211 AB Hilversum.", "Havenstraat 21, 1211 AB Hilversum"),
        ("Where: online, on Teams", None),
        ("We meet on Teams.", None),
    ],
)
def test_the_place_is_found(sentence: str, place: str | None) -> None:
    body = f"We would like to invite you to an interview on 3 December 2026 at 10:00.\n\n{sentence}"
    assert found(mail(body)).place == place


def test_the_link_of_a_call_is_no_link_to_choose_a_time() -> None:
    body = (
        "We invite you to an interview on 3 December 2026 at 10:00.\n"
        "Join here: https://teams.microsoft.com/l/meetup-join/19abc."
    )
    finding = found(mail(body))
    assert finding.link == "https://teams.microsoft.com/l/meetup-join/19abc"
    assert finding.booking_link is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Please pick a time for our interview: https://jobs.example/book/7",
        "Bitte wählen Sie einen Termin für das Vorstellungsgespräch: https://jobs.example/book/7",
        "Merci de choisir un créneau pour votre entretien : https://jobs.example/book/7",
        "Elige una hora para tu entrevista: https://jobs.example/book/7",
        "Kies een moment voor je sollicitatiegesprek: https://jobs.example/book/7",
    ],
)
def test_the_page_to_choose_a_time_on_is_found(sentence: str) -> None:
    assert found(mail(sentence)).booking_link == "https://jobs.example/book/7"


def test_a_link_that_says_so_in_a_page_is_the_one_to_choose_a_time_on() -> None:
    page = (
        "<p>We would like to invite you to an interview.</p><p><a href='https://x.example/about'>"
        "About us</a> <a href='https://x.example/s?a=1&amp;b=2'><b>Choose a time</b></a></p>"
    )
    assert found(mail(page, kind="html")).booking_link == "https://x.example/s?a=1&b=2"


def test_recipients_are_named_with_their_addresses() -> None:
    raw = mail("Thank you.", headers='Cc: "Nair, Priya" <P.Nair@halden.example>, ola@x.example\n')
    assert found(raw).recipients == (
        Address("Sam Okoro", "sam@post.example"),
        Address("Nair, Priya", "p.nair@halden.example"),
        Address(None, "ola@x.example"),
    )


def test_who_sent_a_mail_on_is_not_who_wrote_it() -> None:
    block = f"---------- Forwarded message ---------\nFrom: {ANNA}\nDate: 20 November 2026 10:00\n"
    body = f"{block}Subject: Interview\nTo: <sam@post.example>\n\nWe invite you to an interview."
    raw = mail(body, "Fwd: Interview").replace(ANNA.encode(), b"Sam <sam@me.example>", 1)
    finding = found(raw)
    assert finding.forwarded_by == Address("Sam", "sam@me.example")
    assert finding.sender == Address("Anna Weiss", "anna.weiss@halden.example")
    assert finding.recipients == (Address(None, "sam@post.example"),)


def test_the_words_that_decided_stand_in_the_evidence() -> None:
    finding = found(mail("Dear Sam,\n\nWe have decided not to proceed\nwith your application."))
    assert finding.evidence == ("We have decided not to proceed with your application.",)
    assert finding.marks == ("decided not to proceed",)
    assert mail_answer(finding)["marks"] == ["decided not to proceed"]


def test_a_reply_shows_its_first_sentence() -> None:
    finding = found(mail("Hi Sam,\n\nThere is parking behind the house for candidates.", "Parking"))
    assert (finding.kind, finding.marks) == ("reply", ())
    assert finding.evidence == ("There is parking behind the house for candidates.",)
