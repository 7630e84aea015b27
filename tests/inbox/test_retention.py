"""What arrived is deleted when due: first content and suggestion, long after that the key."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.deletion import delete_account
from accounts.models import User
from applications.models import Application
from demo.leave import start_empty
from demo.load import load
from inbox.models import (
    CalendarLink,
    IgnoredSender,
    Mailbox,
    MailFolder,
    PrivateAddress,
    ReceivedFile,
    Suggestion,
)
from inbox.services.retention import KEYS_KEPT, delete_contents, delete_due
from jobtracker.encryption import encrypt
from jobtracker.signals import facts_changed
from operations.cleanup import delete_expired
from tests.conftest import MakeApplication

KEPT = timedelta(days=30)
MODELS = (
    ReceivedFile, Suggestion, CalendarLink, IgnoredSender, Mailbox, MailFolder, PrivateAddress,
)  # fmt: skip


def arrive(application: Application, number: int, now: datetime, **more: Any) -> Suggestion:
    """Store a mail and its suggestion, waiting unless ``more`` says otherwise."""
    owner = application.owner
    file = ReceivedFile.objects.create(
        owner=owner,
        key=f"{number:064x}",
        way="upload",
        format="mail",
        content=encrypt(b"Subject: Hello"),
        arrived_at=now,
        read_at=now,
        delete_at=now + KEPT,
    )
    fields = {"kind": "reply", "application": application, "at": now, **more}
    return Suggestion.objects.create(owner=owner, file=file, **fields)


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


@pytest.fixture
def replanned() -> Any:
    """The applications whose facts were said to have changed."""
    heard: list[list[int]] = []

    def hear(application_ids: Any, **kwargs: Any) -> None:
        heard.append(list(application_ids))

    facts_changed.connect(hear)
    yield heard
    facts_changed.disconnect(hear)


def test_content_and_suggestion_go_when_due_and_the_key_stays(
    application: Application, now: datetime
) -> None:
    waiting = arrive(application, 1, now, holds_until=now + timedelta(days=14))
    answered = {"answered_at": now}
    arrive(application, 2, now, state="accepted", **answered)
    arrive(application, 3, now, state="ignored", **answered)
    assert delete_due(now + KEPT - timedelta(seconds=1)) == {}
    assert bytes(ReceivedFile.objects.get(pk=waiting.file_id).content or b"")
    assert delete_due(now + KEPT) == {"mails_deleted": 3, "suggestions_deleted": 3}
    assert not Suggestion.objects.exists()
    assert list(ReceivedFile.objects.values_list("content", flat=True)) == [None] * 3
    assert delete_due(now + KEPT) == {}


def test_a_hold_that_goes_with_it_replans(
    application: Application, now: datetime, replanned: list[list[int]]
) -> None:
    arrive(application, 1, now, holds_until=now + KEPT + timedelta(days=1))
    arrive(application, 2, now)
    replanned.clear()
    delete_due(now + KEPT)
    assert replanned == [[application.pk]]
    arrive(application, 3, now)
    delete_due(now + KEPT)
    assert replanned == [[application.pk]]


def test_a_mail_that_nobody_could_read_goes_too(application: Application, now: datetime) -> None:
    file = arrive(application, 1, now).file
    Suggestion.objects.all().delete()
    ReceivedFile.objects.update(read_at=None)
    assert delete_due(now + KEPT) == {"mails_deleted": 1}
    file.refresh_from_db()
    assert (file.content, file.read_at) == (None, now + KEPT)


def test_what_was_imported_without_its_mail_goes_too(
    application: Application, now: datetime
) -> None:
    arrive(application, 1, now)
    ReceivedFile.objects.update(content=None)
    assert delete_due(now + KEPT) == {"suggestions_deleted": 1}


def test_the_key_goes_after_two_years(application: Application, now: datetime) -> None:
    arrive(application, 1, now)
    delete_due(now + KEPT)
    assert delete_due(now + KEYS_KEPT) == {}
    assert delete_due(now + KEYS_KEPT + timedelta(seconds=1)) == {"mail_keys_deleted": 1}
    assert not ReceivedFile.objects.exists()


def test_a_key_stays_where_more_than_it_is_left(application: Application, now: datetime) -> None:
    arrive(application, 1, now)
    ReceivedFile.objects.update(delete_at=now + 2 * KEYS_KEPT)
    assert delete_due(now + KEYS_KEPT + KEPT) == {}
    assert ReceivedFile.objects.count() == 1


def test_nobody_else_s_mail_is_touched(
    application: Application, stranger: User, now: datetime
) -> None:
    arrive(application, 1, now)
    assert delete_contents(stranger, now=now + KEPT) == {}
    assert Suggestion.objects.count() == 1


def test_it_is_part_of_the_nightly_clean_up(application: Application, now: datetime) -> None:
    arrive(application, 1, now)
    counts = delete_expired(now + KEPT)
    assert (counts["mails_deleted"], counts["suggestions_deleted"]) == (1, 1)


def furnish(user: User, now: datetime) -> None:
    """Give the user one of all that the inbox keeps."""
    application = user.applications.exclude(interviews=None).first()
    assert application is not None
    arrive(application, 7, now)
    interview = application.interviews.first()
    CalendarLink.objects.create(owner=user, key="a" * 64, sent_at=now, interview=interview)
    IgnoredSender.objects.create(owner=user, email="news@jobs.example", times=1)
    PrivateAddress.objects.create(owner=user, secret="secret", created_at=now)
    mailbox = Mailbox.objects.create(
        owner=user, host="imap.example", password=encrypt(b"secret"), connected_at=now
    )
    MailFolder.objects.create(mailbox=mailbox, role="inbox", name="INBOX")


@pytest.mark.django_db
def test_nothing_of_it_outlives_the_account(now: datetime) -> None:
    robin = load(now=now)
    furnish(robin, now)
    delete_account(robin)
    assert [model for model in MODELS if model._default_manager.exists()] == []


@pytest.mark.django_db
def test_nothing_of_it_outlives_an_empty_start(now: datetime) -> None:
    robin = load(now=now)
    furnish(robin, now)
    start_empty(robin, now=now)
    assert [model for model in MODELS if model._default_manager.exists()] == []
