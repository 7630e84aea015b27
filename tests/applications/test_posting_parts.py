"""Place of work, pay, dates and contact in a posting: what counts, and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest

from applications.posting import Contact, read_posting
from jobtracker.reading.money import whole_or_float

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "workplace"),
    [
        ("This is a hybrid role.", "hybrid"),
        ("Two days from home, the rest with us", "hybrid"),
        ("Workplace type: Remote", "remote"),
        ("Work mode\nHybrid (3 days)", "hybrid"),
        ("You can work from anywhere.", "remote"),
        ("RemoteFull-time", "remote"),
        ("The job is 100% on-site.", "on_site"),
        ("Homeoffice möglich, Vollzeit", "hybrid"),
        ("Télétravail : 2 jours par semaine", "hybrid"),
        ("Modalidad: presencial", "on_site"),
        ("Hybride werken is mogelijk.", "hybrid"),
        ("This is not a remote position.", None),
        ("We don't offer remote work.", None),
        ("Remote work is not possible.", None),
        ("Homeoffice ist leider nicht möglich.", None),
        ("Le télétravail n'est pas possible.", None),
        ("Thuiswerken is helaas niet mogelijk.", None),
        ("You know hybrid cloud and hybrid search.", None),
        ("Remote sensing, remote monitoring and remote desktop support", None),
        ("You drive to remote villages in a hybrid car.", None),
        ("On-site parking, an on-site gym and a canteen", None),
        ("You make on-site visits to customers.", None),
        ("In Leeds", None),
    ],
)
def test_place_of_work(text: str, workplace: str | None) -> None:
    assert read_posting(f"Engineer\n{text}").workplace == workplace


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Salary: £30,000 plus a £2,000 bonus", (30_000, None, "GBP", "year")),
        ("A £2,000 sign-on bonus. Salary: £30,000", (30_000, None, "GBP", "year")),
        ("£14.75 an hour", (14.75, None, "GBP", "hour")),
        ("$900 per week", (900, None, "USD", "week")),
        ("EUR45,000 per year", (45_000, None, "EUR", "year")),
        ("Gehalt: 3.200 - 3.900 € brutto im Monat", (3_200, 3_900, "EUR", "month")),
        ("We raised $45 million in our Series B", None),
        ("Our customers saved $10,000,000", None),
        ("A €600 learning budget a year", None),
        ("You manage a portfolio of £250,000", None),
        ("A gym for £40 a month", None),
        ("Willkommensprämie von 3.000 €", None),
        ("Leeds LS1 6AB, 40 hours, founded 1998", None),
    ],
)
def test_pay(text: str, meant: tuple[float, float | None, str, str] | None) -> None:
    pay = read_posting(f"Engineer\n{text}").pay
    found = pay and (whole_or_float(pay.low), whole_or_float(pay.high), pay.currency, pay.period)
    assert found == meant


@pytest.mark.parametrize(
    ("text", "closes", "posted"),
    [
        ("Closing date: 4 January 2027", date(2027, 1, 4), None),
        ("Applications close on January 8, 2027.", date(2027, 1, 8), None),
        ("Closing date\n13 December", date(2026, 12, 13), None),
        ("Bewerbungsfrist: 15.01.2027", date(2027, 1, 15), None),
        ("Date limite : 18 décembre 2026", date(2026, 12, 18), None),
        ("Solliciteren kan tot en met 20 december 2026.", date(2026, 12, 20), None),
        ("Fecha límite: 15 de diciembre de 2026", date(2026, 12, 15), None),
        ("Posted on 2 November 2026, closes 04/12/2026", date(2026, 12, 4), date(2026, 11, 2)),
        ("Boise, ID\nClosing date: 12/04/2026", date(2026, 12, 4), None),
        ("Posted 3 days ago", None, None),
        ("Interviews on 4 January 2027", None, None),
        ("You keep deadlines", None, None),
    ],
)
def test_dates(text: str, closes: date | None, posted: date | None) -> None:
    found = read_posting(f"Engineer\n{text}", today=TODAY)
    assert (found.closes_on, found.posted_on) == (closes, posted)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Contact: Ana Ruiz <ana@x.example>", Contact("Ana Ruiz", "ana@x.example")),
        (
            "Ansprechpartnerin: Frau Dr. Ilse Dorn, 089 555010",
            Contact("Ilse Dorn", None, "089 555010"),
        ),
        (
            "Vragen? Bel Fenna de Wit op 030 555 0199.",
            Contact("Fenna de Wit", None, "030 555 0199"),
        ),
        ("Contact us at jobs@x.example", None),
        ("Contact our Recruitment Team", None),
        ("Ana Ruiz founded the company.", None),
    ],
)
def test_contact(text: str, contact: Contact | None) -> None:
    assert read_posting(f"Engineer\n{text}").contact == contact


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Controller (m/w/d) Beteiligungen", "Controller Beteiligungen"),
        ("Sachbearbeiter:in Buchhaltung (w/m/d)", "Sachbearbeiter:in Buchhaltung"),
        ("Responsable Qualité H/F", "Responsable Qualité"),
        ("Medewerker Klantenservice (m/v/x)", "Medewerker Klantenservice"),
        ("Koch gesucht!", "Koch"),
        ("Software Engineer - AI Trainer", "Software Engineer - AI Trainer"),
        ("Engineer, C/C++", "Engineer, C/C++"),
    ],
)
def test_a_title_is_what_the_job_is_called(line: str, title: str) -> None:
    assert read_posting(line).title == title
