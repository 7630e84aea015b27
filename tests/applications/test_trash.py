"""A deleted application comes back whole for a day, to its owner alone, and then no more."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client

from accounts.models import User
from applications import services
from applications.models import (
    Application,
    Debrief,
    Document,
    Event,
    Interview,
    Message,
    RemovedApplication,
)
from applications.services.base import send_facts_changed
from followups.models import HeldBack, Reminder
from followups.services import dismiss
from references.models import Company, Contact
from tests.applications.test_log import UNDO
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.usefixtures("at_now", "media")
MODELS = (Application, Event, Interview, Debrief, Message, Reminder, HeldBack)


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
    offered(application, ana, now)
    return application


def offered(application: Application, referrer: Contact, now: datetime) -> None:
    """Somebody referred the seeker; the employer has the references' list, and offers the job."""
    day = now.date()
    Application.objects.filter(pk=application.pk).update(
        referred_by=referrer, closes_on=day, pay_min="0.01", pay_max="9999999999999.99"
    )
    application.interviews.update(type="panel")
    application.events.create(kind="references_requested", at=now, has_list=True)
    application.events.create(
        kind="outcome", result="offer", at=now, answer_by=day, starts_on=day, pay="61999.99",
        pay_currency="GBP", pay_period="year",
    )  # fmt: skip
    application.messages.create(
        owner=application.owner, purpose="referrer_thank_you", contact=referrer, at=now
    )
    send_facts_changed(application.owner_id, [application.pk], now)


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


def test_it_comes_back_without_a_referrer_who_is_gone(
    make_application: MakeApplication, make_contact: MakeContact, seeker: User, now: datetime
) -> None:
    application, ana = make_application(), make_contact("Ana Ruiz")
    Application.objects.filter(pk=application.pk).update(referred_by=ana)
    what = services.delete_application(application, now=now)
    ana.delete()
    services.undo_action(seeker, what, now=now)
    assert Application.objects.get().referred_by is None


def test_an_offer_that_is_removed_comes_back_whole(
    full: Application, seeker: User, now: datetime
) -> None:
    offer = full.events.get(result="offer")
    before = Event.objects.filter(pk=offer.pk).values().get()
    what = services.remove_entry(offer, now=now)
    assert not Event.objects.filter(pk=offer.pk).exists()
    services.undo_action(seeker, what, now=now)
    assert Event.objects.filter(pk=offer.pk).values().get() == before
    assert before["pay"] == Decimal("61999.99")


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
