"""What happens is written down for webhooks, in the same transaction and in few queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from api.models import Webhook, WebhookMessage
from api.webhooks.run import send_due
from api.webhooks.signing import body_of
from applications.models import Application, Stage
from applications.services import archive, edit_application, move_all
from applications.services.trash import delete_application
from digests.models import Digest
from digests.run import SendRun
from followups.models import Reminder
from followups.planning.due import open_due
from followups.services import dismiss, mark_done, snooze, undo_action
from jobtracker.mail.connection import MailConnection
from tests.api.webhooks.conftest import MakeWebhook
from tests.api.webhooks.receiver import Receiver
from tests.conftest import MakeApplication, MakeContact, MakeInterview
from tests.inbox.incoming import mail, suggested

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def told(webhook: Webhook, event: str = "") -> list[dict[str, Any]]:
    rows = WebhookMessage.objects.filter(webhook=webhook, event__startswith=event)
    return [row.data for row in rows.order_by("pk")]


def events(webhook: Webhook) -> list[str]:
    return list(webhook.messages.order_by("pk").values_list("event", flat=True))


@pytest.fixture
def reminder(
    make_application: MakeApplication, make_interview: MakeInterview, make_contact: MakeContact
) -> Reminder:
    """A thank-you that is asked for."""
    application = make_application()
    make_interview(application, make_contact())
    return Reminder.objects.get(rule="interview.thank_you", state="open")


def test_a_new_application_and_its_reminder_are_told(
    make_webhook: MakeWebhook, make_application: MakeApplication, now: datetime
) -> None:
    webhook = make_webhook()
    application = make_application(applied_at=now - timedelta(days=40))
    [changed] = told(webhook, "application")
    assert changed == {
        "id": application.pk,
        "title": "Product Designer",
        "company": "Harbour Analytics",
        "stage": "applied",
        "archived": False,
        "updated_at": "2026-03-19T20:00:00Z",
        "url": f"http://localhost:8000/applications/{application.pk}/",
    }
    opened = Reminder.objects.filter(state="open").order_by("pk")
    assert opened
    assert [each["id"] for each in told(webhook, "reminder.opened")] == [r.pk for r in opened]
    assert events(webhook)[0] == "application.changed"


def test_a_reminder_is_told_with_its_job_and_page(
    reminder: Reminder, make_webhook: MakeWebhook, now: datetime
) -> None:
    webhook = make_webhook()
    mark_done(reminder, now=now)
    [done] = told(webhook)
    assert done == {
        "id": reminder.pk,
        "key": reminder.key,
        "rule": "interview.thank_you",
        "title": "Thank Ana Ruiz",
        "status": "done",
        "optional": False,
        "opens_at": "2026-03-19T18:00:00Z",
        "due_at": done["due_at"],
        "lapses_at": done["lapses_at"],
        "application": {
            "id": reminder.application_id,
            "title": "Product Designer",
            "company": "Harbour Analytics",
            "url": f"http://localhost:8000/applications/{reminder.application_id}/",
        },
        "url": f"http://localhost:8000/reminders/{reminder.pk}/",
    }
    assert done["due_at"].endswith("Z")


def test_done_and_back_and_dismissed(
    reminder: Reminder, make_webhook: MakeWebhook, now: datetime
) -> None:
    webhook = make_webhook()
    mark_done(reminder, now=now)
    mark_done(reminder, now=now)
    undo_action(reminder, now=now + MINUTE)
    snooze(reminder, now + DAY, now=now + MINUTE)
    dismiss(reminder, now=now + 2 * MINUTE)
    assert events(webhook) == ["reminder.done", "reminder.opened"]


def test_what_a_fact_settles_is_told_as_done(
    reminder: Reminder, make_webhook: MakeWebhook, now: datetime, seeker: User
) -> None:
    webhook = make_webhook(events=["reminder.done"])
    was_open = Reminder.objects.filter(owner=seeker, state="open")
    before = set(was_open.values_list("pk", flat=True))
    applications = [reminder.application_id]
    move_all(seeker, applications, Stage.REJECTED, at=now, token=uuid4(), now=now)
    settled = before & set(Reminder.objects.filter(state="settled").values_list("pk", flat=True))
    assert settled
    assert {each["id"]: each["status"] for each in told(webhook)} == dict.fromkeys(
        settled, "settled"
    )


def test_the_beat_tells_of_each_that_it_opens(
    make_webhook: MakeWebhook, make_application: MakeApplication, stranger: User, now: datetime
) -> None:
    own, other = make_webhook(), make_webhook(owner=stranger)
    make_application()
    make_application(owner=stranger)
    WebhookMessage.objects.all().delete()
    later = now + timedelta(days=30)
    counts = open_due(later)
    opened = set(Reminder.objects.filter(opened_at=later).values_list("pk", "owner"))
    assert counts["opened"] == len(opened) > 1
    for webhook in (own, other):
        ids = [each["id"] for each in told(webhook, "reminder.opened")]
        assert sorted(ids) == sorted(pk for pk, owner in opened if owner == webhook.owner_id)
        assert ids


def test_a_webhook_hears_only_of_what_it_was_made_for(
    reminder: Reminder, make_webhook: MakeWebhook, now: datetime
) -> None:
    quiet, apt = make_webhook(events=["digest.failed"]), make_webhook(events=["reminder.done"])
    mark_done(reminder, now=now)
    assert (events(quiet), events(apt)) == ([], ["reminder.done"])


def test_one_that_is_off_keeps_what_happens(
    reminder: Reminder, make_webhook: MakeWebhook, now: datetime
) -> None:
    webhook = make_webhook()
    Webhook.objects.update(off_at=now, off_reason="owner")
    mark_done(reminder, now=now)
    assert events(webhook) == ["reminder.done"]
    assert send_due(now) == {}


def test_edits_and_the_archive_are_told_once_for_each_moment(
    make_webhook: MakeWebhook, make_application: MakeApplication, seeker: User, now: datetime
) -> None:
    application = make_application()
    webhook = make_webhook(events=["application.changed"])
    fields = {"title": "Lead Designer", "notes": "Xanthic"}
    for title in ("Designer", "Lead Designer"):
        fields["title"] = title
        edit_application(application, company="Harbour", fields=fields, now=now + MINUTE)
    archive(seeker, [application.pk], now=now + 2 * MINUTE)
    first, second = told(webhook)
    assert (first["title"], first["company"]) == ("Lead Designer", "Harbour")
    assert (first["archived"], second["archived"]) == (False, True)
    assert "Xanthic" not in str(told(webhook))
    delete_application(application, now=now + 3 * MINUTE)
    assert len(told(webhook)) == 2


def test_a_suggestion_that_waits_is_told(
    make_webhook: MakeWebhook, make_application: MakeApplication, seeker: User, now: datetime
) -> None:
    application = make_application()
    webhook = make_webhook(events=["suggestion.created", "application.changed"])
    row = suggested(seeker, mail("confirmation"), now)
    [data] = told(webhook)
    assert data["id"] == row.pk
    assert (data["kind"], data["title"]) == ("confirmation", "Application received")
    assert data["url"] == "http://localhost:8000/inbox/"
    assert data["application"]["id"] == row.application_id == application.pk
    suggested(seeker, mail("newsletter", Subject="Recipes", From="news@food.example"), now)
    assert len(told(webhook)) == 1


def test_an_email_that_failed_for_good_is_told(
    make_webhook: MakeWebhook, seeker: User, now: datetime
) -> None:
    webhook = make_webhook()
    digest = Digest.objects.create(
        owner=seeker, kind="daily", day=now.date(), due_at=now, state="claimed", claimed_until=now
    )
    run = SendRun(MailConnection(), now)
    run.mark_failed(digest, "550 no such mailbox robin@secret.example")
    [data] = told(webhook, "digest.failed")
    assert data["id"] == digest.pk
    assert "secret.example" not in str(data)
    run.mark_empty(digest)
    assert len(told(webhook)) == 1


def test_what_is_rolled_back_is_told_nobody(
    reminder: Reminder, make_webhook: MakeWebhook, now: datetime
) -> None:
    webhook = make_webhook()
    with transaction.atomic():
        mark_done(reminder, now=now)
        transaction.set_rollback(True)
    assert events(webhook) == []


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_where_nobody_listens_a_batch_costs_one_query(
    make_application: MakeApplication, make_webhook: MakeWebhook, stranger: User, now: datetime
) -> None:
    """And where somebody does, no more for many reminders than for few."""
    counts: dict[tuple[int, bool], int] = {}
    moment = now + timedelta(days=60)
    for number, listens in ((2, False), (12, False), (2, True), (12, True)):
        with transaction.atomic():
            for each in range(number):
                make_application(f"Company {each}")
            if listens:
                make_webhook()
            counts[number, listens] = queries(lambda: open_due(moment))
            transaction.set_rollback(True)
    assert counts[2, False] == counts[12, False]
    assert counts[2, True] == counts[12, True] <= counts[2, False] + 4


def test_it_all_arrives_with_numbers_without_a_gap(
    webhook: Webhook,
    receiver: Receiver,
    make_application: MakeApplication,
    secrets: dict[int, str],
    now: datetime,
) -> None:
    make_application(applied_at=now - timedelta(days=40))
    open_due(now + timedelta(days=30))
    count = webhook.messages.count()
    later = now + timedelta(days=30)
    assert send_due(later) == {"sent": count}
    assert receiver.sequences == list(range(1, count + 1))
    secret = secrets[webhook.pk]
    types = [each.verified(secret, later)["type"] for each in receiver.came]
    assert types == events(webhook)


def test_the_longest_message_is_small(
    make_webhook: MakeWebhook, make_application: MakeApplication
) -> None:
    webhook = make_webhook()
    longest = Application._meta.get_field("title").max_length
    assert longest
    make_application("\N{GRINNING FACE}" * 200, title="\N{GRINNING FACE}" * longest)
    row = webhook.messages.order_by("pk")[0]
    row.sequence = 2**62
    assert len(body_of(row).encode()) < 8 * 1024
