"""What waits is sent in order, again and again for three days; then its owner is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from api.models import Webhook, WebhookDelivery, WebhookMessage
from api.services.webhooks import (
    change_webhook,
    renew_secret,
    send_again,
    send_test,
    skip_waiting,
    switch_off,
    switch_on,
)
from api.webhooks import claims
from api.webhooks.retention import KEPT, delete_old
from api.webhooks.run import send_due
from tests.api.webhooks.conftest import MakeWebhook
from tests.api.webhooks.receiver import Receiver, receiving

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def tell(webhook: Webhook, now: datetime, count: int = 1) -> None:
    for _ in range(count):
        send_test(webhook, now=now)


def fresh(webhook: Webhook) -> Webhook:
    webhook.refresh_from_db()
    return webhook


def test_each_is_sent_once_in_the_order_of_the_events(
    webhook: Webhook, receiver: Receiver, now: datetime
) -> None:
    tell(webhook, now, 5)
    assert send_due(now) == {"sent": 5}
    assert send_due(now) == {}
    assert receiver.sequences == [1, 2, 3, 4, 5]
    assert len(set(receiver.ids)) == 5
    assert fresh(webhook).claimed_until is None


def test_while_one_is_refused_the_later_ones_wait(
    webhook: Webhook, receiver: Receiver, now: datetime
) -> None:
    receiver.statuses = [200, 500, 500, 200]
    tell(webhook, now, 3)
    assert send_due(now) == {"sent": 1, "failed": 1}
    assert send_due(now + MINUTE / 2) == {}
    assert send_due(now + 2 * MINUTE) == {"failed": 1}
    assert fresh(webhook).failures == 2
    assert send_due(now + 10 * MINUTE) == {"sent": 2}
    assert receiver.sequences == [1, 2, 2, 2, 3]
    first, *tries, last = receiver.ids
    assert len(set(tries)) == 1
    assert len({first, *tries, last}) == 3
    assert len({each.body for each in receiver.came[1:4]}) == 1
    assert (fresh(webhook).failures, webhook.failing_since, webhook.retry_at) == (0, None, None)


def test_gaps_grow_and_do_not_fall_together() -> None:
    uids = [f"msg_{each}" for each in range(50)]
    for failures, least in enumerate((1, 5, 15, 60, 180, 360, 360, 360)):
        gaps = [claims.gap(failures, uid) for uid in uids]
        assert min(gaps) >= least * MINUTE
        assert max(gaps) <= 1.2 * least * MINUTE
        assert len(set(gaps)) == len(uids)
        assert gaps == [claims.gap(failures, uid) for uid in uids]


def test_after_three_days_it_is_switched_off_and_its_owner_told_once(
    webhook: Webhook, receiver: Receiver, now: datetime, mailoutbox: list[Any], seeker: User
) -> None:
    receiver.statuses = [503]
    tell(webhook, now, 2)
    moment, tries = now, 0
    while fresh(webhook).off_at is None:
        tries += send_due(moment)["failed"]
        moment = fresh(webhook).retry_at or moment
    assert 12 < tries < 20
    assert 3 * DAY <= webhook.off_at - now < 3 * DAY + 8 * HOUR
    assert webhook.off_reason == "failing"
    for later in range(3):
        assert send_due(moment + later * HOUR) == {}
    [mail] = mailoutbox
    assert mail.to == [seeker.email]
    assert mail.subject == "A webhook of yours was switched off"
    assert f"/settings/webhooks/{webhook.pk}/" in mail.body
    assert "Nothing could be delivered for three days" in mail.body
    assert "webhook to 127.0.0.1 was" in mail.body
    assert "/hook" not in mail.body
    receiver.statuses = [200]
    switch_on(webhook)
    assert send_due(moment + DAY) == {"sent": 2}
    assert receiver.sequences[-2:] == [1, 2]


def test_what_is_gone_for_good_is_switched_off_at_once(
    webhook: Webhook, receiver: Receiver, now: datetime, mailoutbox: list[Any]
) -> None:
    receiver.statuses = [410]
    tell(webhook, now)
    assert send_due(now) == {"failed": 1, "told": 1}
    assert (fresh(webhook).off_reason, webhook.off_at) == ("gone", now)
    assert "gone for good" in mailoutbox[0].body


def test_one_that_its_owner_switched_off_waits_without_a_mail(
    webhook: Webhook, receiver: Receiver, now: datetime, mailoutbox: list[Any]
) -> None:
    tell(webhook, now, 2)
    switch_off(webhook, now=now)
    assert send_due(now) == {}
    assert (receiver.came, mailoutbox) == ([], [])
    switch_on(webhook, skip=True)
    tell(webhook, now)
    assert send_due(now) == {"sent": 1}
    assert receiver.sequences == [3], "the gap tells that two were skipped"
    assert set(WebhookMessage.objects.values_list("state", flat=True)) == {"skipped", "delivered"}


def test_what_waits_can_be_skipped(webhook: Webhook, receiver: Receiver, now: datetime) -> None:
    receiver.statuses = [500, 200]
    tell(webhook, now, 2)
    send_due(now)
    assert skip_waiting(webhook) == 2
    tell(webhook, now)
    assert send_due(now + 10 * MINUTE) == {"sent": 1}
    assert receiver.sequences == [1, 3], "the gap tells that two were skipped"


def test_it_is_sent_again_under_the_same_identifier(
    webhook: Webhook, receiver: Receiver, now: datetime
) -> None:
    tell(webhook, now, 2)
    send_due(now)
    delivery = WebhookDelivery.objects.get(message__sequence=1)
    send_again(delivery)
    assert send_due(now + HOUR) == {"sent": 1}
    assert receiver.ids == [*receiver.ids[:2], receiver.ids[0]]
    assert receiver.came[2].body == receiver.came[0].body
    assert WebhookDelivery.objects.filter(message=delivery.message).count() == 2


def test_both_secrets_sign_for_a_day(
    webhook: Webhook, receiver: Receiver, secrets: dict[int, str], now: datetime
) -> None:
    old = secrets[webhook.pk]
    new = renew_secret(webhook, before="never", now=now)
    assert new
    assert renew_secret(webhook, before="never", now=now) is None, "a form that was sent twice"
    for moment in (now, now + DAY):
        tell(webhook, moment)
        send_due(moment)
    first, second = receiver.came
    assert first.verified(old, now) == first.verified(new, now)
    assert second.verified(new, now + DAY)
    with pytest.raises(Exception, match="No matching signature"):
        second.verified(old, now + DAY)


def test_a_new_address_is_tried_at_once(
    webhook: Webhook, receiver: Receiver, now: datetime
) -> None:
    receiver.statuses = [500]
    tell(webhook, now)
    send_due(now)
    with receiving() as other:
        change_webhook(webhook, url=other.url, events=webhook.events)
        assert send_due(now) == {"sent": 1}
        assert other.ids == receiver.ids


def test_a_slow_one_holds_up_no_other(
    make_webhook: MakeWebhook, receiver: Receiver, now: datetime
) -> None:
    with receiving() as broken:
        broken.statuses = [500]
        for _ in range(4):
            tell(make_webhook(broken.url), now)
            tell(make_webhook(receiver.url), now)
        assert send_due(now) == {"sent": 4, "failed": 4}


def test_the_longest_untried_comes_first(make_webhook: MakeWebhook, now: datetime) -> None:
    made = [make_webhook(f"https://hooks.example.org/{each}") for each in range(3)]
    for each, minutes in zip(made, (5, None, 9), strict=True):
        tell(each, now)
        Webhook.objects.filter(pk=each.pk).update(
            tried_at=now - minutes * MINUTE if minutes else None
        )
    assert claims.due(now) == [made[1].pk, made[2].pk, made[0].pk]


def test_one_that_is_claimed_is_left_alone_until_the_lease_ends(
    webhook: Webhook, receiver: Receiver, now: datetime, settings: Any
) -> None:
    settings.MAIL_LEASE_SECONDS = 60
    tell(webhook, now)
    assert claims.claim(webhook.pk, now)
    assert claims.claim(webhook.pk, now) is None
    assert send_due(now) == {}
    assert send_due(now + MINUTE) == {"sent": 1}


def test_a_worker_that_was_too_slow_gives_nothing_back(
    webhook: Webhook, receiver: Receiver, now: datetime, settings: Any
) -> None:
    settings.MAIL_LEASE_SECONDS = 60
    tell(webhook, now)
    slow = claims.claim(webhook.pk, now)
    assert slow
    message = claims.next_message(slow)
    assert message
    taken = claims.claim(webhook.pk, now + MINUTE)
    assert taken
    claims.failed(slow, message, WebhookDelivery(message=message, at=now, problem="slow"), now)
    claims.release(slow)
    assert fresh(webhook).claimed_until == taken.claimed_until
    assert webhook.failures == 0
    again = now + 2 * HOUR
    claims.failed(taken, message, WebhookDelivery(message=message, at=now, problem="slow"), again)
    due = fresh(webhook).retry_at
    claims.delivered(slow, message, WebhookDelivery(message=message, at=now, status=200))
    assert (fresh(webhook).retry_at, webhook.failures) == (due, 1), "the other worker's gap"
    message.refresh_from_db()
    assert message.state == "delivered"


def test_a_failure_of_what_was_deleted_meanwhile_holds_up_nothing(
    webhook: Webhook, receiver: Receiver, now: datetime
) -> None:
    tell(webhook, now, 2)
    claimed = claims.claim(webhook.pk, now)
    assert claimed
    message = claims.next_message(claimed)
    assert message
    WebhookMessage.objects.filter(pk=message.pk).delete()
    claims.failed(claimed, message, WebhookDelivery(message=message, at=now, problem="slow"), now)
    assert (fresh(webhook).claimed_until, webhook.failures) == (None, 0)
    assert send_due(now) == {"sent": 1}
    assert receiver.sequences == [2]


def test_one_that_is_deleted_while_it_is_sent_leaves_nothing(
    webhook: Webhook, now: datetime
) -> None:
    tell(webhook, now)
    claimed = claims.claim(webhook.pk, now)
    assert claimed
    message = claims.next_message(claimed)
    assert message
    Webhook.objects.all().delete()
    claims.delivered(claimed, message, WebhookDelivery(message=message, at=now))
    claims.failed(claimed, message, WebhookDelivery(message=message, at=now), now)
    assert not WebhookDelivery.objects.exists()


def test_the_last_deliveries_are_kept_and_old_messages_are_not(
    webhook: Webhook, now: datetime, settings: Any
) -> None:
    settings.WEBHOOK_KEEP_DAYS = 30
    tell(webhook, now - 31 * DAY)
    tell(webhook, now - 29 * DAY, 2)
    message = WebhookMessage.objects.order_by("pk")[1]
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(message=message, at=now - each * HOUR) for each in range(KEPT + 7)
    )
    assert delete_old(now) == {"webhook_messages_deleted": 1, "webhook_deliveries_deleted": 7}
    kept = WebhookDelivery.objects.order_by("-at").values_list("at", flat=True)
    assert list(kept) == [now - each * HOUR for each in range(KEPT)]
    assert delete_old(now) == {}
    assert claims.number(webhook.pk)
    numbers = WebhookMessage.objects.order_by("pk").values_list("sequence", flat=True)
    assert list(numbers) == [2, 3], "the gap tells of the one that was deleted"


def test_nothing_is_sent_for_somebody_who_was_locked_out(
    webhook: Webhook, receiver: Receiver, now: datetime, seeker: User
) -> None:
    tell(webhook, now)
    seeker.is_active = False
    seeker.save()
    assert send_due(now) == {}
    assert receiver.came == []
