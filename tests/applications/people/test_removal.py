"""Forgetting people and companies: refused where they are in the story."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from applications.models import Event
from applications.services import record_event, record_message
from references import services
from references.models import Company, Contact, Reference
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference


def reasons(refused: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return refused.value.messages


def test_somebody_who_is_in_no_story_goes(make_contact: MakeContact) -> None:
    services.remove_contact(make_contact())
    assert not Contact.objects.exists()


def test_somebody_in_the_story_stays(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_reference: MakeReference,
    now: datetime,
) -> None:
    joan = make_reference().contact
    application = make_application()
    make_interview(application, joan)
    record_message(
        joan.owner, "status", at=now, token=uuid4(), now=now, application=application, contact=joan
    )
    with pytest.raises(ValidationError) as refused:
        services.remove_contact(joan)
    assert reasons(refused) == [
        "Joan Whitfield was at an interview.",
        "You wrote to Joan Whitfield.",
        "Joan Whitfield is on your list of references.",
    ]
    assert Contact.objects.filter(pk=joan.pk).exists()


def test_a_company_without_a_story_goes(make_contact: MakeContact) -> None:
    ana = make_contact(company="Harbour")
    company = ana.company
    assert company is not None
    services.edit_contact(ana, company="", fields={"name": "Ana Ruiz"})
    services.remove_company(company)
    assert not Company.objects.exists()


def test_a_company_in_the_story_stays(
    make_application: MakeApplication, make_contact: MakeContact
) -> None:
    company = make_application("Harbour").company
    make_contact(company="Harbour")
    with pytest.raises(ValidationError) as refused:
        services.remove_company(company)
    assert reasons(refused) == ["You applied to Harbour.", "You know people at Harbour."]


def test_a_reference_in_the_story_stays(
    make_application: MakeApplication, make_reference: MakeReference, now: datetime
) -> None:
    joan = make_reference()
    kind = Event.Kind.REFERENCE_CHOSEN
    record_event(make_application(), kind, at=now, token=uuid4(), now=now, reference=joan)
    record_message(joan.contact.owner, "other", at=now, token=uuid4(), now=now, reference=joan)
    with pytest.raises(ValidationError) as refused:
        services.remove_reference(joan, now=now)
    assert reasons(refused) == [
        "Joan Whitfield is named in the story of an application.",
        "You wrote to Joan Whitfield as a reference.",
    ]
    assert Reference.objects.filter(pk=joan.pk).exists()
