"""Tells the owner of a webhook that it was switched off.

Nothing is sent to a webhook that is off, so that its claim is free for this: a worker holds it
while it sends the email. Where the worker dies, the email is sent after the claim has ended; once,
unless the worker died between the email and its record.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
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
    until = now + timedelta(seconds=settings.MAIL_LEASE_SECONDS)
    for webhook in _untold(now).select_related("owner"):
        if not _untold(now).filter(pk=webhook.pk).update(claimed_until=until):
            continue
        sent = _tell(webhook)
        counts["told" if sent else "not_told"] += 1
        mine = Webhook.objects.filter(pk=webhook.pk, claimed_until=until)
        if sent:  # And it was not switched on meanwhile.
            mine.filter(off_at=webhook.off_at).update(told_at=now)
        mine.update(claimed_until=None)
    return counts


def _untold(now: datetime) -> QuerySet[Webhook]:
    by_itself = (OffReason.GONE, OffReason.FAILING)
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return Webhook.objects.filter(
        unclaimed,
        off_at__isnull=False,
        off_reason__in=by_itself,
        owner__is_active=True,
        told_at=None,
    )


def _tell(webhook: Webhook) -> bool:
    with translation.override(webhook.owner.language):
        return send(
            "webhook_is_off",
            webhook.owner.email,
            {
                "host": webhook.host,
                "reason": webhook.get_off_reason_display(),
                "path": reverse("api:webhook", args=[webhook.pk]),
            },
        )
