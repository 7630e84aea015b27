"""What waits in the inbox, in the daily digest."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Application
from digests.builders.daily import gather
from digests.models import Digest
from digests.run import send_due
from inbox.models import ReceivedFile, Suggestion
from jobtracker.encryption import encrypt
from tests.conftest import MakeApplication, person
from tests.digests.conftest import scheduled

DAY = timedelta(days=1)
WORDS = "We would love to meet you"
FINDING = {"company": "Kestrel Analytics", "title": "Data Engineer", "evidence": [WORDS]}
LINE = "New application: Data Engineer at Kestrel Analytics?"


def arrive(owner: User, at: datetime, kind: str = "confirmation", **more: Any) -> Suggestion:
    """Let a mail arrive and be read."""
    file = ReceivedFile.objects.create(
        owner=owner,
        key=f"{ReceivedFile.objects.count():064x}",
        way="upload",
        format="mail",
        content=encrypt(WORDS.encode()),
        arrived_at=at,
        read_at=at,
        delete_at=at + 30 * DAY,
    )
    fields = {"finding": FINDING, "at": at, **more}
    return Suggestion.objects.create(owner=owner, file=file, kind=kind, **fields)


@pytest.fixture
def calm(seeker: User, now: datetime) -> User:
    """A seeker with nothing to do, whose mails are scheduled."""
    return scheduled(seeker, now)


def sent() -> tuple[str, str, str]:
    """Subject, text and HTML of the last mail."""
    letter = mail.outbox[-1]
    assert isinstance(letter, EmailMultiAlternatives)
    return letter.subject, str(letter.body), str(letter.alternatives[0].content)


def test_a_new_suggestion_is_worth_a_mail_of_its_own(
    calm: User, now: datetime, morning: datetime
) -> None:
    arrive(calm, morning - timedelta(hours=9))
    assert send_due(morning)["sent"] == 1
    subject, text, html = sent()
    assert subject == "1 suggestion waits in your inbox"
    for body in (text, html):
        assert "Waiting in your inbox" in body
        assert LINE in body
        assert "/inbox/" in body
        assert WORDS not in body
        assert "Nothing to do today" not in body


def test_what_was_told_before_waits_for_the_next_reason_to_write(
    calm: User, now: datetime, morning: datetime
) -> None:
    arrive(calm, morning - timedelta(hours=9))
    send_due(morning)
    assert send_due(morning + 3 * DAY).get("sent", 0) == 0
    assert Digest.objects.filter(owner=calm, state="empty").exists()
    arrive(calm, morning + 3 * DAY + timedelta(hours=3), kind="rejection")
    assert send_due(morning + 4 * DAY)["sent"] == 1
    subject, text, _ = sent()
    assert subject == "2 suggestions wait in your inbox"
    assert "Rejected by Kestrel Analytics." in text
    assert LINE in text


def test_an_empty_mail_that_is_wanted_names_what_waits(
    calm: User, now: datetime, morning: datetime
) -> None:
    User.objects.filter(pk=calm.pk).update(digest_when_empty=True)
    arrive(calm, morning - 9 * DAY)
    send_due(morning)
    _, text, _ = sent()
    assert LINE in text
    assert "Nothing to do today: the next" not in text


def test_what_is_answered_is_not_named(calm: User, now: datetime, morning: datetime) -> None:
    for state in ("accepted", "ignored"):
        arrive(calm, morning - DAY / 2, state=state, answered_at=morning)
    assert send_due(morning).get("sent", 0) == 0


def test_there_are_no_acts_without_signing_in(calm: User, now: datetime, morning: datetime) -> None:
    arrive(calm, morning - DAY / 2)
    send_due(morning)
    _, text, _ = sent()
    assert "/mail/act/" not in text
    assert "Later" not in text


def test_it_stands_beside_what_is_due_and_names_a_mail_once(
    busy: User, now: datetime, morning: datetime
) -> None:
    application = Application.objects.get(owner=busy)
    arrive(busy, morning - DAY / 2, kind="reply", application=application)
    send_due(morning)
    subject, text, _ = sent()
    assert "inbox" not in subject
    assert text.count("Waiting in your inbox") == 1
    assert "replied." in text


def test_a_mail_that_holds_a_note_back_is_told_once(
    seeker: User, make_application: MakeApplication, now: datetime, morning: datetime
) -> None:
    from jobtracker.signals import facts_changed

    application = make_application()
    hold = {"application": application, "holds_until": morning + 9 * DAY}
    arrive(scheduled(seeker, now), morning - DAY / 2, kind="reply", **hold)
    facts_changed.send(Application, owner_id=seeker.pk, application_ids=None, now=now)
    assert application.held_back.filter(guard="mail_to_sort").exists()
    content = gather([seeker], morning)[seeker.pk].content
    assert content.on_you == content.on_them == []
    assert len(content.inbox) == 1


def test_the_first_five_by_need_and_how_many_more(
    calm: User, now: datetime, morning: datetime
) -> None:
    for hours in range(7):
        arrive(calm, morning - timedelta(hours=hours + 1))
    arrive(calm, morning - 9 * DAY, kind="offer")
    send_due(morning)
    subject, text, html = sent()
    assert subject == "8 suggestions wait in your inbox"
    assert text.count(LINE) == 4
    assert "An offer from Kestrel Analytics." in text
    assert "and 3 more" in text
    assert "and 3 more" in html


def test_the_queries_do_not_grow_with_what_waits(calm: User, morning: datetime) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            gather(list(User.objects.order_by("pk")), morning)
        return len(seen)

    arrive(calm, morning)
    few = count()
    for number in range(4):
        other = person(f"other{number}@test.example", f"Other {number}")
        for _ in range(3):
            arrive(other, morning)
    assert count() == few


def test_nobody_else_s_mail_is_named(
    calm: User, stranger: User, now: datetime, morning: datetime
) -> None:
    arrive(stranger, morning - DAY / 2)
    assert send_due(morning).get("sent", 0) == 0
    assert gather([calm], morning)[calm.pk].content.inbox == []
