"""What arrived comes along: suggestions with their answers, known mails, events and senders."""

import copy
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from applications.models import Application
from applications.services import arrange_interview
from data_exchange.errors import ImportRejected
from data_exchange.exporters.data import export_data
from data_exchange.importers.data import import_data
from followups.models import HeldBack
from inbox.answers import proposed
from inbox.models import CalendarLink, IgnoredSender, ReceivedFile, Suggestion
from inbox.reading.answers import mail_answer
from inbox.reading.mail import read_mail
from inbox.services.answer import accept
from inbox.services.receive import receive
from inbox.services.suggest import suggest
from jobtracker.encryption import encrypt
from tests.conftest import MakeApplication

Json = dict[str, Any]
INVITATION = b"""From: Priya Nair <priya@kestrel.example>
To: robin@post.example
Date: Mon, 16 Mar 2026 09:00:00 +0000
Message-ID: <one@kestrel.example>
Subject: Interview for Data Analyst

Hi Robin, we would like to invite you to an interview on Thursday 19 March at 14:30.
"""


def key(number: int) -> str:
    return f"{number:064x}"


def file_of(owner: User, number: int, now: datetime, **more: Any) -> ReceivedFile:
    fields = {
        "way": "upload",
        "format": "mail",
        "content": encrypt(INVITATION),
        "arrived_at": now,
        "read_at": now,
        "delete_at": now + timedelta(days=30),
    }
    return ReceivedFile.objects.create(owner=owner, key=key(number), **{**fields, **more})


def finding_of(owner: User, now: datetime) -> Json:
    return mail_answer(read_mail(INVITATION, now=now, zone=owner.zone))


@pytest.fixture
def full(make_application: MakeApplication, now: datetime) -> User:
    """The seeker with a waiting, an accepted and an ignored suggestion, and a known event."""
    application = make_application()
    owner = application.owner
    finding = finding_of(owner, now)
    Suggestion.objects.create(
        owner=owner,
        file=file_of(owner, 1, now),
        kind="interview_invitation",
        application=application,
        matched_by="domain",
        finding={**finding, "candidates": [application.pk, 7], "interview": 7},
        event_key=key(9),
        sender="priya@kestrel.example",
        at=now,
        holds_until=now + timedelta(days=14),
    )
    answered = {"at": now - timedelta(days=2), "answered_at": now, "finding": finding}
    accepted = file_of(owner, 2, now, application=application)
    Suggestion.objects.create(
        owner=owner,
        file=accepted,
        kind="confirmation",
        state="accepted",
        application=application,
        matched_by="choice",
        created={"events": [7]},
        **answered,
    )
    Suggestion.objects.create(
        owner=owner, file=file_of(owner, 3, now), kind="reply", state="ignored", **answered
    )
    file_of(owner, 4, now, way="mailbox")
    file_of(owner, 5, now, read_at=None)
    _interview_from_event(application, now)
    IgnoredSender.objects.create(owner=owner, email="news@jobs.example", times=2, since=now)
    IgnoredSender.objects.create(owner=owner, email="once@jobs.example", times=1)
    return owner


def _interview_from_event(application: Application, now: datetime) -> None:
    interview = arrange_interview(
        application,
        token=application.token,
        fields={
            "kind": "interview",
            "arranged_at": now,
            "starts_at": now + timedelta(days=3),
            "ends_at": now + timedelta(days=3, hours=1),
            "time_zone": "Europe/London",
        },
        interviewers=(),
        now=now,
    )
    CalendarLink.objects.create(
        owner=application.owner, key=key(9), sequence=4, sent_at=now, interview=interview
    )


def exported(owner: User, now: datetime) -> Json:
    return json.loads(json.dumps(export_data(owner, now=now)))  # type: ignore[no-any-return]


def arrived(data: Json) -> Json:
    return {name: data[name] for name in ("received_files", "event_links", "ignored_senders")}


def test_what_arrived_comes_back_whole(full: User, stranger: User, now: datetime) -> None:
    data = exported(full, now)
    assert [row["key"] for row in data["received_files"]] == [key(each) for each in range(1, 5)]
    added = import_data(stranger, data, lambda path: None, now=now)
    assert added["suggestions"] == 3
    assert arrived(exported(stranger, now)) == arrived(data)
    states = Suggestion.objects.filter(owner=stranger).order_by("file__key")
    assert [(row.state, row.kind) for row in states] == [
        ("waiting", "interview_invitation"),
        ("accepted", "confirmation"),
        ("ignored", "reply"),
    ]
    assert states[0].application == stranger.applications.get()
    assert states[0].holds_until == now + timedelta(days=14)
    assert states[0].event_key == key(9)
    assert states[0].finding == finding_of(full, now)
    assert states[1].file.application == stranger.applications.get()
    assert CalendarLink.objects.get(owner=stranger).interview.application.owner == stranger


def test_a_mail_that_arrives_again_after_an_import_is_the_same_suggestion(
    make_application: MakeApplication, stranger: User, now: datetime
) -> None:
    owner = make_application("Kestrel", "Data Analyst").owner
    (receipt,) = receive(owner, INVITATION, way="upload", now=now)
    suggest(receipt.file, now=now)
    import_data(stranger, exported(owner, now), lambda path: None, now=now)
    (again,) = receive(stranger, INVITATION, way="mailbox", now=now + timedelta(hours=1))
    assert not again.is_new
    assert suggest(again.file, now=now) == Suggestion.objects.get(owner=stranger)
    mine, theirs = (Suggestion.objects.get(owner=who) for who in (owner, stranger))
    assert (theirs.kind, theirs.state) == (mine.kind, mine.state)
    assert theirs.application == stranger.applications.get()
    assert theirs.holds_until == mine.holds_until is not None
    held = HeldBack.objects.filter(guard="mail_to_sort").values_list("owner", flat=True)
    assert set(held) == {owner.pk, stranger.pk}


def test_an_accepted_suggestion_stays_accepted(
    make_application: MakeApplication, stranger: User, now: datetime
) -> None:
    owner = make_application("Kestrel", "Data Analyst").owner
    (receipt,) = receive(owner, INVITATION, way="upload", now=now)
    told = suggest(receipt.file, now=now)
    assert told is not None
    accept(told, proposed(told, owner.zone), now=now)
    import_data(stranger, exported(owner, now), lambda path: None, now=now)
    theirs = Suggestion.objects.get(owner=stranger)
    assert (theirs.state, theirs.holds_until, theirs.created) == ("accepted", None, None)
    (interview,) = stranger.applications.get().interviews.all()
    accept(theirs, proposed(theirs, stranger.zone), now=now)
    assert list(stranger.applications.get().interviews.all()) == [interview]
    assert not HeldBack.objects.filter(owner=stranger, guard="mail_to_sort").exists()


def test_importing_twice_adds_nothing_and_changes_no_answer(full: User, now: datetime) -> None:
    data = exported(full, now)
    Suggestion.objects.filter(owner=full, state="waiting").update(
        state="ignored", holds_until=None, answered_at=now
    )
    ReceivedFile.objects.filter(key=key(3)).delete()
    added = import_data(full, data, lambda path: None, now=now)
    assert added == {"suggestions": 1}
    assert Suggestion.objects.filter(owner=full, state="ignored").count() == 2
    assert import_data(full, data, lambda path: None, now=now) == {}


def test_neither_the_mails_nor_what_was_logged_leaves(
    full: User, stranger: User, now: datetime
) -> None:
    data = exported(full, now)
    names = {name for row in data["received_files"] for name in (*row, *(row["suggestion"] or ()))}
    assert not names & {"content", "created", "read_at"}
    import_data(stranger, data, lambda path: None, now=now)
    mine = ReceivedFile.objects.filter(owner=stranger)
    assert not mine.exclude(content=None).exists()
    assert not mine.filter(read_at=None).exists()


def test_the_queries_are_the_same_for_few_and_many(
    full: User, now: datetime, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        export_data(full, now=now)
    for number in range(20, 40):
        file = file_of(full, number, now, application=full.applications.get())
        Suggestion.objects.create(
            owner=full, file=file, kind="reply", at=now, application=full.applications.get()
        )
    with django_assert_num_queries(len(few)):
        export_data(full, now=now)


Spoil = Callable[[Json], object]
FIRST = "received_files[0]"
SPOILT: dict[str, tuple[Spoil, str]] = {
    "a key that is none": (lambda d: _file(d).update(key="A" * 64), f"{FIRST}.key"),
    "no key": (lambda d: _file(d).pop("key"), f"{FIRST}.key"),
    "an unknown way": (lambda d: _file(d).update(way="pigeon"), f"{FIRST}.way"),
    "no day of deletion": (lambda d: _file(d).update(delete_at=None), f"{FIRST}.delete_at"),
    "an unknown kind": (lambda d: _told(d).update(kind="party"), f"{FIRST}.suggestion.kind"),
    "an unknown application": (
        lambda d: _told(d).update(application="x"), f"{FIRST}.suggestion.application",
    ),
    "waiting and answered": (
        lambda d: _told(d).update(answered_at="2026-03-19T10:00:00Z"), FIRST,
    ),
    "a purpose that is none": (
        lambda d: _told(d)["finding"].update(purpose="poem"),
        f"{FIRST}.suggestion.finding.purpose",
    ),
    "primary keys": (
        lambda d: _told(d)["finding"].update(candidates=[1]), f"{FIRST}.suggestion.finding",
    ),
    "an event's key that is none": (
        lambda d: _told(d).update(event_key="x"), f"{FIRST}.suggestion.event_key",
    ),
    "an event link without its moment": (
        lambda d: d["event_links"][0].pop("sent_at"), "event_links[0].sent_at",
    ),
    "a finding of another shape": (
        lambda d: _told(d)["finding"].update(events=[{"uid": 7}]),
        f"{FIRST}.suggestion.finding.events",
    ),
    "a finding with more in it": (
        lambda d: _told(d)["finding"].update(html="<b>"), f"{FIRST}.suggestion.finding",
    ),
    "an event of no interview": (
        lambda d: d["event_links"][0].update(interview=key(1)[:36]), "event_links[0].interview",
    ),
    "a sender that is no address": (
        lambda d: d["ignored_senders"][0].update(email="news"), "ignored_senders[0].email",
    ),
}  # fmt: skip


def _file(data: Json) -> Json:
    return data["received_files"][0]  # type: ignore[no-any-return]


def _told(data: Json) -> Json:
    return _file(data)["suggestion"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", SPOILT)
def test_what_does_not_fit_is_named_and_nothing_is_written(
    full: User, stranger: User, now: datetime, name: str
) -> None:
    spoil, where = SPOILT[name]
    data = copy.deepcopy(exported(full, now))
    spoil(data)
    with pytest.raises(ImportRejected) as refused:
        import_data(stranger, data, lambda path: None, now=now)
    assert [each.where for each in refused.value.problems] == [where]
    assert not ReceivedFile.objects.filter(owner=stranger).exists()
