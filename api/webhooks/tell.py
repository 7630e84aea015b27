"""Tells the owner of a webhook, once, that it was switched off."""

from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from accounts.mails import send
from api.models import Webhook

OffReason = Webhook.OffReason


def tell_owners(now: datetime) -> Counter[str]:
    """Email each owner whose webhook was switched off, unless they were told.

    An address may hold a secret, so that only its host is named.
    """
    counts: Counter[str] = Counter()
    for webhook in _untold().select_related("owner"):
        if _untold().filter(pk=webhook.pk).update(told_at=now):
            counts["told" if _tell(webhook) else "not_told"] += 1
    return counts


def _untold() -> QuerySet[Webhook]:
    by_itself = (OffReason.GONE, OffReason.FAILING)
    return Webhook.objects.filter(
        off_at__isnull=False, off_reason__in=by_itself, owner__is_active=True, told_at=None
    )


def _tell(webhook: Webhook) -> bool:
    with translation.override(webhook.owner.language):
        sent = send(
            "webhook_is_off",
            webhook.owner.email,
            {
                "host": urlsplit(webhook.url).hostname,
                "reason": webhook.get_off_reason_display(),
                "path": reverse("api:webhook", args=[webhook.pk]),
            },
        )
    if not sent:
        Webhook.objects.filter(pk=webhook.pk).update(told_at=None)
    return sent
