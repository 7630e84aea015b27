"""Secrets of webhooks, and signatures by the Standard Webhooks scheme."""

import base64
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from secrets import token_bytes

from standardwebhooks import Webhook as Signer

from api.models import Webhook, WebhookMessage
from api.models.webhooks import OLD_SECRET_FOR
from jobtracker.encryption import decrypt

SECRET_BYTES = 32


def new_secret() -> str:
    """Return a new secret, written as the scheme wants it."""
    return "whsec_" + base64.b64encode(token_bytes(SECRET_BYTES)).decode()


def secrets_of(webhook: Webhook, now: datetime) -> list[str]:
    """Return the secret, and the one before while it holds. Raises DecryptionError."""
    stored = [webhook.secret]
    if webhook.old_secret and webhook.renewed_at and now < webhook.renewed_at + OLD_SECRET_FOR:
        stored.append(webhook.old_secret)
    return [decrypt(bytes(each)).decode() for each in stored]


def body_of(message: WebhookMessage) -> str:
    """Return what is sent of a message: the same text however often it is sent."""
    body = {
        "type": message.event,
        "timestamp": message.occurred_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "data": {"sequence": message.sequence, **message.data},
    }
    return json.dumps(body, ensure_ascii=False)


def headers_for(
    message: WebhookMessage, body: str, secrets: Iterable[str], now: datetime
) -> dict[str, str]:
    """Return the headers by which a receiver knows that a message is ours and new."""
    at = now.astimezone(UTC).replace(microsecond=0)
    signatures = [Signer(each).sign(message.uid, at, body) for each in secrets]
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Jobtracker-Webhooks/1",
        "webhook-id": message.uid,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
