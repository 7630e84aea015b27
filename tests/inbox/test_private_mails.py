"""Private mails of the sent folder are nobody's business: only notes for a job are shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from inbox import selectors
from inbox.reading.mail import read_mail
from tests.conftest import MakeApplication, MakeContact
from tests.inbox.incoming import mail, suggested

HOUR = timedelta(hours=1)
PRIVATE = [
    ("Friday", "Hi Tom, Friday is fine, see you at the pub!", "tom@gmail.com"),
    ("Statement", "Please send me the statement of my account.", "service@bank.example"),
    ("Dinner", "Hi Mum, thanks for dinner.", "mum@home.example"),
    ("Re: Thursday", "I can't, I have an interview at two. Wish me luck!", "sam@gmail.com"),
    ("Boiler", "The boiler is broken again. Could you come on Monday?", "fix@warm.example"),
    ("Re: Invoice 31", "I have paid it today. Thank you for the update.", "billing@shop.example"),
    ("School trip", "Robin may come along. Best wishes", "office@school.example"),
    ("Flat", "I want to apply for the flat in Mill Road, is it free?", "lets@homes.example"),
    ("Termin", "Danke, Dienstag um 10 Uhr passt mir gut.", "praxis@zahnarzt.example"),
    ("Urlaub", "Wir kommen am Freitag an, bis bald!", "oma@gmx.de"),
    ("Anniversaire", "Merci pour le cadeau, à dimanche !", "lea@orange.fr"),
]
ABOUT = [
    ("Hello", "Any news about my application?", "x@firm.example"),
    ("Application as Nurse", "Please find attached my CV.", "jobs@clinic.example"),
    ("Interview on Thursday", "I will be there.", "lee@firm.example"),
    ("Bewerbung als Koch", "Sehr geehrte Damen und Herren, anbei alles.", "chef@gasthof.example"),
    ("Hello", "I am applying for the job of gardener.", "gardens@gmail.com"),
    ("Candidature au poste de vendeur", "Bonjour, voici mon CV.", "boutique@orange.fr"),
]


def sent(owner: User, now: datetime, subject: str, text: str, to: str) -> bytes:
    return mail(text, now - HOUR, From=owner.email, To=to, Subject=subject)


@pytest.mark.parametrize(("subject", "text", "to"), PRIVATE)
def test_a_private_mail_is_not_shown(
    seeker: User, now: datetime, make_application: MakeApplication, subject: str, text: str, to: str
) -> None:
    make_application()
    row = suggested(seeker, sent(seeker, now, subject, text, to), now, way="sent")
    assert (row.kind, row.state) == ("ignore", "ignored")
    assert not selectors.waiting(seeker).exists()


@pytest.mark.parametrize(("subject", "text", "to"), ABOUT)
def test_a_note_that_speaks_of_an_application_is_shown(
    seeker: User, now: datetime, subject: str, text: str, to: str
) -> None:
    row = suggested(seeker, sent(seeker, now, subject, text, to), now, way="sent")
    assert (row.kind, row.state) == ("sent", "waiting")


def test_whatever_it_says_a_note_to_a_contact_is_shown(
    seeker: User, now: datetime, make_application: MakeApplication, make_contact: MakeContact
) -> None:
    make_application()
    make_contact(company="Harbour Analytics", email="ana@harbour.example")
    raw = sent(seeker, now, "Friday", "Friday is fine.", "ana@harbour.example")
    assert suggested(seeker, raw, now, way="sent").kind == "sent"


@pytest.mark.parametrize(("sender", "subject", "text", "kind"), [
    ("Ngozi Okafor <ngozi@gmail.com>", "Sunday",
     "Coming on Sunday at 1? Good luck with the interview on Thursday!", "ignore"),
    ("Pilar Mora <pilar@gmail.com>", "Comida",
     "¿Vienes el domingo a las 14:00? Mucha suerte con la entrevista del jueves.", "ignore"),
    ("Greenfield School <office@greenfield.example>", "Parents evening",
     "Please book your appointment with the class teacher: https://calendly.com/greenfield/parents",
     "interview_invitation"),
])  # fmt: skip
def test_a_meeting_that_may_be_any_tells_of_no_job(
    sender: str, subject: str, text: str, kind: str
) -> None:
    raw = f"From: {sender}\nSubject: {subject}\nDate: Mon, 8 Feb 2027 13:00:00 +0000\n\n{text}\n"
    found = read_mail(raw.encode(), now=datetime(2027, 2, 8, tzinfo=UTC), zone=ZoneInfo("UTC"))
    assert found.kind == kind
    assert kind == "ignore" or not found.is_about_a_job
