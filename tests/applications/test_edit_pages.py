"""Adding an application by hand or from a posting, correcting it, putting it away, removing it."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from applications.models import Application, Event, Stage
from applications.services import add_application
from references.models import Contact
from tests.conftest import MakeApplication, MakeContact

pytestmark = pytest.mark.usefixtures("at_now")

NEW = {
    "title": "Data Analyst",
    "company": " Harbour   Analytics ",
    "applied_at": "2026-03-18T10:30",
    "interest": "4",
    "pay_period": "year",
}


def add(client: Client, **changes: str) -> Application:
    response = client.post("/applications/add/", {"token": uuid4(), **NEW, **changes})
    assert response.status_code == 302, response.context["form"].errors
    return Application.objects.latest("pk")


def errors(client: Client, **changes: str) -> dict[str, list[str]]:
    response = client.post("/applications/add/", {"token": uuid4(), **NEW, **changes})
    assert response.status_code == 200
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def test_an_empty_form_begins_with_the_moment(seeker_client: Client) -> None:
    page = seeker_client.get("/applications/add/").content.decode()
    assert 'value="2026-03-19T20:00"' in page


def test_title_and_company_are_enough(seeker_client: Client, seeker: User) -> None:
    application = add(seeker_client)
    assert application.owner == seeker
    assert (application.title, application.company.name) == ("Data Analyst", "Harbour Analytics")
    assert (application.stage, application.interest) == (Stage.APPLIED, 4)
    event = application.events.get()
    assert event.kind == Event.Kind.APPLIED
    assert event.at.isoformat() == "2026-03-18T10:30:00+00:00"


def test_without_a_date_it_is_saved_for_later(seeker_client: Client) -> None:
    application = add(seeker_client, applied_at="")
    assert application.stage == Stage.SAVED
    assert not application.events.exists()


def test_sent_twice_it_is_there_once(seeker_client: Client) -> None:
    token = str(uuid4())
    first = add(seeker_client, token=token)
    assert add(seeker_client, token=token) == first
    assert Application.objects.count() == 1


def test_everything_can_be_said(seeker_client: Client) -> None:
    application = add(
        seeker_client,
        pay_min="60000",
        pay_max="70000",
        pay_currency="gbp",
        source="A friend",
        location="Bristol",
        place="hybrid",
        posting_url="https://jobs.example/7",
        posting_text="You analyse.",
        notes="Ask Ana.",
        tags="dream, Data,  dream , ",
    )
    assert (application.pay_min, application.pay_max, application.pay_currency) == (
        60_000,
        70_000,
        "GBP",
    )
    assert [tag.name for tag in application.tags.all()] == ["Data", "dream"]
    page = seeker_client.get(f"/applications/{application.pk}/").content.decode()
    for said in ("£60,000–70,000 a year", "Bristol, hybrid", "via A friend", "Ask Ana.", "dream"):
        assert said in page


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Enter the title of the job."),
        ("company", "  ", "Enter the name of the company."),
        ("applied_at", "2026-03-20T09:00", "still to come"),
        ("applied_at", "soon", "like 24/04/2026 09:00"),
        ("pay_currency", "£", "three letters"),
        ("pay_min", "-1", "greater than or equal to 0"),
        ("interest", "6", "not one of the available choices"),
        ("posting_url", "javascript:alert(1)", "valid URL"),
        ("tags", "x" * 41, "too long for a tag"),
        ("token", "no-uuid", "valid UUID"),
    ],
)
def test_what_does_not_fit_is_named(
    seeker_client: Client, field: str, value: str, message: str
) -> None:
    found = errors(seeker_client, **{field: value})
    assert list(found) == [field]
    assert message in found[field][0]


@pytest.mark.parametrize(
    ("pay", "currency", "period", "reads"),
    [
        ("95,000,000", "IDR", "month", "IDR 95,000,000 a month"),
        ("12.50", "GBP", "hour", "£12.50 an hour"),
        ("640", "EUR", "week", "€640 a week"),
    ],
)
def test_pay_of_every_size_is_kept_and_shown_again(
    seeker_client: Client, pay: str, currency: str, period: str, reads: str
) -> None:
    typed = {"pay_min": pay, "pay_max": pay, "pay_currency": currency, "pay_period": period}
    application = add(seeker_client, **typed)
    for url in (f"/applications/{application.pk}/", "/applications/"):
        assert reads in seeker_client.get(url).content.decode()
    form = seeker_client.get(f"/applications/{application.pk}/edit/").context["form"]
    assert f'value="{pay.replace(",", "")}"' in str(form["pay_min"])


def test_the_currency_of_the_seeker_is_the_usual_one(seeker_client: Client, seeker: User) -> None:
    User.objects.filter(pk=seeker.pk).update(currency="CHF")
    form = seeker_client.get("/applications/add/").context["form"]
    assert 'value="CHF"' in str(form["pay_currency"])


def test_when_a_saved_job_closes_is_shown_everywhere(seeker_client: Client) -> None:
    application = add(seeker_client, applied_at="", closes_on="2026-04-03")
    pages = [f"/applications/{application.pk}/", "/board/", "/applications/"]
    for url in pages:
        assert "closes Fri 3 Apr" in seeker_client.get(url).content.decode()
    form = seeker_client.get(f"/applications/{application.pk}/edit/").context["form"]
    assert 'value="2026-04-03"' in str(form["closes_on"])
    assert "closes_on" in errors(seeker_client, closes_on="soon")


def test_who_referred_the_seeker_is_somebody_known_or_new(
    seeker_client: Client, make_contact: MakeContact
) -> None:
    bob = make_contact("Bob Moss", company="Osprey")
    page = seeker_client.get("/applications/add/").content.decode()
    assert f'<option value="{bob.pk}">Bob Moss, Osprey</option>' in page
    application = add(seeker_client, referred_by=str(bob.pk))
    assert application.referred_by == bob
    page = seeker_client.get(f"/applications/{application.pk}/").content.decode()
    assert "referred by Bob Moss" in page
    again = add(seeker_client, company="Osprey", new_referrer=" bob  moss ")
    assert again.referred_by == bob
    namesake = add(seeker_client, company="Harbour", new_referrer="Bob Moss").referred_by
    assert namesake not in (None, bob)
    token = str(uuid4())
    for _again in range(2):
        new = add(seeker_client, token=token, new_referrer="Cleo Ware")
    assert new.referred_by is not None
    assert (new.referred_by.name, new.referred_by.owner) == ("Cleo Ware", bob.owner)
    assert Contact.objects.filter(name="Cleo Ware").count() == 1


def test_a_new_person_is_kept_with_the_application_or_not_at_all(
    seeker: User, now: datetime
) -> None:
    with pytest.raises(ValidationError):
        add_application(
            seeker, token=uuid4(), company="Acme", fields={"title": ""}, applied_at=None, now=now,
            new_referrer="Cleo Ware",
        )  # fmt: skip
    assert not Contact.objects.exists()
    application = add_application(
        seeker, token=uuid4(), company="Acme", fields={"title": "Clerk"}, applied_at=None, now=now,
        new_referrer="Cleo Ware",
    )  # fmt: skip
    assert application.referred_by == Contact.objects.get(name="Cleo Ware")


def test_one_person_referred_the_seeker(seeker_client: Client, make_contact: MakeContact) -> None:
    bob = make_contact("Bob Moss")
    found = errors(seeker_client, referred_by=str(bob.pk), new_referrer="Cleo")
    assert found == {"new_referrer": ["Choose a person or enter a new name, not both."]}
    assert not Contact.objects.filter(name="Cleo").exists()


def test_a_new_name_takes_the_place_of_who_was_chosen(
    seeker_client: Client, make_application: MakeApplication, make_contact: MakeContact
) -> None:
    bob = make_contact("Bob Moss")
    application = make_application(referred_by=bob)
    typed = {"title": "Designer", "company": "Harbour", "referred_by": bob.pk}
    url = f"/applications/{application.pk}/edit/"
    seeker_client.post(url, {**typed, "new_referrer": "Cleo"})
    application.refresh_from_db()
    assert application.referred_by == Contact.objects.get(name="Cleo")
    seeker_client.post(url, {**typed, "referred_by": ""})
    application.refresh_from_db()
    assert application.referred_by is None


def test_another_persons_contact_referred_nobody(
    seeker_client: Client, stranger: User, make_contact: MakeContact
) -> None:
    eve = make_contact("Eve", owner=stranger)
    assert "referred_by" in errors(seeker_client, referred_by=str(eve.pk))


def test_who_referred_the_seeker_is_not_removed(
    seeker_client: Client, make_application: MakeApplication, make_contact: MakeContact
) -> None:
    bob = make_contact("Bob Moss")
    make_application(referred_by=bob)
    page = seeker_client.post(f"/people/{bob.pk}/remove/", follow=True).content.decode()
    assert "Bob Moss referred you to a job." in page
    assert Contact.objects.filter(pk=bob.pk).exists()


def test_pay_goes_from_the_lower_to_the_higher(seeker_client: Client) -> None:
    found = errors(seeker_client, pay_min="70000", pay_max="60000")
    assert found == {"pay_max": ["This is less than “pay from”."]}


def test_what_was_typed_is_kept_when_something_is_wrong(seeker_client: Client) -> None:
    response = seeker_client.post("/applications/add/", {**NEW, "company": "", "notes": "Kept"})
    assert "Kept" in response.content.decode()
    assert 'value="2026-03-18T10:30"' in response.content.decode()


def test_a_posting_fills_the_form(seeker_client: Client) -> None:
    posting = "Data Analyst at Harbour Analytics\nLocation: Bristol\n£60k–£70k, hybrid"
    response = seeker_client.post(
        "/applications/add/posting/", {"posting": posting, "address": "https://jobs.example/7"}
    )
    page = response.content.decode()
    for value in (
        "Data Analyst",
        "Harbour Analytics",
        "Bristol",
        "60000",
        "https://jobs.example/7",
    ):
        assert f'value="{value}"' in page
    assert "This is what we read." in page
    assert not Application.objects.exists()


def test_a_posting_that_says_nothing_clear_is_kept_all_the_same(seeker_client: Client) -> None:
    response = seeker_client.post("/applications/add/posting/", {"posting": "We are nice."})
    assert "weren’t clear" in response.content.decode()
    assert "We are nice." in response.content.decode()


def test_a_correction_keeps_what_it_leaves_alone(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    application = make_application(source="A friend", notes="Kept")
    url = f"/applications/{application.pk}/edit/"
    assert 'value="A friend"' in seeker_client.get(url).content.decode()
    response = seeker_client.post(url, {**NEW, "notes": "Kept", "tags": "dream"})
    assert response.status_code == 302
    application.refresh_from_db()
    assert (application.title, application.company.name) == ("Data Analyst", "Harbour Analytics")
    assert (application.notes, application.source) == ("Kept", "")
    assert application.events.count() == 1


def test_a_correction_that_does_not_fit_changes_nothing(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    application = make_application()
    response = seeker_client.post(f"/applications/{application.pk}/edit/", {**NEW, "title": ""})
    assert "Product Designer at Harbour Analytics" in response.content.decode()
    application.refresh_from_db()
    assert application.title == "Product Designer"


def test_deleting_is_confirmed_first(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    application = make_application()
    url = f"/applications/{application.pk}/delete/"
    assert "gone for good" in seeker_client.get(url).content.decode()
    assert Application.objects.exists()
    assert seeker_client.post(url).headers["Location"] == "/applications/"
    assert not Application.objects.exists()


def test_deleting_says_what_goes_and_offers_to_put_it_away_instead(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    application = make_application()
    page = f"/applications/{application.pk}/"
    asked = seeker_client.get(f"{page}delete/").content.decode()
    assert "with the 1 entry of its story" in asked
    assert f'action="{page}archive/"' in " ".join(asked.split())
    led = seeker_client.post(f"{page}archive/", {"next": page})
    assert led.headers["Location"] == page
    assert "Put it away instead" not in seeker_client.get(f"{page}delete/").content.decode()


def test_put_away_and_taken_out_again(
    seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application(applied_at=now - timedelta(days=40))
    assert application.reminders.exists()  # type: ignore[attr-defined]
    page = f"/applications/{application.pk}/"
    seeker_client.post(f"{page}archive/")
    application.refresh_from_db()
    assert application.archived_at == now
    assert "Take out again" in seeker_client.get(page).content.decode()
    seeker_client.post(f"{page}unarchive/")
    application.refresh_from_db()
    assert application.archived_at is None


@pytest.mark.parametrize(
    "act", ["", "edit/", "delete/", "move/", "log/note/", "interview/", "choose/"]
)
def test_a_stranger_finds_nothing(
    stranger_client: Client, make_application: MakeApplication, act: str
) -> None:
    assert stranger_client.get(f"/applications/{make_application().pk}/{act}").status_code == 404


@pytest.mark.parametrize(
    "act", ["edit/", "delete/", "move/", "archive/", "unarchive/", "log/note/"]
)
def test_a_stranger_changes_nothing(
    stranger_client: Client, make_application: MakeApplication, act: str
) -> None:
    application = make_application()
    response = stranger_client.post(f"/applications/{application.pk}/{act}", NEW)
    assert response.status_code == 404
    before = application.updated_at
    application.refresh_from_db()
    assert application.updated_at == before


def test_did_i_already_apply_there(
    seeker_client: Client, make_application: MakeApplication, stranger: User
) -> None:
    make_application("Harbour Analytics", "Product Designer")
    make_application("Harbour Freight", "Clerk", applied_at=None)
    make_application("Osprey Travel", "Writer")
    make_application("Harbour Secret", "Spy", owner=stranger)
    page = seeker_client.get("/applications/duplicates/?company=ha%00rb").content.decode()
    assert "You have 2 applications there already" in page
    for said in ("Product Designer", "applied Mon 2 Mar", "Clerk", "Saved"):
        assert said in page
    for hidden in ("Writer", "Spy"):
        assert hidden not in page


def test_the_same_link_at_another_company_is_pointed_out(
    seeker_client: Client, make_application: MakeApplication, stranger: User
) -> None:
    link = "https://jobs.example/7"
    make_application("Harbour Analytics", "Product Designer", posting_url=link)
    make_application("Secret", "Spy", owner=stranger, posting_url=link)
    typed = {"company": "Talent Agency", "posting_url": link}
    page = seeker_client.get("/applications/duplicates/", typed).content.decode()
    assert "the link is the same" in page
    assert "Product Designer" in page
    assert "Spy" not in page


def test_the_same_posting_comes_first_however_its_link_was_followed(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    link = "https://www.jobs.example/7?id=3"
    make_application("Harbour Analytics", "Product Designer", posting_url=link)
    for number in range(6):
        make_application("Talent Agency", f"Other {number}")
    typed = {
        "company": "Talent Agency",
        "posting_url": "http://jobs.example/7/?utm_source=mail&id=3&trk=x#apply",
    }
    page = seeker_client.get("/applications/duplicates/", typed).content.decode()
    assert "the link is the same" in page
    assert page.index("Product Designer") < page.index("Other 5")
    other_job = {**typed, "posting_url": "https://jobs.example/7?id=4"}
    page = seeker_client.get("/applications/duplicates/", other_job).content.decode()
    assert "the link is the same" not in page


def test_the_same_number_at_another_company_is_pointed_out(
    seeker_client: Client, make_application: MakeApplication, stranger: User
) -> None:
    link = "https://marlowe.wd5.myworkdayjobs.com/en-US/X/job/Oslo/Clerk_R-20881"
    make_application("Marlowe", "Clerk", posting_url=link)
    make_application("Saltmarsh", "Analyst", posting_text="We hire.\nReq ID: 30771\n")
    make_application("Near", "Neither", posting_text="Call 30771 or ask for r208811")
    make_application("Secret", "Spy", owner=stranger, posting_text="Req ID: 30771")
    text = "Clerk, for a client\nJob requisition ID\nR-20881"
    form = seeker_client.post("/applications/add/posting/", {"posting": text}).content.decode()
    assert 'name="numbers" value="R20881"' in form
    for numbers, found in (("R20881", "Clerk"), ("30771", "Analyst")):
        typed = {"company": "Talent Agency", "numbers": numbers}
        page = seeker_client.get("/applications/duplicates/", typed).content.decode()
        assert f"its number, {numbers}, is the same" in page
        assert found in page
        assert "Neither" not in page
        assert "Spy" not in page


@pytest.mark.parametrize(
    ("typed", "answer"), [("Nobody Ltd", "No application there yet."), ("H", ""), ("", "")]
)
def test_where_there_is_none(
    seeker_client: Client, make_application: MakeApplication, typed: str, answer: str
) -> None:
    make_application()
    page = seeker_client.get("/applications/duplicates/", {"company": typed}).content.decode()
    assert answer in page
    assert "already" not in page
