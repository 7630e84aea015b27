"""The models of the API."""

from api.models.answers import RememberedAnswer
from api.models.keys import ApiKey, Scope
from api.models.webhooks import Webhook, WebhookDelivery, WebhookMessage

__all__ = [
    "ApiKey",
    "RememberedAnswer",
    "Scope",
    "Webhook",
    "WebhookDelivery",
    "WebhookMessage",
]
