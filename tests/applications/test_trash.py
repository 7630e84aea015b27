"""A deleted application comes back whole for a day, to its owner alone, and then no more."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client

from accounts.models import User
from applications import services
from applications.models import Application, Debrief, Document, Event, Message, RemovedApplication
from followups.models import HeldBack, Reminder
from followups.services import dismiss
from references.models import Company
from tests.applications.test_log import UNDO
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.usefixtures("at_now", "media")
MODELS = (Application, Event, Debrief, Message, Reminder, HeldBack)


@pytest.fixture
def full(
    seeker: User,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    resume: SimpleUploadedFile,
    now: datetime,
) -> Application:
    """An application with something of everything."""
    application = make_application(applied_at=now - timedelta(days=40))
    ana = make_contact("Ana Ruiz")
    talk = make_interview(application, ana)
    services.set_tags(application, ["dream"])
    services.debrief_interview(talk, fields={"learned": "They ship weekly."}, topics={}, now=now)
    services.record_message(
        seeker,
        Message.Purpose.THANK_YOU,
        at=now,
        token=uuid4(),
        now=now,
        application=application,
        interview=talk,
        contact=ana,
    )
    services.keep_document(
        seeker, resume, kind="resume", name="R", token=uuid4(), now=now, application=application
    )
    dismiss(Reminder.objects.filter(state__in=Reminder.LIVE).earliest("pk"), now=now)
    return application


def everything() -> dict[str, list[Any]]:
    """All rows of a story, as they stand; what is held back is worked out anew, with a new key.

    What belongs to the seeker alone outlives every application.
    """
    rows = {
        model.__name__: [
            row
            for row in model._default_manager.order_by("pk").values()
            if row.get("scope") != "seeker"
        ]
        for model in MODELS
    }
    return {
        name: [{**row, "id": None} if name == "HeldBack" else row for row in found]
        for name, found in rows.items()
    }


def test_it_comes_back_whole(full: Application, seeker: User, now: datetime) -> None:
    before = everything()
    assert all(before.values())
    what = services.delete_application(full, now=now)
    assert not any(everything().values())
    assert Document.objects.exists()
    services.undo_action(seeker, what, now=now)
    assert everything() == before
    back = Application.objects.get()
    assert [tag.name for tag in back.tags.all()] == ["dream"]
    assert [document.name for document in back.documents.all()] == ["R"]
    assert [who.name for who in back.interviews.get().interviewers.all()] == ["Ana Ruiz"]
    assert not RemovedApplication.objects.exists()


def test_by_the_undo_of_the_message(full: Application, seeker_client: Client) -> None:
    page = seeker_client.post(f"/applications/{full.pk}/delete/", follow=True).content.decode()
    assert "is deleted." in page
    assert seeker_client.get(f"/applications/{full.pk}/").status_code == 404
    seeker_client.post(UNDO.findall(page)[-1])
    assert seeker_client.get(f"/applications/{full.pk}/").status_code == 200


def test_after_a_day_it_is_gone_for_good(full: Application, seeker: User, now: datetime) -> None:
    what = services.delete_application(full, now=now)
    day = timedelta(days=1)
    assert services.delete_expired_trash(now + day) == 0
    assert services.delete_expired_trash(now + day + timedelta(seconds=1)) == 1
    with pytest.raises(IntegrityError):
        services.undo_action(seeker, what, now=now)
    assert not Application.objects.exists()


def test_nobody_else_brings_it_back(
    full: Application, stranger: User, seeker: User, now: datetime
) -> None:
    what = services.delete_application(full, now=now)
    with pytest.raises(IntegrityError):
        services.undo_action(stranger, what, now=now)
    assert not Application.objects.exists()
    services.undo_action(seeker, what, now=now)
    assert Application.objects.get().owner == seeker


def test_without_its_company_it_cannot_return_and_that_is_said(
    full: Application, seeker_client: Client
) -> None:
    page = seeker_client.post(f"/applications/{full.pk}/delete/", follow=True).content.decode()
    Company.objects.all().delete()
    told = seeker_client.post(UNDO.findall(page)[-1], follow=True).content.decode()
    assert "can no longer be taken back" in told
    assert not Application.objects.exists()
