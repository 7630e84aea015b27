"""Emails about what opens an account to programs, or sends what happens in it to them."""

from django.urls import reverse

from accounts.mails import send
from accounts.reading import reading_as
from api.models import ApiKey, Webhook


def key_created(key: ApiKey) -> bool:
    """Tell the owner of a new key of it: it may not have been they who made it."""
    with reading_as(key.owner):
        values = {"name": key.name, "may": key.may_labels, "hint": key.hint}
        values["path"] = reverse("api:keys")
        return send("api_key_created", key.owner.email, values)


def webhook_address_set(webhook: Webhook) -> bool:
    """Tell the owner where a webhook sends from now on: it may not have been they who set it.

    An address may hold a secret, so that only its host is named.
    """
    with reading_as(webhook.owner):
        values = {"host": webhook.host, "path": reverse("api:webhook", args=[webhook.pk])}
        return send("webhook_address_set", webhook.owner.email, values)
