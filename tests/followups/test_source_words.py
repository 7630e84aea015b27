"""What the sources advise is said where it helps: on the pages where the question comes up."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, Debrief, Event
from applications.services import record_event
from followups.actions import ACTIONS
from followups.templatetags.today import search_is_over
from tests.conftest import MakeApplication, MakeInterview, MakeReference

pytestmark = pytest.mark.usefixtures("at_now")
NO_OFFER = "A reference check is a good sign, but not an offer."
OVER = "Your search is over, and every note is sent."


def text(client: Client, url: str) -> str:
    return re.sub(r"\s+", " ", client.get(url).content.decode())


def happen(application: Application, kind: str, now: datetime, **fields: object) -> None:
    record_event(application, kind, at=now, token=uuid4(), now=now, **fields)


@pytest.mark.parametrize("kind", ["reference-contacted", "references-asked", "replied"])
def test_what_a_reference_check_means_is_said_where_it_is_logged(
    kind: str, seeker_client: Client, make_application: MakeApplication
) -> None:
    form = text(seeker_client, f"/applications/{make_application().pk}/log/{kind}/")
    assert ("A good sign, but no offer" in form) == (kind == "reference-contacted")
    assert ("only the last few candidates are asked" in form) == (kind == "references-asked")


def test_what_a_reference_check_means_is_said_while_there_is_one(
    seeker_client: Client,
    make_application: MakeApplication,
    make_reference: MakeReference,
    now: datetime,
) -> None:
    application = make_application()
    url = f"/applications/{application.pk}/"
    assert NO_OFFER not in text(seeker_client, url)
    happen(application, Event.Kind.REFERENCE_CONTACTED, now, reference=make_reference())
    assert NO_OFFER in text(seeker_client, url)
    happen(application, Event.Kind.OUTCOME, now, result=Event.Result.OFFER)
    assert NO_OFFER not in text(seeker_client, url)


def test_people_who_know_one_well_are_to_be_chosen(
    seeker_client: Client, make_application: MakeApplication, make_reference: MakeReference
) -> None:
    reference, application = make_reference(), make_application()
    added = text(seeker_client, reverse("people:reference_add"))
    assert "Choose people who know you well and speak highly of you." in added
    chosen = text(seeker_client, reverse("applications:choose", args=[application.pk]))
    assert "Choose those who know this side of your work well" in chosen
    url = reverse("applications:packet", args=[application.pk, reference.pk])
    packet = text(seeker_client, url)
    assert "Employers seldom say that they called." in packet


def test_being_asked_for_references_is_a_good_sign_of_any_interview(
    seeker_client: Client, make_application: MakeApplication, make_interview: MakeInterview
) -> None:
    for kind in ("interview", "phone_screen"):
        met = make_interview(make_application(kind), kind=kind)
        assert str(Debrief.Sign.REFERENCES.label) in text(seeker_client, f"/interviews/{met.pk}/")
        answers = {"token": uuid4(), "positive_signs": ["references"]}
        seeker_client.post(f"/interviews/{met.pk}/debrief/", answers)
        assert Debrief.objects.get(interview=met).positive_signs == ["references"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("interview.thank_you", "even if it went badly"),
        ("status.after_reference_check", "not an offer"),
        ("reference.gift", "none is required"),
        ("reference.keep_in_touch", "a coffee, or a like"),
    ],
)
def test_a_card_says_how_it_is_usually_done(rule: str, words: str) -> None:
    assert words in str(ACTIONS[rule].advice)
    assert len(str(ACTIONS[rule].advice).split()) <= 20


def test_a_calm_day_knows_that_the_search_is_over(
    seeker: User,
    seeker_client: Client,
    make_application: MakeApplication,
    now: datetime,
) -> None:
    month_ago = now - timedelta(days=40)
    got = make_application(applied_at=month_ago, now=month_ago)
    happen(got, Event.Kind.OUTCOME, month_ago + timedelta(days=9), result=Event.Result.ACCEPTED)
    assert OVER in text(seeker_client, "/")
    other = make_application("Other", applied_at=None)
    assert not search_is_over(seeker)
    page = text(seeker_client, "/")
    assert OVER not in page
    assert "nobody is waiting for you. Rest, or look for the next job posting." in page
    Application.objects.filter(pk=other.pk).update(archived_at=now)
    assert search_is_over(seeker)


def test_a_search_that_only_ended_unheard_is_not_over(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    assert not search_is_over(seeker)
    happen(make_application(), Event.Kind.OUTCOME, now, result=Event.Result.REJECTED)
    assert not search_is_over(seeker)
