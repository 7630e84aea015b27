"""Add, change and delete webhooks; send messages to them again."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.locking import owner_locked, update_fields
from accounts.models import User
from api.mails import webhook_address_set
from api.models import Webhook, WebhookDelivery, WebhookMessage
from api.models.webhooks import Event
from api.webhooks.address import parse
from api.webhooks.claims import number, waiting
from api.webhooks.outbox import TEST, message
from api.webhooks.signing import new_secret
from jobtracker.encryption import encrypt

MOST = 10
"""How many webhooks an account may have."""
OffReason, State = Webhook.OffReason, WebhookMessage.State
ON = {
    "off_at": None,
    "off_reason": OffReason.NONE,
    "told_at": None,
    "failures": 0,
    "failing_since": None,
    "retry_at": None,
}


@owner_locked
def add_webhook(
    owner: User, *, url: str, events: Collection[str], token: UUID, now: datetime
) -> tuple[Webhook, str | None]:
    """Add a webhook, and return it with its secret, which cannot be read again.

    Its owner is told by email. Repeating it with the same ``token`` returns the webhook without a
    secret. Raises ValidationError.
    """
    if known := Webhook.objects.filter(owner=owner, token=token).first():
        return known, None
    if Webhook.objects.filter(owner=owner).count() >= MOST:
        raise ValidationError(
            {
                "url": _("You have %(most)s webhooks, the most possible. Delete one first.")
                % {"most": MOST}
            }
        )
    secret = new_secret()
    webhook = Webhook(owner=owner, token=token, created_at=now, secret=encrypt(secret.encode()))
    return _change(webhook, url, events), secret


@owner_locked
def change_webhook(webhook: Webhook, *, url: str, events: Collection[str]) -> Webhook:
    """Change the address and the events of a webhook.

    A new address is tried at once, and the owner is told of it by email.
    """
    if url != webhook.url:
        update_fields(webhook, {"failures": 0, "failing_since": None, "retry_at": None})
    return _change(webhook, url, events)


def _change(webhook: Webhook, url: str, events: Collection[str]) -> Webhook:
    try:
        parse(url)
    except ValidationError as problem:
        raise ValidationError({"url": problem.messages}) from None
    chosen = [event for event in Event.values if event in events]
    if not chosen:
        raise ValidationError({"events": _("Choose at least one event.")})
    if url != webhook.url:
        transaction.on_commit(lambda: webhook_address_set(webhook))
    return update_fields(webhook, {"url": url, "events": chosen})


@owner_locked
def renew_secret(webhook: Webhook, *, before: str, now: datetime) -> str | None:
    """Give a webhook a new secret, and return it; the old one holds for another day.

    ``before`` is the ``renewal`` that was seen. Where there has been another since, returns None:
    a form that is sent twice must not end the old secret early.
    """
    if before != webhook.renewal:
        return None
    secret = new_secret()
    webhook.old_secret, webhook.secret = webhook.secret, encrypt(secret.encode())
    webhook.renewed_at = now
    webhook.save(update_fields=["old_secret", "secret", "renewed_at"])
    return secret


@owner_locked
def switch_off(webhook: Webhook, *, now: datetime) -> None:
    """Send nothing more to a webhook; what happens meanwhile waits for it."""
    if webhook.off_at is None:
        update_fields(webhook, {"off_at": now, "off_reason": OffReason.OWNER})


@owner_locked
def switch_on(webhook: Webhook, *, skip: bool = False) -> None:
    """Send to a webhook again: first what waits, or with ``skip`` only what is to come."""
    if skip:
        _skip(webhook)
    update_fields(webhook, ON)


@owner_locked
def skip_waiting(webhook: Webhook) -> int:
    """Send nothing of what waits for a webhook; return how many messages that were."""
    return _skip(webhook)


def _skip(webhook: Webhook) -> int:
    """Skip what waits; its numbers stay, so that a receiver sees a gap."""
    number(webhook.pk)
    return waiting(webhook.pk).update(state=State.SKIPPED)


@owner_locked
def send_test(webhook: Webhook, *, now: datetime) -> None:
    """Write a message that tells of nothing, and have it sent at once."""
    _require_on(webhook)
    message(webhook.pk, TEST, {"title": _("This is a test.")}, now).save()
    update_fields(webhook, {"retry_at": None})


@owner_locked
def send_again(delivery: WebhookDelivery) -> None:
    """Have the message of a delivery sent again, under the same identifier, at once."""
    webhook = delivery.message.webhook
    _require_on(webhook)
    WebhookMessage.objects.filter(pk=delivery.message_id).update(state=State.WAITING)
    Webhook.objects.filter(pk=webhook.pk).update(retry_at=None)


def _require_on(webhook: Webhook) -> None:
    if webhook.off_at is not None:
        raise ValidationError(_("This webhook is switched off. Switch it on first."))


@owner_locked
def delete_webhook(webhook: Webhook) -> None:
    """Delete a webhook with everything that was sent to it, and what waits."""
    Webhook.objects.filter(pk=webhook.pk).delete()
