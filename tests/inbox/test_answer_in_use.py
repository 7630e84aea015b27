"""What the seeker has begun about a row that an answer added keeps it, whichever app it is of."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from accounts.models import User
from applications.models import Application, Interview
from inbox.models import Suggestion
from inbox.services.answer import what_of
from inbox.services.changes import MODELS
from inbox.services.in_use import OWN, relations_of
from inbox.services.undo import undo_answer
from notes.models import NoteDraft
from references.models import Company, Contact
from tests.inbox.arrivals import NOW, mail
from tests.inbox.test_answer import accepted

LATER = NOW + timedelta(days=3)
LEFT_OUT = {
    "followups.HeldBack",
    "followups.PlanContext",
    "followups.Reminder",
    "inbox.CalendarLink",
    "inbox.ReceivedFile",
    "inbox.Suggestion",
}
"""Rows that nobody writes by hand, or that go with the answer. Add nothing that a person wrote."""
TELLING = {
    ("applications.Application", "applications.Document"),
    ("applications.Application", "applications.Event"),
    ("applications.Application", "applications.Interview"),
    ("applications.Application", "applications.Message"),
    ("applications.Application", "notes.NoteDraft"),
    ("applications.Interview", "applications.Debrief"),
    ("applications.Interview", "applications.Message"),
    ("applications.Interview", "notes.NoteDraft"),
    ("references.Company", "applications.Application"),
    ("references.Company", "references.Contact"),
    ("references.Contact", "applications.Application"),
    ("references.Contact", "applications.DebriefTopic"),
    ("references.Contact", "applications.Interview"),
    ("references.Contact", "applications.Message"),
    ("references.Contact", "notes.NoteDraft"),
    ("references.Contact", "references.Reference"),
}


def draft(owner: User, **about: Any) -> NoteDraft:
    fields = {"purpose": "thank_you", "channel": "email", "body": "Thank you,", "updated_at": NOW}
    return NoteDraft.objects.create(owner=owner, **fields, **about)


def take_back(suggestion: Suggestion) -> None:
    undo_answer(suggestion.owner, what_of(suggestion), now=LATER)


def test_an_application_with_a_note_begun_stays(seeker: User) -> None:
    suggestion = mail(seeker, "03_rejection_lever")
    kept = draft(seeker, application=accepted(suggestion, None))
    take_back(suggestion)
    assert Application.objects.get() == kept.application
    assert NoteDraft.objects.get() == kept


def test_an_interview_with_a_note_begun_stays(seeker: User) -> None:
    suggestion = mail(seeker, "05_interview_person_reply")
    application = accepted(suggestion, None)
    draft(seeker, application=application, interview=Interview.objects.get())
    with pytest.raises(IntegrityError):
        take_back(suggestion)
    assert Interview.objects.exists()
    assert NoteDraft.objects.exists()


def test_a_contact_with_a_note_begun_stays(seeker: User, make_application: Any) -> None:
    suggestion = mail(seeker, "05_interview_person_reply")
    accepted(suggestion, None)
    person = Contact.objects.get(name="Priya Nair")
    draft(seeker, application=make_application(), contact=person)
    take_back(suggestion)
    assert Contact.objects.filter(pk=person.pk).exists()
    assert NoteDraft.objects.exists()


def test_only_rows_that_nobody_types_may_be_deleted_by_undoing() -> None:
    """A model that is new counts by itself; one that is to be left out must be named here."""
    left_out = set()
    for model in MODELS:
        told = relations_of(model)
        left_out |= {
            each.related_model._meta.label
            for each in model._meta.related_objects
            if each not in told
        }
    assert left_out == LEFT_OUT
    assert {model._meta.label for model in OWN} < LEFT_OUT


def test_all_that_leads_to_what_an_answer_adds_is_known() -> None:
    """The rows are those that undoing deletes."""
    deleted = (Application, Company, Contact, Interview)
    found = {
        (model._meta.label, each.related_model._meta.label)
        for model in deleted
        for each in relations_of(model)
    }
    assert found == TELLING
