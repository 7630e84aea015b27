"""Rules that hold whoever writes: a page, a program, or what arrives."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from applications import services
from applications.models import Event, Tag
from references.models import Reference
from tests.conftest import MakeApplication, MakeInterview, MakeReference


def test_who_said_no_is_not_chosen(
    make_application: MakeApplication,
    make_reference: MakeReference,
    seeker_client: Client,
    now: datetime,
) -> None:
    application = make_application()
    lee = make_reference("Lee Ott", consent=Reference.Consent.DECLINED)
    with pytest.raises(ValidationError, match="Lee Ott said no"):
        services.record_event(
            application, Event.Kind.REFERENCE_CHOSEN, at=now, token=uuid4(), now=now, reference=lee
        )
    page = seeker_client.get(f"/references/{lee.pk}/choose/").content.decode()
    assert "Lee Ott said no." in page
    assert not Event.objects.filter(kind=Event.Kind.REFERENCE_CHOSEN).exists()


def test_only_an_offer_has_terms(make_application: MakeApplication, now: datetime) -> None:
    application = make_application()
    with pytest.raises(ValidationError) as refused:
        services.record_event(
            application,
            Event.Kind.OUTCOME,
            at=now,
            token=uuid4(),
            now=now,
            result=Event.Result.REJECTED,
            starts_on=now.date(),
        )
    assert refused.value.message_dict == {"starts_on": ["Only an offer has this."]}


def test_an_interview_is_called_off_after_it_was_arranged(
    make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    interview = make_interview(make_application())
    early = interview.arranged_at - timedelta(minutes=1)
    with pytest.raises(ValidationError, match="The interview was arranged after that"):
        services.cancel_interview(interview, at=early, now=now)
    fields = {"kind": "phone_screen", "type": "panel"}
    with pytest.raises(ValidationError, match="A phone screen has no type"):
        services.change_interview(interview, fields=fields, interviewers=[], now=now)
    services.cancel_interview(interview, now=now)
    interview.refresh_from_db()
    assert interview.cancelled_at == now


def test_a_page_adds_no_tag_with_a_comma(
    make_application: MakeApplication, seeker_client: Client
) -> None:
    ticked = {"ids": [make_application().pk], "tag": "remote, dream"}
    answer = seeker_client.post("/applications/bulk/tag/", ticked, follow=True)
    assert "A tag can’t hold a comma." in answer.content.decode()
    assert not Tag.objects.exists()
