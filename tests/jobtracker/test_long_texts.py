"""Free text has a length, in every form and every model, and whoever goes beyond is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import get_resolver, reverse

from data_exchange.fields import value
from data_exchange.schema import APPLICATION
from jobtracker.forms.fields import LinesField, LongTextField
from jobtracker.validators import LONGEST_TEXT, validate_length
from references.models import Contact
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference
from tests.house import FLOORS, first_of

TOO_LONG = "x" * (LONGEST_TEXT + 1)
SAID = "it has 100,001 characters, and the most is 100,000."
WRITTEN_BY_US = {
    "Digest.error",
    "Heartbeat.error",
    "RememberedAnswer.body",
    "RemovedApplication.rows",
    "WebhookDelivery.answer",
}
"""Texts that no form and no import writes."""


def texts() -> Iterator[tuple[str, models.TextField[Any, Any]]]:
    for model in apps.get_models():
        if first_of(model.__module__) in FLOORS:
            for field in model._meta.get_fields():
                if isinstance(field, models.TextField):
                    yield f"{model.__name__}.{field.name}", field


def forms_of_ours(base: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for each in base.__subclasses__():
        if first_of(each.__module__) in FLOORS:
            yield each
        yield from forms_of_ours(each)


def test_every_text_of_a_model_has_a_length() -> None:
    found = dict(texts())
    assert len(found) > 12
    assert set(found) >= WRITTEN_BY_US
    unbounded = {
        name
        for name, field in found.items()
        if not field.max_length and validate_length not in field.validators
    }
    assert unbounded == WRITTEN_BY_US


def test_every_long_text_of_a_form_has_a_length() -> None:
    assert get_resolver().url_patterns  # all forms are imported with the views
    found = {
        f"{form.__name__}.{name}": field
        for form in forms_of_ours()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.Textarea)
    }
    assert len(found) > 15
    for name, field in found.items():
        if not getattr(field, "max_length", None):
            assert is_checked(field), name


def test_every_form_counts_a_text_as_the_browser_does() -> None:
    assert get_resolver().url_patterns
    for form in forms_of_ours():
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field.widget, forms.Textarea):
                assert isinstance(field, LinesField), f"{form.__name__}.{name}"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_end_of_a_line_is_one_character(newline: str) -> None:
    typed, kept = f"x{newline}" * (LONGEST_TEXT // 2), "x\n" * (LONGEST_TEXT // 2)
    assert LongTextField(strip=False).clean(typed) == kept
    assert value(APPLICATION, "notes", typed, "notes") == kept
    with pytest.raises(forms.ValidationError, match="100,001"):
        LongTextField(strip=False).clean(typed + "y")


def is_checked(field: forms.Field) -> bool:
    """Whether a form refuses what is too long; a model form may leave that to its model."""
    return validate_length in field.validators


def test_the_longest_text_passes() -> None:
    longest = "x" * LONGEST_TEXT
    assert forms.CharField(validators=[validate_length]).clean(longest) == longest


@pytest.fixture
def addresses(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    make_reference: MakeReference,
) -> dict[str, dict[str, str]]:
    """What is typed too long, by the address to which it is sent."""
    application, contact = make_application(), make_contact()
    interview, reference = make_interview(application, contact), make_reference()
    company = contact.company_id or application.company_id
    return {
        reverse("applications:log", args=[application.pk, "note"]): {"text": TOO_LONG},
        reverse("applications:edit", args=[application.pk]): {"notes": TOO_LONG},
        reverse("applications:interview_prepare", args=[interview.pk]): {"preparation": TOO_LONG},
        reverse("applications:interview_debrief", args=[interview.pk]): {
            "notes": TOO_LONG,
            f"topic-{contact.pk}": TOO_LONG,
        },
        reverse("people:contact_edit", args=[contact.pk]): {"name": "A", "notes": TOO_LONG},
        reverse("people:company_edit", args=[company]): {"name": "A", "notes": TOO_LONG},
        reverse("people:reference_edit", args=[reference.pk]): {"speaks_about": TOO_LONG},
    }


def test_whoever_writes_more_is_told_and_keeps_it(
    addresses: dict[str, dict[str, str]], seeker_client: Client
) -> None:
    for address, typed in addresses.items():
        answer = seeker_client.post(address, typed)
        page = answer.content.decode()
        assert answer.status_code in (200, 422), address
        assert SAID in page, address
        assert TOO_LONG in page, address
    assert not Contact.objects.filter(notes__contains="xxx").exists()
