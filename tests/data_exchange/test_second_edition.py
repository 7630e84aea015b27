"""What the second edition of the rules asks for goes out and comes in exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from applications.models import Application, Event, Interview, Message
from data_exchange.errors import ImportRejected
from data_exchange.exporters.data import export_data
from data_exchange.importers.data import import_data
from followups.models import Reminder
from references.models import Contact, Reference
from tests.conftest import (
    MakeApplication,
    MakeContact,
    MakeInterview,
    MakeReference,
)

Json = dict[str, Any]
LEAST, MOST = Decimal("0.01"), Decimal("9999999999999.99")


def files(path: str) -> bytes | None:
    raise AssertionError(path)


def as_read(owner: User, now: datetime) -> Json:
    data: Json = json.loads(json.dumps(export_data(owner, now=now)))
    return data


@pytest.fixture
def search(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    make_reference: MakeReference,
    now: datetime,
) -> Application:
    """An application with every new fact, the second of two runs."""
    ana, joan = make_contact("Ana Ruiz"), make_reference()
    application = make_application(pay_min=LEAST, pay_max=MOST, pay_currency="IDR")
    Application.objects.filter(pk=application.pk).update(
        referred_by=ana, closes_on=date(2026, 4, 3), pay_period="week"
    )
    make_interview(application)
    Interview.objects.filter(application=application).update(type="panel")
    at = now - timedelta(days=9)
    for kind, more in (
        ("reference_chosen", {"reference": joan}),
        ("outcome", {"result": "rejected"}),
        ("applied", {}),
        ("reference_chosen", {"reference": joan}),
        ("references_requested", {"has_list": True}),
        ("outcome", {"result": "offer", "text": "By telephone", **offer()}),
    ):
        at += timedelta(days=1)
        Event.objects.create(application=application, kind=kind, at=at, **more)
    for purpose, to in (
        *(("references_list", None), ("offer_thanks", None), ("withdraw_note", None)),
        *(("referrer_thank_you", ana), ("referrer_outcome", ana)),
    ):
        Message.objects.create(
            owner=application.owner, application=application, purpose=purpose, contact=to, at=at
        )
    return application


def offer() -> Json:
    return {
        "answer_by": date(2026, 3, 27), "pay": MOST, "pay_currency": "IDR", "pay_period": "month",
        "starts_on": date(2026, 5, 4),
    }  # fmt: skip


def test_every_new_fact_arrives(search: Application, stranger: User, now: datetime) -> None:
    import_data(stranger, as_read(search.owner, now), files, now=now)
    there = Application.objects.get(owner=stranger)
    assert (there.pay_min, there.pay_max, there.pay_period) == (LEAST, MOST, "week")
    assert there.closes_on == date(2026, 4, 3)
    referrer = Contact.objects.get(owner=stranger, name="Ana Ruiz")
    assert there.referred_by == referrer
    assert there.interviews.get().type == "panel"
    (last,) = there.events.filter(result="offer").values(*offer(), "text")
    assert last == {**offer(), "text": "By telephone"}
    assert there.events.get(kind="references_requested").has_list
    assert there.events.filter(kind="reference_chosen").count() == 2
    sent = Message.objects.filter(owner=stranger).values_list("purpose", "contact")
    assert set(sent) == {
        *(("references_list", None), ("offer_thanks", None), ("withdraw_note", None)),
        *(("referrer_thank_you", referrer.pk), ("referrer_outcome", referrer.pk)),
    }


def test_out_in_and_out_again_is_the_same(
    search: Application, stranger: User, now: datetime
) -> None:
    before = as_read(search.owner, now)
    added = import_data(stranger, before, files, now=now)
    after = as_read(stranger, now)
    for name in ("companies", "contacts", "references", "applications", "messages"):
        assert after[name] == before[name], name
    assert added["events"] == 7
    assert import_data(stranger, before, files, now=now) == {}
    (told,) = before["applications"]
    assert (told["pay_min"], told["pay_max"]) == ("0.01", "9999999999999.99")


@pytest.mark.parametrize(
    ("pay", "exact"),
    [
        (62000, "62000.00"),
        (62000.1, "62000.10"),
        ("1e3", "1000.00"),
        ("15.5", "15.50"),
        (0, "0.00"),
    ],
)
def test_a_number_is_as_good_as_a_text(
    search: Application, stranger: User, now: datetime, pay: object, exact: str
) -> None:
    data = as_read(search.owner, now)
    data["applications"][0].update(pay_min=pay, pay_max=None)
    import_data(stranger, data, files, now=now)
    assert Application.objects.get(owner=stranger).pay_min == Decimal(exact)
    assert as_read(stranger, now)["applications"][0]["pay_min"] == exact


Spoil = Callable[[Json], object]
SPOILT: dict[str, tuple[Spoil, str]] = {
    "pay that is no number": (lambda d: d.update(pay_min="much"), "pay_min"),
    "endless pay": (lambda d: d.update(pay_min="Infinity"), "pay_min"),
    "pay that is none": (lambda d: d.update(pay_min="NaN"), "pay_min"),
    "pay of three digits": (lambda d: d.update(pay_min="1.005"), "pay_min"),
    "pay below nothing": (lambda d: d.update(pay_min="-1"), "pay_min"),
    "too much pay": (lambda d: d.update(pay_max=10**13), "pay_max"),
    "far too much pay": (lambda d: d.update(pay_max="1e999999"), "pay_max"),
    "yes for pay": (lambda d: d.update(pay_min=True), "pay_min"),
    "a list for pay": (lambda d: d.update(pay_min=[0, [1], 2]), "pay_min"),
    "an unknown period": (lambda d: d.update(pay_period="decade"), "pay_period"),
    "no closing date": (lambda d: d.update(closes_on="soon"), "closes_on"),
    "a closing date too far": (lambda d: d.update(closes_on="9999-01-01"), "closes_on"),
    "a referrer nobody knows": (lambda d: d.update(referred_by=str(uuid4())), "referred_by"),
    "a referrer by name": (lambda d: d.update(referred_by="Ana Ruiz"), "referred_by"),
    "an unknown type": (lambda d: d["interviews"][0].update(type="duel"), "interviews[0].type"),
    "a typed phone screen": (
        lambda d: d["interviews"][0].update(kind="phone_screen"), "interviews[0]",
    ),
    "a list that is neither": (lambda d: d["events"][5].update(has_list="?"), "events[5].has_list"),
    "a list for nothing": (lambda d: d["events"][0].update(has_list=True), "events[0]"),
    "an offer's date elsewhere": (
        lambda d: d["events"][0].update(answer_by="2026-04-01"), "events[0]",
    ),
    "no day to answer by": (lambda d: d["events"][6].update(answer_by=7), "events[6].answer_by"),
    "no day to start": (lambda d: d["events"][6].update(starts_on="May"), "events[6].starts_on"),
    "an offer's pay": (lambda d: d["events"][6].update(pay="-0.01"), "events[6].pay"),
    "an offer's period": (
        lambda d: d["events"][6].update(pay_period="decade"), "events[6].pay_period",
    ),
    "an offer's currency": (
        lambda d: d["events"][6].update(pay_currency="Euros"), "events[6].pay_currency",
    ),
    "thanks to no referrer": (lambda d: d["messages"][3].update(contact=None), "messages[3]"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_what_does_not_fit_is_named(
    search: Application, stranger: User, now: datetime, name: str
) -> None:
    spoil, where = SPOILT[name]
    data = as_read(search.owner, now)
    spoil(data["applications"][0])
    with pytest.raises(ImportRejected) as refused:
        import_data(stranger, data, files, now=now)
    assert [each.where for each in refused.value.problems] == [f"applications[0].{where}"]
    assert not Contact.objects.filter(owner=stranger).exists()


def test_a_referrer_note_needs_an_application(
    search: Application, stranger: User, now: datetime
) -> None:
    data = as_read(search.owner, now)
    data["messages"].append(data["applications"][0]["messages"].pop(3))
    with pytest.raises(ImportRejected) as refused:
        import_data(stranger, data, files, now=now)
    assert [each.where for each in refused.value.problems] == ["messages[0]"]


Consent = Reference.Consent


@pytest.mark.parametrize("mine", [Consent.NOT_ASKED, Consent.ASKED, Consent.DECLINED])
def test_the_consent_of_a_reference_that_is_there_stays(
    make_reference: MakeReference, now: datetime, mine: str
) -> None:
    joan = make_reference()
    owner = joan.contact.owner
    Message.objects.create(
        owner=owner, purpose="ask_reference", reference=joan, at=now - timedelta(days=61)
    )
    data = as_read(owner, now)
    Message.objects.all().delete()
    days = {"asked_on": None, "agreed_on": None, "declined_on": None}
    if mine != Consent.NOT_ASKED:
        days[f"{mine}_on"] = date(2026, 3, 1)
    Reference.objects.filter(pk=joan.pk).update(consent=mine, **days)
    assert import_data(owner, data, files, now=now) == {"messages": 1}
    assert Reference.objects.filter(pk=joan.pk).values("consent", *days).get() == {
        "consent": mine,
        **days,
    }


def test_a_new_reference_whom_a_note_of_the_file_asks_was_asked(
    make_reference: MakeReference, stranger: User, now: datetime
) -> None:
    joan = make_reference(consent=Consent.NOT_ASKED)
    at = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    for day in range(2):
        Message.objects.create(
            owner=joan.contact.owner,
            purpose="ask_reference",
            reference=joan,
            at=at + timedelta(days=day),
        )
    import_data(stranger, as_read(joan.contact.owner, now), files, now=now)
    there = Reference.objects.get(contact__owner=stranger)
    assert (there.consent, there.asked_on) == (Consent.ASKED, date(2026, 3, 1))


def line_up(owner: User) -> Reminder:
    return Reminder.objects.get(owner=owner, rule="references.line_up")


def test_the_seeker_s_own_reminder_stays_waved_away(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    stranger: User,
    now: datetime,
) -> None:
    make_interview(make_application(), starts_at=now + timedelta(days=3))
    owner = User.objects.get(email="seeker@test.example")
    data = as_read(owner, now)
    for row in data["reminders"]:
        if row["rule"] == "references.line_up":
            row.update(state="dismissed", application=None, reference=None)
    import_data(stranger, data, files, now=now)
    assert line_up(stranger).state == "dismissed"
    assert line_up(owner).state == "open"


def test_one_waved_away_for_an_application_in_an_older_file_stays_away(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    stranger: User,
    now: datetime,
) -> None:
    application = make_application()
    make_interview(application, starts_at=now + timedelta(days=3))
    data = {**as_read(application.owner, now), "version": 1}
    for row in data["reminders"]:
        if row["rule"] == "references.line_up":
            row.update(state="dismissed", application=str(application.token))
    import_data(stranger, data, files, now=now)
    assert line_up(stranger).state == "dismissed"
