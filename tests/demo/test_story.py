"""The demo's story has something of everything a search may have."""

from datetime import datetime, timedelta

import pytest

from accounts.models import User
from applications.models import Application, Event, Interview, Message
from demo.load import load


@pytest.fixture
def robin(db: None, now: datetime) -> User:
    return load(now=now)


def of_company(robin: User, name: str) -> Application:
    return robin.applications.get(company__name=name)


def test_the_seeker_lives_somewhere(robin: User) -> None:
    assert (robin.country, robin.region, robin.currency) == ("GB", "ENG", "GBP")


def test_somebody_referred_the_seeker_and_was_thanked(robin: User) -> None:
    harbour = of_company(robin, "Harbour Analytics")
    assert harbour.referred_by is not None
    assert harbour.referred_by.name == "Gwen Sato"
    assert harbour.messages.filter(purpose="referrer_thank_you").exists()
    assert not robin.reminders.filter(rule="referrer.thank_you", state="open").exists()


def test_an_offer_stays_open_for_some_days(robin: User, now: datetime) -> None:
    offer = of_company(robin, "Lantern Learning").events.get(result="offer")
    assert offer.answer_by is not None
    assert offer.answer_by > now.date()
    assert offer.starts_on is not None
    assert offer.starts_on > offer.answer_by
    assert (offer.pay, offer.pay_currency, offer.pay_period) == (67_500, "GBP", "year")
    assert robin.reminders.get(rule="offer.answer").state == "open"


def test_a_saved_job_closes_soon(robin: User, now: datetime) -> None:
    saved = of_company(robin, "Meridian Museums")
    assert saved.closes_on is not None
    assert timedelta() <= saved.closes_on - now.date() <= timedelta(days=3)
    assert robin.reminders.get(rule="application.apply_by").state == "open"


def test_one_employer_has_the_list_and_one_was_sent_it(robin: User) -> None:
    requests = Event.objects.filter(application__owner=robin, kind="references_requested")
    assert sorted(requests.values_list("application__company__name", "has_list")) == [
        ("Fernhill Health", True),
        ("Lantern Learning", False),
        ("Northlight Energy", False),
    ]
    (sent,) = Message.objects.filter(owner=robin, purpose="references_list")
    assert sent.application == of_company(robin, "Lantern Learning")
    assert not robin.reminders.filter(rule="references.send", state="open").exists()


def test_the_seeker_applied_again_where_they_were_rejected(robin: User) -> None:
    granite = of_company(robin, "Granite Insurance")
    kinds = granite.events.order_by("at").values_list("kind", flat=True)
    assert list(kinds) == ["applied", "confirmation", "outcome", "applied", "confirmation"]
    assert granite.stage == "applied"


def test_interviews_are_of_different_types(robin: User) -> None:
    types = Interview.objects.filter(owner=robin).exclude(type="")
    assert sorted(types.values_list("application__company__name", "type")) == [
        ("Cobalt Transit", "video"),
        ("Harbour Analytics", "panel"),
        ("Juniper & Rowe", "on_site"),
        ("Lantern Learning", "final"),
    ]


def test_nothing_of_it_is_left_to_catch_up_on(robin: User) -> None:
    assert not robin.reminders.filter(catch_up=True).exists()
