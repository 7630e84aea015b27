"""The fields of a mail: the firm's whole name, the whole title, whom one meets, who wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from inbox.reading.findings import Address, MailFinding
from inbox.reading.interviewers import find_interviewers
from inbox.reading.mail import read_mail
from inbox.reading.mime import Letter
from inbox.reading.reading_text import mail_text

SENT = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIRMS = [
    ("en", "Larkspur Robotics, Inc."),
    ("en", "Penhallow Water Services plc"),
    ("en", "Bramble Health Partners Inc."),
    ("en", "Ironbark Mining Pty Ltd"),
    ("de", "Maschinenbau Rothe GmbH & Co. KG"),
    ("de", "Seeblick Reederei AG"),
    ("fr", "Boisvert Menuiserie SARL"),
    ("es", "Conservas Punta Norte, S.L."),
    ("it", "Officine Bellucci S.p.A."),
    ("nl", "Dekkers Installatie B.V."),
]
THANKS = {
    "en": "Thank you for your application for the position of Welder. We have received it.",
    "de": "vielen Dank für Ihre Bewerbung als Schweißer. Wir haben sie erhalten.",
    "fr": "Nous avons bien reçu votre candidature pour le poste de Soudeur, merci.",
    "es": "Hemos recibido tu candidatura para el puesto de Soldador. Gracias.",
    "it": "Thank you for your application for the position of Welder. We have received it.",
    "nl": "Bedankt voor je sollicitatie naar de functie van Lasser. Wij hebben deze ontvangen.",
}
TITLES = [
    ("We have received your application for the post of Lecturer in Marine Biology at our school.",
     "Lecturer in Marine Biology"),
    ("Thank you for applying for the position of Research Fellow in Applied Mathematics in Leeds.",
     "Research Fellow in Applied Mathematics"),
    ("Thank you for your application for the position of Barista in Leeds. We have received it.",
     "Barista"),
    ("Vielen Dank für Ihre Bewerbung als Kauffrau für Büromanagement und das Interesse an uns.",
     "Kauffrau für Büromanagement"),
    ("Vielen Dank für Ihre Bewerbung als Mitarbeiter im Vertrieb bei uns in Kassel.",
     "Mitarbeiter im Vertrieb"),
    ("Vielen Dank für Ihre Bewerbung als Koch in Leipzig. Wir haben sie erhalten.", "Koch"),
    ("Nous avons bien reçu votre candidature pour le poste de Technicien en électronique.",
     "Technicien en électronique"),
    ("Nous avons bien reçu votre candidature pour le poste de Vendeuse en CDI à Nantes.",
     "Vendeuse"),
    ("Hemos recibido tu candidatura para el puesto de Técnico en Mantenimiento. Gracias por todo.",
     "Técnico en Mantenimiento"),
    ("Bedankt voor je sollicitatie naar de functie van Verzorgende in opleiding bij ons.",
     "Verzorgende in opleiding"),
]  # fmt: skip
MEETINGS = [
    ("At the interview you will meet Helen Vance and Rashid Karim.", "Helen Vance, Rashid Karim"),
    ("You will be speaking with our CTO, Ana Ortiz, and with Tom Bell from finance on your pay.",
     "Ana Ortiz, Tom Bell"),
    ("Your interviewers:\n- Helen Vance, Head of Research\n- Rashid Karim (Lab Manager)",
     "Helen Vance, Rashid Karim"),
    ("The panel will consist of Professor Amy Stone and our Head of Design, Lou Carr.",
     "Amy Stone, Lou Carr"),
    ("Paula Grant and Dev Shah will be interviewing you for the position.",
     "Paula Grant, Dev Shah"),
    ("Im Gespräch sprechen Sie mit Frau Dr. Anna Weber und Herrn Jens Kruse. Wir freuen uns.",
     "Anna Weber, Jens Kruse"),
    ("Das Gespräch führen Sie mit unserem Werkleiter Jens Kruse und der Referentin Ute Lang.",
     "Jens Kruse, Ute Lang"),
    ("Petra Scholz und Max Boll werden das Gespräch mit Ihnen führen. Wir freuen uns auf Sie.",
     "Petra Scholz, Max Boll"),
    ("Vous rencontrerez M. Alain Ferrand, responsable de l'atelier, dans nos locaux.",
     "Alain Ferrand"),
    ("Nous vous proposons un entretien avec notre directrice, Anne Moreau, et Karim Benali.",
     "Anne Moreau, Karim Benali"),
    ("Hugo Petit et Léa Roche vous recevront pour votre entretien dans nos bureaux.",
     "Hugo Petit, Léa Roche"),
    ("Te entrevistarán Marta Gil, directora de producto, y Luis Peña. Un saludo para ti.",
     "Marta Gil, Luis Peña"),
    ("La entrevista será con nuestra responsable de obra, Carmen Soto. Un saludo para ti.",
     "Carmen Soto"),
    ("Het gesprek is met onze teamleider Joost de Wit en mevrouw Karin Bos. Graag bevestigen.",
     "Joost de Wit, Karin Bos"),
    ("Joost de Wit en Karin Bos schuiven ook aan bij het gesprek. We kijken uit naar je komst.",
     "Joost de Wit, Karin Bos"),
    ("We look forward to the interview with you. Please meet at Hallam Building, Board Room.", ""),
]  # fmt: skip
DEPARTMENTS = [
    "Practice Management", "Nursing Administration", "Praxisleitung Nord", "Sekretariat Mitte",
    "Direction Générale", "Service Accueil", "Recursos Humanos", "Dirección Médica",
    "Afdeling Personeelszaken", "Directie Noord",
]  # fmt: skip


def read(sender: str, text: str) -> MailFinding:
    raw = f"From: {sender}\nTo: sam@post.example\nSubject: News\n"
    raw += f"Date: Tue, 24 Nov 2026 12:00:00 +0000\n\n{text}\n"
    return read_mail(raw.encode(), now=SENT, zone=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(("language", "firm"), FIRMS)
@pytest.mark.parametrize("place", ["shown", "signed"])
def test_a_firm_keeps_its_legal_form(language: str, firm: str, place: str) -> None:
    shown = f'"{firm}"' if place == "shown" else '"Ana Ruiz"'
    name = "Ana Ruiz\n" if place == "signed" else ""
    found = read(f"{shown} <jobs@mail.example>", f"{THANKS[language]}\n\n{name}{firm}")
    assert found.company == firm


@pytest.mark.parametrize("form", ["S.L.", "GmbH & Co. KG", "Inc.", "B.V.", "SARL"])
def test_a_legal_form_alone_is_no_firm(form: str) -> None:
    assert (
        read('"Ana Ruiz" <ana@mail.example>', f"{THANKS['en']}\n\nAna Ruiz\n{form}").company is None
    )


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_title_is_whole(text: str, title: str) -> None:
    assert read('"Ana Ruiz" <ana.ruiz@mail.example>', f"{text}\n\nAna Ruiz").title == title


@pytest.mark.parametrize(("text", "names"), MEETINGS)
def test_interviewers_are_named_in_many_ways(text: str, names: str) -> None:
    letter = Letter(
        sender=Address("Jo Lamb", "jo.lamb@firm.example"), reply_to=None, subject="", sent_at=SENT,
        message_id=None, references=(), text=f"{text}\n\nJo Lamb",
    )  # fmt: skip
    assert ", ".join(find_interviewers(mail_text(letter, SENT.date(), "Europe/London"))) == names


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_department_is_no_person(department: str) -> None:
    text = f"{THANKS['en']}\n\nKind regards\n{department}\nPearl Dental Care"
    assert read("Pearl Dental Care <hello@pearl.example>", text).person is None
