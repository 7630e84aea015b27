"""To which application a mail belongs: the strongest clue counts, and a wrong match never."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications import services
from applications.models import Application, Event
from inbox.keys import event_key, message_key
from inbox.matching import is_clear, matches, matches_of
from inbox.matching.alike import (
    core,
    firm_words,
    likeness,
    may_be_short_for,
    same_core,
    title_words,
)
from inbox.matching.domains import domain_of_email, domain_of_url
from inbox.models import CalendarLink, ReceivedFile
from references.models import Company
from tests.conftest import MakeApplication, MakeContact, MakeInterview

HARBOUR = "Harbour Analytics"


def finding(kind: str = "reply", sender: str = "", **more: Any) -> dict[str, Any]:
    """What a reader found, as it is stored."""
    given = {"sender": {"name": None, "email": sender}} if sender else {}
    return {"kind": kind, "company": None, "title": None, "events": [], **given, **more}


def found(owner: User, **said: Any) -> list[tuple[str, str]]:
    """The matches in short: the company and how it was found."""
    return [
        (each.application.company.name, each.matched_by) for each in matches(owner, finding(**said))
    ]


def close(application: Application, now: datetime) -> Application:
    services.record_event(
        application, Event.Kind.OUTCOME, at=now, now=now, token=uuid4(), result="rejected"
    )
    return application


def stored(owner: User, message_id: str, application: Application, now: datetime) -> ReceivedFile:
    return ReceivedFile.objects.create(
        owner=owner, key=message_key(message_id), way="upload", format="mail", arrived_at=now,
        delete_at=now, application=application,
    )  # fmt: skip


def set_website(application: Application, url: str) -> None:
    Company.objects.filter(pk=application.company_id).update(website=url)


class TestClues:
    def test_an_earlier_mail_of_the_thread_counts_most(
        self, seeker: User, now: datetime, make_application: MakeApplication,
        make_contact: MakeContact, make_interview: MakeInterview,
    ) -> None:  # fmt: skip
        make_interview(make_application(), make_contact(email="ana@harbour.example"))
        other = make_application("Kestrel")
        stored(seeker, "<1@kestrel.example>", other, now)
        said = {"sender": "ana@harbour.example", "references": ["<1@KESTREL.example>", "<2@x>"]}
        assert found(seeker, **said) == [("Kestrel", "thread"), (HARBOUR, "contact")]

    def test_a_known_event_leads_to_its_interview(
        self, seeker: User, make_application: MakeApplication, make_interview: MakeInterview
    ) -> None:
        interview = make_interview(make_application())
        CalendarLink.objects.create(
            owner=seeker, key=event_key("u1"), interview=interview, sent_at=interview.arranged_at
        )
        assert found(seeker, events=[{"uid": "u1"}]) == [(HARBOUR, "event")]
        assert found(seeker, events=[{"uid": "u2"}]) == []

    @pytest.mark.parametrize("tie", ["interview", "message", "company", "referral"])
    def test_a_known_person_leads_to_what_they_are_tied_to(
        self, seeker: User, now: datetime, make_application: MakeApplication,
        make_contact: MakeContact, make_interview: MakeInterview, tie: str,
    ) -> None:  # fmt: skip
        person = make_contact(
            email="Ana@mail.example", company=HARBOUR if tie == "company" else "An Agency"
        )
        referral = {"referred_by": person} if tie == "referral" else {}
        application = make_application(**referral)
        make_application("Kestrel")
        if tie == "interview":
            make_interview(application, person)
        if tie == "message":
            services.record_message(
                seeker, "status", at=now, now=now, token=uuid4(), application=application,
                contact=person,
            )  # fmt: skip
        assert found(seeker, sender="ana@mail.example") == [(HARBOUR, "contact")]

    @pytest.mark.parametrize(("sender", "ways"), [
        ("jobs@careers.harbour-group.example", [(HARBOUR, "domain")]),
        ("zoe@harbour-people.example", [(HARBOUR, "domain")]),
        ("zoe@post.example", [(HARBOUR, "domain")]),
        ("hello@harbouranalytics.example", [(HARBOUR, "domain")]),
        ("hello@harbour.example", []),
        ("someone@gmail.com", []),
        ("no-reply@greenhouse.io", []),
    ])  # fmt: skip
    def test_the_employers_domain(
        self, seeker: User, make_application: MakeApplication, make_contact: MakeContact,
        sender: str, ways: list[tuple[str, str]],
    ) -> None:  # fmt: skip
        application = make_application(posting_url="https://jobs.post.example/123")
        make_application("Kestrel", posting_url="https://boards.greenhouse.io/kestrel/1")
        set_website(application, "https://www.harbour-group.example/about")
        make_contact(company=HARBOUR, email="ana@harbour-people.example")
        make_contact(company=HARBOUR, email="ana.private@gmail.com")
        assert found(seeker, sender=sender) == ways

    def test_a_hiring_system_names_whom_to_answer(
        self, seeker: User, make_application: MakeApplication, make_contact: MakeContact
    ) -> None:
        make_application()
        make_contact(company=HARBOUR, email="ana@harbour.example")
        answer_to = {"name": "Ana", "email": "ana@harbour.example"}
        said = {"sender": "no-reply@greenhouse.io", "reply_to": answer_to}
        assert found(seeker, **said) == [(HARBOUR, "contact")]

    def test_company_and_title(self, seeker: User, make_application: MakeApplication) -> None:
        make_application("Müller & Söhne GmbH", "Data Engineer (m/w/d)")
        make_application("Müller & Söhne GmbH", "Accountant")
        said = {"company": "MULLER & SOHNE", "title": "Data Engineer", "sender": "x@greenhouse.io"}
        rows = matches(seeker, finding(**said))
        assert [(each.application.title, each.matched_by) for each in rows] == [
            ("Data Engineer (m/w/d)", "name")
        ]

    def test_a_short_form_of_the_name_needs_the_title(
        self, seeker: User, make_application: MakeApplication
    ) -> None:
        make_application("Kestrel Analytics", "Designer")
        assert found(seeker, company="Kestrel") == []
        assert found(seeker, company="Kestrel", title="Designer") == [("Kestrel Analytics", "name")]


class TestNoWrongMatch:
    @pytest.mark.parametrize("company", ["SAPienza", "S", "Sap Foods", "", "SA", "Wasap"])
    def test_short_names_do_not_match_inside_others(
        self, seeker: User, make_application: MakeApplication, company: str
    ) -> None:
        make_application("SAP", "Designer")
        assert found(seeker, company=company, title="Designer") == []

    def test_another_job_at_the_same_company_is_none(
        self, seeker: User, make_application: MakeApplication
    ) -> None:
        make_application(title="Product Designer")
        assert found(seeker, company=HARBOUR, title="Product Manager") == []
        assert found(seeker, sender="hr@harbouranalytics.example", title="Data Engineer") == []

    def test_a_recruiter_writes_about_another_firm(
        self, seeker: User, make_application: MakeApplication, make_contact: MakeContact,
        make_interview: MakeInterview,
    ) -> None:  # fmt: skip
        recruiter = make_contact(company="Talent Partners", email="kim@talent.example")
        make_interview(make_application(), recruiter)
        said = {"sender": "kim@talent.example"}
        assert found(seeker, **said) == [(HARBOUR, "contact")]
        assert found(seeker, **said, company="Talent") == [(HARBOUR, "contact")]
        assert found(seeker, **said, company=HARBOUR) == [(HARBOUR, "contact")]
        assert found(seeker, **said, company="Northwind") == []

    def test_others_people_lead_nowhere(
        self, seeker: User, stranger: User, now: datetime, make_application: MakeApplication,
        make_contact: MakeContact, make_interview: MakeInterview,
    ) -> None:  # fmt: skip
        application = make_application(owner=stranger)
        make_interview(application, make_contact(owner=stranger, email="ana@harbour.example"))
        stored(stranger, "<1@x>", application, now)
        said = {"sender": "ana@harbour.example", "company": HARBOUR, "references": ["<1@x>"]}
        assert found(seeker, **said) == []
        assert found(stranger, **said) == [(HARBOUR, "thread")]

    def test_a_reference_who_writes_is_no_employer(
        self, seeker: User, now: datetime, make_application: MakeApplication, make_reference: Any
    ) -> None:
        application, reference = make_application(), make_reference(on=now.date())
        reference.contact.email = "joan@post.example"
        reference.contact.save()
        services.record_event(
            application, "reference_chosen", at=now, now=now, token=uuid4(), reference=reference
        )
        assert found(seeker, sender="joan@post.example") == []

    def test_ones_own_addresses_are_no_clue(
        self, seeker: User, make_application: MakeApplication, make_contact: MakeContact
    ) -> None:
        make_application()
        make_contact("Robin", company=HARBOUR, email="me@home.example")
        event = {"uid": "u", "attendees": [{"name": None, "email": "Me@home.example"}]}
        assert len(matches(seeker, finding(events=[event]))) == 1
        assert matches(seeker, finding(events=[event]), own=["ME@home.example"]) == []


class TestOrder:
    def test_open_ones_come_before_closed_and_archived_ones(
        self, seeker: User, now: datetime, make_application: MakeApplication
    ) -> None:
        close(make_application(title="Closed"), now)
        archived = make_application(title="Archived")
        services.archive(seeker, [archived.pk], now=now + timedelta(hours=1))
        make_application(title="Open")
        rows = matches(seeker, finding(company=HARBOUR))
        assert next(each.application.title for each in rows) == "Open"
        assert is_clear(rows)

    def test_a_rejection_finds_a_closed_one_and_a_new_confirmation_does_not(
        self, seeker: User, now: datetime, make_application: MakeApplication
    ) -> None:
        close(make_application(), now)
        assert found(seeker, kind="rejection", company=HARBOUR) == [(HARBOUR, "name")]
        assert found(seeker, kind="confirmation", company=HARBOUR) == []
        again = {"company": HARBOUR, "title": "Product Designer"}
        assert found(seeker, kind="confirmation", **again) == [(HARBOUR, "name")]

    def test_two_that_fit_alike_are_asked_about_and_a_title_decides(
        self, seeker: User, make_application: MakeApplication
    ) -> None:
        make_application(title="Designer")
        make_application(title="Engineer")
        rows = matches(seeker, finding(company=HARBOUR))
        assert (len(rows), is_clear(rows)) == (2, False)
        rows = matches(seeker, finding(company=HARBOUR, title="Engineer"))
        assert ([each.application.title for each in rows], is_clear(rows)) == (["Engineer"], True)
        assert not is_clear([])

    def test_a_sent_note_goes_by_its_recipients_alone(
        self, seeker: User, make_application: MakeApplication, make_contact: MakeContact,
        make_interview: MakeInterview,
    ) -> None:  # fmt: skip
        make_interview(make_application(), make_contact(email="ana@harbour.example"))
        make_application("Kestrel")
        to = [{"name": "Ana", "email": "ana@harbour.example"}]
        said = {"kind": "sent", "sender": "hr@kestrel.example", "company": "Kestrel"}
        assert found(seeker, **said, recipients=to) == [(HARBOUR, "contact")]
        assert found(seeker, **said) == []

    def test_an_events_people_count(
        self, seeker: User, make_application: MakeApplication, make_contact: MakeContact
    ) -> None:
        make_application()
        make_contact(company=HARBOUR, email="ana@harbour.example")
        organizer = {"name": None, "email": "cal@calendly.com"}
        event = {
            "uid": "u",
            "organizer": organizer,
            "attendees": [{"email": "ANA@harbour.example"}],
        }
        assert found(seeker, events=[event]) == [(HARBOUR, "contact")]


@pytest.mark.parametrize(("one", "other", "is_same"), [
    ("Bright Labs GmbH", "bright labs", True),
    ("The Bright Labs Ltd.", "BrightLabs", True),
    ("Société Générale", "Societe\u0301 Ge\u0301ne\u0301rale S.A.", True),
    ("Bosch", "Bosch Deutschland GmbH", True),
    ("Meadowbrook", "Meadowbrok", True),
    ("Bank of Ireland", "Bank of Iceland", False),
    ("North Bank", "South Bank", False),
    ("Agency 21 Ltd", "Agency 22 Ltd", False),
    ("IBM", "IBMA", False),
    ("GmbH", "AG", False),
    ("", "", False),
])  # fmt: skip
def test_names_of_firms(one: str, other: str, is_same: bool) -> None:
    assert same_core(core(firm_words(one)), core(firm_words(other))) is is_same


def test_the_beginning_of_a_name_is_whole_words() -> None:
    assert may_be_short_for(("kestrel",), ("kestrel", "analytics"))
    assert not may_be_short_for(("kestre",), ("kestrel", "analytics"))
    assert not may_be_short_for(("sap",), ("sap", "foods"))
    assert not may_be_short_for((), ("kestrel",))


@pytest.mark.parametrize(("one", "other", "least", "most"), [
    ("Data Engineer (m/w/d)", "Data Engineer", 100, 100),
    ("Entwickler*in (all genders)", "Entwickler", 90, 100),
    ("Senior Data Engineer", "Data Engineer", 85, 99),
    ("Engineer, Data", "Data Engineer", 95, 100),
    ("Produktdesigner", "Product Designer", 85, 99),
    ("Product Manager", "Product Designer", 0, 74),
    ("Accountant", "Nurse", 0, 50),
    ("", "Nurse", 0, 0),
])  # fmt: skip
def test_job_titles(one: str, other: str, least: int, most: int) -> None:
    assert least <= likeness(title_words(one), title_words(other)) <= most


@pytest.mark.parametrize(("email", "domain"), [
    ("a@mail.harbour.co.uk", "harbour.co.uk"), ("a@harbour.example", "harbour.example"),
    ("a@yahoo.it", ""), ("a@gmx.ch", ""), ("a@eu.greenhouse-mail.io", ""),
    ("a@mail.linkedin.com", ""), ("a@localhost", ""), ("nonsense", ""), ("a@b.github.io", ""),
])  # fmt: skip
def test_domains_of_addresses(email: str, domain: str) -> None:
    assert domain_of_email(email) == domain


@pytest.mark.parametrize(("url", "domain"), [
    ("https://www.harbour.example/jobs", "harbour.example"), ("harbour.example", "harbour.example"),
    ("https://kestrel.recruitee.com/o/x", ""), ("https://[bad", ""), ("", ""),
])  # fmt: skip
def test_domains_of_sites(url: str, domain: str) -> None:
    assert domain_of_url(url) == domain


def test_many_take_as_many_queries_as_one(
    seeker: User, make_application: MakeApplication, make_contact: MakeContact,
    make_interview: MakeInterview, django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    def count(findings: list[dict[str, Any]]) -> int:
        with django_assert_max_num_queries(20) as asked:
            assert all(matches_of(seeker, findings))
        assert isinstance(asked, CaptureQueriesContext)
        return len(asked)

    make_interview(make_application(), make_contact(email="ana@harbour.example"))
    said = finding(sender="ana@harbour.example", references=["<1@x>"], events=[{"uid": "u"}])
    few = count([said])
    for number in range(5):
        person = make_contact(f"P {number}", company="K", email=f"p{number}@kestrel.example")
        make_interview(make_application(f"Firm {number}"), person)
    assert count([said, *[finding(sender=f"p{n}@kestrel.example") for n in range(5)]]) == few
