"""People and companies, as pages."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.services import record_message
from references.models import Company, Contact
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

pytestmark = pytest.mark.usefixtures("at_now")


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_nobody_yet(seeker_client: Client) -> None:
    page = text(seeker_client, "/people/")
    assert "Nobody here yet" in page
    assert 'aria-label="Name, role, company, notes"' in page
    assert page.count('href="/people/add/"') == 1
    assert "No company yet" in text(seeker_client, "/companies/")


def test_when_somebody_was_last_written_to_about_whichever_job(
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    ana = make_contact(company="Harbour")
    record_message(
        ana.owner,
        "status",
        at=now - timedelta(days=3),
        token=uuid4(),
        now=now,
        application=make_application("Osprey", "UX Lead"),
        contact=ana,
    )
    words = "You wrote 3 days ago, about UX Lead at Osprey."
    assert words in text(seeker_client, "/people/")
    assert words in text(seeker_client, f"/people/{ana.pk}/")
    assert words in text(seeker_client, f"/companies/{ana.company_id}/")


def test_a_contact_that_was_no_note_counts_where_it_came_last(
    seeker_client: Client, make_reference: MakeReference, now: datetime
) -> None:
    joan = make_reference(last_contact_on=(now - timedelta(days=5)).date())
    pages = ("/people/", f"/people/{joan.contact_id}/")
    for page in pages:
        assert "Last contact 5 days ago." in text(seeker_client, page)
        assert "Not written to yet" not in text(seeker_client, page)
    owner = joan.contact.owner
    at = now - timedelta(days=2)
    record_message(owner, "other", at=at, token=uuid4(), now=now, reference=joan)
    for page in pages:
        assert "You wrote 2 days ago" in text(seeker_client, page)


@pytest.mark.parametrize("words", ["ruiz", "design harbour", "HARBOUR", "met at meetup", "ru%00iz"])
def test_the_search_finds_by_every_word(
    seeker_client: Client, make_contact: MakeContact, words: str
) -> None:
    make_contact(company="Harbour", role="Head of Design", notes="Met at the meetup")
    make_contact("Bo Lindqvist")
    page = text(seeker_client, f"/people/?q={words}")
    assert "Ana Ruiz" in page
    assert "Bo Lindqvist" not in page
    assert "Nobody fits “zzz”" in text(seeker_client, "/people/?q=zzz")


def test_no_character_breaks_the_search_among_companies(
    seeker_client: Client, make_contact: MakeContact
) -> None:
    make_contact(company="Harbour")
    assert "Harbour" in text(seeker_client, "/companies/?q=har%00bour")


def test_strangers_are_not_there(
    seeker_client: Client, stranger_client: Client, make_contact: MakeContact
) -> None:
    ana = make_contact(company="Harbour")
    assert "Ana Ruiz" not in text(stranger_client, "/people/")
    assert "Harbour" not in text(stranger_client, "/companies/")
    text(stranger_client, f"/people/{ana.pk}/", 404)
    text(stranger_client, f"/companies/{ana.company_id}/", 404)


def test_adding_twice_by_one_form_makes_one(seeker_client: Client) -> None:
    typed = {"token": str(uuid4()), "name": "Ana Ruiz", "company_name": "Harbour"}
    for _again in range(2):
        response = seeker_client.post("/people/add/", typed)
    ana = Contact.objects.get()
    assert response.url == f"/people/{ana.pk}/"
    assert ana.company is not None
    assert ana.company.name == "Harbour"


def test_what_was_typed_is_kept_where_a_field_is_wrong(seeker_client: Client) -> None:
    typed = {"token": str(uuid4()), "name": "Ana Ruiz", "email": "ana at harbour"}
    page = seeker_client.post("/people/add/", typed).content.decode()
    assert 'value="ana at harbour"' in page
    assert "Enter a valid email address." in page
    assert not Contact.objects.exists()


def test_changing_somebody(seeker_client: Client, make_contact: MakeContact) -> None:
    ana = make_contact(company="Harbour")
    url = f"/people/{ana.pk}/edit/"
    assert 'value="Harbour"' in text(seeker_client, url)
    seeker_client.post(
        url, {"token": str(uuid4()), "name": "Ana Ruiz Vega", "company_name": "", "role": "CEO"}
    )
    ana.refresh_from_db()
    assert (ana.name, ana.role, ana.company) == ("Ana Ruiz Vega", "CEO", None)


def test_an_address_that_somebody_has_is_asked_about(
    seeker_client: Client, make_contact: MakeContact, stranger: User
) -> None:
    ana = make_contact("Ana Ruiz", email="ana@agency.example")
    make_contact("Xan", owner=stranger, email="xan@agency.example")
    typed = {"name": "A. Ruiz", "email": "ANA@agency.example", "token": uuid4()}
    page = seeker_client.post("/people/add/", typed).content.decode()
    assert "Ana Ruiz has this address already." in page
    assert f'href="/people/{ana.pk}/"' in page
    assert not Contact.objects.filter(name="A. Ruiz").exists()
    for _twice in range(2):
        assert seeker_client.post("/people/add/", {**typed, "is_another": "on"}).status_code == 302
    assert Contact.objects.filter(email__iexact="ana@agency.example").count() == 2
    free = {"name": "Bo", "email": "xan@agency.example", "token": uuid4()}
    for _twice in range(2):
        assert seeker_client.post("/people/add/", free).status_code == 302


def test_an_address_typed_for_somebody_known_leads_to_merging(
    seeker_client: Client, make_contact: MakeContact
) -> None:
    ana = make_contact("Ana Ruiz", email="ana@agency.example")
    other = make_contact("A. Ruiz", email="ana@home.example")
    where = f"/people/{other.pk}/edit/"
    typed = {"name": "A. Ruiz", "email": ana.email, "token": uuid4()}
    page = seeker_client.post(where, typed).content.decode()
    assert f'href="/people/{other.pk}/merge/?with={ana.pk}"' in page
    other.refresh_from_db()
    assert other.email == "ana@home.example"
    Contact.objects.filter(pk=other.pk).update(email=ana.email)
    unchanged = {"name": "Ana R.", "email": ana.email, "token": uuid4()}
    assert seeker_client.post(where, unchanged).status_code == 302


def test_removing_somebody_asks_first(seeker_client: Client, make_contact: MakeContact) -> None:
    ana = make_contact()
    url = f"/people/{ana.pk}/remove/"
    assert "Remove Ana Ruiz?" in text(seeker_client, url)
    assert Contact.objects.exists()
    assert seeker_client.post(url).url == "/people/"
    assert not Contact.objects.exists()


def test_removing_somebody_in_the_story_is_refused_with_the_reason(
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
) -> None:
    ana = make_contact()
    make_interview(make_application(), ana)
    response = seeker_client.post(f"/people/{ana.pk}/remove/")
    assert response.status_code == 409
    assert "Ana Ruiz was at an interview." in response.content.decode()
    assert Contact.objects.exists()


def test_a_company_shows_its_applications_and_people(
    seeker_client: Client, make_application: MakeApplication, make_contact: MakeContact
) -> None:
    company = make_application("Harbour", "UX Lead").company
    make_contact(company="Harbour")
    page = text(seeker_client, f"/companies/{company.pk}/")
    assert "UX Lead" in page
    assert "Ana Ruiz" in page
    assert "1 application, 1 person" in text(seeker_client, "/companies/")


def test_a_company_keeps_a_name_of_its_own(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    harbour = make_application("Harbour").company
    make_application("Osprey")
    url = f"/companies/{harbour.pk}/edit/"
    page = seeker_client.post(url, {"name": "osprey", "website": "", "notes": ""})
    assert "You have a company of this name already." in page.content.decode()
    seeker_client.post(url, {"name": "Harbour Ltd", "website": "harbour.example", "notes": "Old"})
    harbour.refresh_from_db()
    assert (harbour.name, harbour.notes) == ("Harbour Ltd", "Old")
    assert harbour.website.endswith("://harbour.example")


def test_adding_a_company(seeker_client: Client) -> None:
    assert "Add a company" in text(seeker_client, "/companies/add/")
    typed = {"name": "Harbour", "website": "", "notes": "Small"}
    response = seeker_client.post("/companies/add/", typed)
    company = Company.objects.get()
    assert response.url == f"/companies/{company.pk}/"
    assert (company.name, company.notes) == ("Harbour", "Small")
    page = seeker_client.post("/companies/add/", {**typed, "name": "HARBOUR"})
    assert "You have a company of this name already." in page.content.decode()
    assert Company.objects.count() == 1


def test_removing_a_company(
    seeker_client: Client, make_application: MakeApplication, make_contact: MakeContact
) -> None:
    used = make_application("Harbour").company
    response = seeker_client.post(f"/companies/{used.pk}/remove/")
    assert response.status_code == 409
    assert "You applied to Harbour." in response.content.decode()
    ana = make_contact(company="Empty")
    company = ana.company_id
    ana.delete()
    assert "Remove Empty?" in text(seeker_client, f"/companies/{company}/remove/")
    seeker_client.post(f"/companies/{company}/remove/")
    assert not Company.objects.filter(pk=company).exists()


@pytest.mark.parametrize("page", ["/people/", "/companies/", "contact", "company"])
def test_queries_do_not_grow(
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    make_reference: MakeReference,
    page: str,
) -> None:
    ana = make_contact(company="Harbour")
    url = {
        "contact": f"/people/{ana.pk}/",
        "company": f"/companies/{ana.company_id}/",
    }.get(page, page)

    def queries(number: int) -> int:
        for at in range(number):
            application = make_application("Harbour", f"Job {at}")
            other = make_contact(f"Person {at}", company="Harbour")
            make_interview(application, ana, other)
            make_reference(f"Reference {at}")
        with CaptureQueriesContext(connection) as seen:
            seeker_client.get(url)
        return len(seen)

    few = queries(2)
    assert queries(9) == few
    assert few <= 9  # One of them counts what waits in the Inbox.


def test_a_note_is_written_from_the_page_of_a_person(
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    make_reference: MakeReference,
    now: datetime,
) -> None:
    ana, nobody = make_contact(company="Harbour"), make_contact("Bo Lindqvist")
    make_interview(make_application("Osprey"), ana, starts_at=now - timedelta(days=9))
    latest = make_application("Harbour")
    make_interview(latest, ana, starts_at=now - timedelta(days=2))
    page = text(seeker_client, f"/people/{ana.pk}/")
    assert page.count(f'href="/applications/{latest.pk}/write/?to=c{ana.pk}"') == 2
    assert "Write a note" not in text(seeker_client, f"/people/{nobody.pk}/")
    joan = make_reference()
    assert f'href="/references/{joan.pk}/write/"' in text(
        seeker_client, f"/people/{joan.contact_id}/"
    )
