"""Companies, contacts and references by the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from references.models import Company, Contact, Reference
from tests.api.conftest import Call, key_for
from tests.conftest import MakeApplication, MakeContact, MakeReference


def errors(answer: Any) -> dict[str, str]:
    """The message for each field of a refusal."""
    assert answer["Content-Type"] == "application/problem+json"
    return {each["field"]: each["message"] for each in answer.json()["errors"]}


def test_a_company_comes_by_its_name(call: Call) -> None:
    added = call("POST", "/companies", {"name": "Oatmill", "website": "https://oatmill.example"})
    assert added.status_code == 201, added.content
    there, body = added["Location"].removeprefix("/api/v1"), added.json()
    assert call("GET", there).json() == body
    again = call("POST", "/companies", {"name": " OATMILL ", "notes": "Not taken over"})
    assert (again.status_code, again.json()) == (200, body)
    changed = call("PATCH", there, {"notes": "Flour", "website": None}, If_Match=added["ETag"])
    assert changed.json() == body | {"notes": "Flour", "website": ""}
    assert call("PATCH", there, {"notes": "x"}, If_Match=added["ETag"]).status_code == 412
    call("POST", "/companies", {"name": "Fathom"})
    refused = call("PATCH", there, {"name": "fathom"})
    assert refused.status_code == 422
    assert errors(refused) == {"name": "You have a company of this name already."}
    found = call("GET", "/companies?q=flour&sort=-name").json()["items"]
    assert [each["name"] for each in found] == ["Oatmill"]
    assert call("DELETE", there).status_code == 204
    assert call("GET", there).status_code == 404


def test_a_company_with_applications_stays(call: Call, make_application: MakeApplication) -> None:
    there = f"/companies/{make_application('Fathom').company_id}"
    refused = call("DELETE", there)
    assert refused.status_code == 409
    assert refused.json()["detail"] == "You applied to Fathom."
    assert call("GET", there).status_code == 200


def test_companies_are_merged(call: Call, make_application: MakeApplication) -> None:
    kept, other = make_application("Fathom"), make_application("Fathom Ltd")
    there = f"/companies/{kept.company_id}/merge"
    merged = call("POST", there, {"other": other.company_id}, Idempotency_Key="m")
    assert (merged.status_code, merged.json()["name"]) == (200, "Fathom")
    assert not Company.objects.filter(pk=other.company_id).exists()
    other.refresh_from_db()
    assert other.company_id == kept.company_id
    assert call("POST", there, {"other": merged.json()["id"]}).status_code == 422
    repeated = call("POST", there, {"other": 1}, Idempotency_Key="m")
    assert repeated.status_code == 409


def test_a_contact_is_added_changed_and_deleted(call: Call) -> None:
    new = {"name": "Ana Ruiz", "company": "Oatmill", "email": "ana@oatmill.example"}
    added = call("POST", "/contacts", new, Idempotency_Key="one")
    assert added.status_code == 201, added.content
    assert call("POST", "/contacts", new, Idempotency_Key="one").json() == added.json()
    there, body = added["Location"].removeprefix("/api/v1"), added.json()
    assert (body["company"]["name"], body["reference"]) == ("Oatmill", None)
    changed = call("PATCH", there, {"role": "Recruiter", "company": None})
    assert changed.json() == body | {"role": "Recruiter", "company": None}
    company = body["company"]["id"]
    assert call("PATCH", there, {"company": company}).json()["company"]["id"] == company
    found = call("GET", f"/contacts?q=recruiter&company={company}").json()["items"]
    assert [each["id"] for each in found] == [body["id"]]
    assert call("DELETE", there, If_Match=added["ETag"]).status_code == 412
    assert call("DELETE", there).status_code == 204
    assert not Contact.objects.exists()


def test_an_address_is_somebodys_unless_shared(call: Call) -> None:
    call("POST", "/contacts", {"name": "Ana Ruiz", "email": "jobs@oatmill.example"})
    second = {"name": "Bo Lind", "email": "jobs@oatmill.example"}
    refused = call("POST", "/contacts", second)
    assert refused.status_code == 422
    assert errors(refused) == {"email": "Ana Ruiz has this address already."}
    added = call("POST", "/contacts", second | {"shares_address": True})
    assert added.status_code == 201
    there = f"/contacts/{added.json()['id']}"
    assert call("PATCH", there, {"role": "Clerk"}).status_code == 200


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"name": ""}, "name", "This field is required."),
        ({"name": "x" * 151}, "name", "at most 150 characters"),
        ({"email": "nobody"}, "email", "Enter a valid email address."),
        ({"company": "x" * 201}, "company", "at most 200 characters"),
        ({"company": 99999}, "company", "You have no company with this id."),
        ({"link": "javascript:alert(1)"}, "link", "Enter a valid URL."),
        ({"notes": "x" * 100_001}, "notes", "This text is too long"),
        ({"is_another": True}, "is_another", "There is no such field."),
    ],
)
def test_refusals_of_a_contact(call: Call, change: Any, field: str, message: str) -> None:
    answer = call("POST", "/contacts", {"name": "Ana Ruiz"} | change)
    assert answer.status_code == 422, answer.content
    assert message in errors(answer)[field]
    assert not Contact.objects.exists()


def test_contacts_are_merged_but_not_two_references(
    call: Call, make_contact: MakeContact, make_reference: MakeReference
) -> None:
    kept = make_contact("Ana Ruiz")
    other = make_contact("Ana M. Ruiz", email="ana@oatmill.example")
    merged = call("POST", f"/contacts/{kept.pk}/merge", {"other": other.pk})
    assert merged.json()["email"] == "ana@oatmill.example", merged.content
    assert not Contact.objects.filter(pk=other.pk).exists()
    one, two = make_reference("Leila Haddad").contact, make_reference("L. Haddad").contact
    refused = call("POST", f"/contacts/{one.pk}/merge", {"other": two.pk})
    assert refused.status_code == 422
    assert "take one off it first" in errors(refused)["other"]
    asked = call("DELETE", f"/contacts/{one.pk}")
    assert asked.status_code == 409
    assert asked.json()["detail"] == "Leila Haddad is on your list of references."


def test_a_reference_and_their_consent(call: Call, make_contact: MakeContact) -> None:
    contact = make_contact("Leila Haddad")
    new = {"contact": contact.pk, "relationship": "My manager", "last_contact_on": "2026-01-05"}
    added = call("POST", "/references", new)
    assert added.status_code == 201, added.content
    body, there = added.json(), added["Location"].removeprefix("/api/v1")
    assert body["contact"] == {"id": contact.pk, "name": "Leila Haddad"}
    assert body["consent"] == "not_asked"
    assert call("POST", "/references", new | {"relationship": "Other"}).json() == body
    asked = call("PATCH", there, {"consent": "asked", "asked_on": "2026-03-01"}).json()
    assert (asked["consent"], asked["asked_on"]) == ("asked", "2026-03-01")
    agreed = call("PATCH", there, {"consent": "agreed", "agreed_on": "2026-03-03"}).json()
    assert agreed == asked | {"consent": "agreed", "agreed_on": "2026-03-03"}
    moved = call("PATCH", there, {"asked_on": "2026-02-27", "speaks_about": "Rust"}).json()
    assert moved == agreed | {"asked_on": "2026-02-27", "speaks_about": "Rust"}
    declined = call("PATCH", there, {"consent": "declined", "declined_on": "2026-03-05"}).json()
    assert (declined["agreed_on"], declined["declined_on"]) == (None, "2026-03-05")
    assert call("PATCH", there, {"consent": "not_asked"}).json()["asked_on"] is None
    assert [each["id"] for each in call("GET", "/references").json()["items"]] == [body["id"]]
    assert call("GET", "/references?consent=agreed").json()["items"] == []
    assert call("GET", f"/contacts/{contact.pk}").json()["reference"] == body["id"]
    assert call("DELETE", there).status_code == 204
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_a_reference_who_agreed_already_is_added_at_once(
    call: Call, make_contact: MakeContact
) -> None:
    sent = {"contact": make_contact().pk, "consent": "agreed", "agreed_on": "2026-03-03"}
    added = call("POST", "/references", sent | {"asked_on": "2026-03-01"}).json()
    assert (added["asked_on"], added["agreed_on"]) == ("2026-03-01", "2026-03-03")
    assert Reference.objects.get(pk=added["id"]).agreed_on == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"contact": 99999}, "contact", "You have no contact with this id."),
        ({"consent": "agreed"}, "agreed_on", "Enter the day on which it was said."),
        ({"agreed_on": "2026-03-03"}, "agreed_on", "This day does not go with the consent."),
        ({"consent": "asked", "asked_on": "2026-03-21"}, "asked_on", "This day is still to come."),
        ({"consent": "perhaps"}, "consent", "Choose one of"),
        ({"last_contact_on": "2031-01-01"}, "last_contact_on", "This day is still to come."),
        ({"job_hunting_since": "0001-01-01"}, "job_hunting_since", "The year must be from 1970"),
        ({"last_contact_on": "soon"}, "last_contact_on", "Enter a date, as in 2026-03-02."),
    ],
)
def test_refusals_of_a_reference(
    call: Call, make_contact: MakeContact, change: Any, field: str, message: str
) -> None:
    answer = call("POST", "/references", {"contact": make_contact().pk} | change)
    assert answer.status_code == 422, answer.content
    assert message in errors(answer)[field]
    assert not Reference.objects.exists()


def test_a_reference_in_use_stays(call: Call, make_reference: MakeReference) -> None:
    there = f"/references/{make_reference('Leila Haddad').pk}"
    assert call("POST", f"{there}/messages", {"purpose": "keep_in_touch"}).status_code == 201
    refused = call("DELETE", there)
    assert refused.status_code == 409
    assert refused.json()["detail"] == "You wrote to Leila Haddad as a reference."


def test_people_of_others_are_not_there(
    call: Call,
    stranger: User,
    at_now: datetime,
    make_contact: MakeContact,
    make_reference: MakeReference,
) -> None:
    contact = make_contact("Ana Ruiz", company="Oatmill")
    theirs = key_for(stranger, ["read", "write"], at_now)
    rows = {
        f"/companies/{contact.company_id}": {"notes": "x"},
        f"/contacts/{contact.pk}": {"notes": "x"},
        f"/references/{make_reference().pk}": {"relationship": "x"},
    }
    for there, change in rows.items():
        assert call("GET", there, key=theirs).status_code == 404
        assert call("PATCH", there, change, key=theirs).status_code == 404
        assert call("DELETE", there, key=theirs).status_code == 404
    for path in ("/companies", "/contacts", "/references"):
        assert call("GET", path, key=theirs).json()["items"] == []
    merge = call("POST", f"/contacts/{contact.pk}/merge", {"other": 1}, key=theirs)
    assert merge.status_code == 404
    assert call("POST", "/references", {"contact": contact.pk}, key=theirs).status_code == 422
    own = call("POST", "/contacts", {"name": "Bo"}, key=theirs).json()["id"]
    there = f"/contacts/{own}/merge"
    assert call("POST", there, {"other": contact.pk}, key=theirs).status_code == 422
    assert Contact.objects.filter(pk=contact.pk).exists()


@pytest.mark.parametrize("path", ["/companies", "/contacts", "/references"])
def test_lists_cost_as_many_queries_however_long(
    call: Call, path: str, make_contact: MakeContact, make_reference: MakeReference
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert call("GET", path).status_code == 200
        return len(queries)

    def more(number: int) -> None:
        make_contact(f"Ana {number}", company=f"Company {number}")
        make_reference(f"Leila {number}")

    more(1)
    call("GET", path)
    few = cost()
    for number in range(2, 12):
        more(number)
    assert cost() == few
    assert len(call("GET", path).json()["items"]) >= 11
