"""The verbs of people."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from references import services
from references.models import Company, Contact, Reference
from tests.conftest import MakeContact, MakeReference

Consent = Reference.Consent
DAY = date(2026, 3, 1)


def test_adding_a_contact_twice_with_one_token_makes_one(seeker: User) -> None:
    token = uuid4()
    for _ in range(2):
        services.add_contact(seeker, token=token, company="Harbour", fields={"name": "Ana"})
    assert Contact.objects.get().company == Company.objects.get()


def test_a_name_is_required(seeker: User) -> None:
    with pytest.raises(ValidationError) as error:
        services.add_contact(seeker, token=uuid4(), fields={"name": ""})
    assert "name" in error.value.message_dict


def test_an_empty_company_takes_the_contact_out(make_contact: MakeContact) -> None:
    contact = make_contact(company="Harbour")
    services.edit_contact(contact, company=" ", fields={"role": "Lead"})
    contact.refresh_from_db()
    assert (contact.company, contact.role) == (None, "Lead")


def test_a_change_leaves_consent_as_it_became_since_the_row_was_read(
    make_reference: MakeReference, now: datetime
) -> None:
    reference = make_reference(consent=Consent.ASKED, on=DAY)
    read_before = Reference.objects.get(pk=reference.pk)
    services.set_consent(reference, Consent.AGREED, on=DAY, now=now)
    services.edit_reference(read_before, fields={"relationship": "manager"}, now=now)
    reference.refresh_from_db()
    assert (reference.relationship, reference.consent) == ("manager", Consent.AGREED)


def test_the_road_of_consent(make_reference: MakeReference, now: datetime) -> None:
    reference = make_reference(consent=Consent.NOT_ASKED)
    assert reference.asked_on is None
    services.set_consent(reference, Consent.ASKED, on=DAY, now=now)
    services.set_consent(reference, Consent.AGREED, on=date(2026, 3, 4), now=now)
    reference.refresh_from_db()
    assert (reference.asked_on, reference.agreed_on) == (DAY, date(2026, 3, 4))
    services.set_consent(reference, Consent.DECLINED, on=date(2026, 3, 9), now=now)
    assert (reference.agreed_on, reference.declined_on) == (None, date(2026, 3, 9))
    services.set_consent(reference, Consent.NOT_ASKED, on=None, now=now)
    assert (reference.asked_on, reference.declined_on) == (None, None)


def test_one_reference_a_contact(make_contact: MakeContact, now: datetime) -> None:
    contact = make_contact()
    one = services.add_reference(contact, fields={"relationship": "Manager"}, now=now)
    other = services.add_reference(contact, fields={"speaks_about": "Charts"}, now=now)
    assert one == other
    assert (other.relationship, other.speaks_about) == ("Manager", "Charts")


def test_a_date_that_does_not_fit_the_consent_is_refused(make_reference: MakeReference) -> None:
    reference = make_reference(consent=Consent.ASKED)
    reference.agreed_on = DAY
    with pytest.raises(IntegrityError), transaction.atomic():
        reference.save()


def test_taking_a_reference_off_the_list(make_reference: MakeReference, now: datetime) -> None:
    reference = make_reference(last_contact_on=DAY)
    contact = reference.contact
    assert contact.owner.reminders.exists()
    services.remove_reference(reference, now=now)
    assert not contact.owner.reminders.exists()
    assert Contact.objects.filter(pk=contact.pk).exists()
