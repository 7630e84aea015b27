"""The ledger: what each reference did, and what is owed to them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import Application, Event
from applications.people.reference_list import Entry, reference_list
from applications.services import record_event, record_message
from references.models import Reference
from tests.conftest import MakeApplication, MakeReference

Kind = Event.Kind
Happen = Callable[..., None]


@pytest.fixture
def joan(make_reference: MakeReference) -> Reference:
    return make_reference()


@pytest.fixture
def happen(joan: Reference, now: datetime) -> Happen:
    """Something happened with Joan so many days ago."""

    def happen(what: str, application: Application | None, days: float) -> None:
        at = now - timedelta(days=days)
        if what in Kind.values and application:
            record_event(application, what, at=at, token=uuid4(), now=now, reference=joan)
            return
        owner = joan.contact.owner
        record_message(
            owner, what, at=at, token=uuid4(), now=now, application=application, reference=joan
        )

    return happen


def end(application: Application, result: str, now: datetime, days: float = 1) -> None:
    at = now - timedelta(days=days)
    record_event(application, Kind.OUTCOME, at=at, token=uuid4(), now=now, result=result)


def entry(joan: Reference, now: datetime) -> Entry:
    (found,) = reference_list(joan.contact.owner, now=now)
    return found


def test_somebody_unused(joan: Reference, now: datetime) -> None:
    found = entry(joan, now)
    assert (found.uses, found.acts, found.unthanked, found.to_tell) == ([], [], 0, 0)
    assert (found.in_use, found.load, found.last_contact_on) == (0, 0, None)


def test_thanks_are_owed_for_every_act(
    joan: Reference, happen: Happen, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    happen("reference_chosen", application, 9)
    happen("reference_contacted", application, 5)
    assert entry(joan, now).unthanked == 1
    happen("reference_thank_you", application, 4)
    found = entry(joan, now)
    assert found.unthanked == 0
    assert found.uses[0].thanked.at == now - timedelta(days=4)
    happen("reference_letter", application, 2)
    found = entry(joan, now)
    assert (found.unthanked, found.uses[0].thanked) == (1, None)
    assert [act.kind for act in found.acts] == [Kind.REFERENCE_LETTER, Kind.REFERENCE_CONTACTED]
    assert found.load == 2


def test_thanks_for_one_job_are_none_for_another(
    joan: Reference, happen: Happen, make_application: MakeApplication, now: datetime
) -> None:
    one, other = make_application("Harbour"), make_application("Osprey")
    happen("reference_contacted", one, 5)
    happen("reference_contacted", other, 5)
    happen("reference_thank_you", one, 4)
    assert entry(joan, now).unthanked == 1


@pytest.mark.parametrize(
    ("result", "owed"),
    [("offer", 1), ("accepted", 1), ("declined", 1), ("rejected", 1), ("no_response", 0)],
)
def test_whoever_helped_is_told_the_outcome(
    joan: Reference,
    happen: Happen,
    make_application: MakeApplication,
    now: datetime,
    result: str,
    owed: int,
) -> None:
    application = make_application()
    happen("heads_up", application, 5)
    end(application, result, now)
    assert entry(joan, now).to_tell == owed


def test_a_new_outcome_is_told_anew(
    joan: Reference, happen: Happen, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    happen("reference_contacted", application, 9)
    end(application, "offer", now, 5)
    happen("reference_outcome", application, 4)
    found = entry(joan, now)
    assert (found.to_tell, found.told) == (0, 1)
    end(application, "accepted", now, 2)
    found = entry(joan, now)
    assert (found.to_tell, found.told) == (1, 0)


def test_being_chosen_alone_is_no_help(
    joan: Reference, happen: Happen, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    happen("reference_chosen", application, 5)
    assert entry(joan, now).in_use == 1
    end(application, "rejected", now)
    found = entry(joan, now)
    assert (found.to_tell, found.in_use) == (0, 0)


def test_last_contact_is_what_is_said_or_what_was_sent(
    make_reference: MakeReference, now: datetime
) -> None:
    said = make_reference("Hugo Brandt", last_contact_on=date(2026, 3, 10))
    (found,) = reference_list(said.contact.owner, now=now)
    assert found.last_contact_on == date(2026, 3, 10)
    at = now - timedelta(days=2)
    record_message(said.contact.owner, "other", at=at, token=uuid4(), now=now, reference=said)
    (found,) = reference_list(said.contact.owner, now=now)
    assert found.last_contact_on == date(2026, 3, 17)


def test_an_old_consent_is_asked_again_as_the_plan_says(
    make_reference: MakeReference, make_application: MakeApplication, now: datetime
) -> None:
    hugo = make_reference("Hugo Brandt", on=date(2022, 1, 5))
    assert not entry(hugo, now).ask_again
    kind = Kind.REFERENCE_CHOSEN
    record_event(make_application(), kind, at=now, token=uuid4(), now=now, reference=hugo)
    assert entry(hugo, now).ask_again


def test_load_is_counted_within_a_year(
    joan: Reference, happen: Happen, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    happen("reference_contacted", application, 366)
    happen("reference_letter", application, 364)
    assert entry(joan, now).load == 1


def test_strangers_are_not_in_it(
    joan: Reference, stranger: object, make_reference: MakeReference, now: datetime
) -> None:
    make_reference("Sid Cole", owner=stranger)
    assert [each.reference for each in reference_list(joan.contact.owner, now=now)] == [joan]


def test_queries_do_not_grow(
    make_reference: MakeReference, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()

    def queries(number: int) -> int:
        for at in range(number):
            reference = make_reference(f"Person {at}")
            for kind in (Kind.REFERENCE_CHOSEN, Kind.REFERENCE_CONTACTED):
                record_event(application, kind, at=now, token=uuid4(), now=now, reference=reference)
        with CaptureQueriesContext(connection) as seen:
            assert reference_list(application.owner, now=now)
        return len(seen)

    assert queries(1) == queries(8) == 3
