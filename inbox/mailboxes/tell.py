"""Tells the owner of a mailbox, once, that it cannot be read any more."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation

from accounts.mails import send
from inbox.models import Mailbox

AFTER = timedelta(days=1)
"""How long a mailbox may fail before its owner hears of it; at once if only they can mend it."""


def tell_owners(now: datetime) -> Counter[str]:
    """Email each owner whose mailbox fails, unless they were told since it began to."""
    counts: Counter[str] = Counter()
    for mailbox in _untold(now).select_related("owner"):
        if _untold(now).filter(pk=mailbox.pk).update(told_at=now):
            counts["told" if _tell(mailbox) else "not_told"] += 1
    return counts


def _untold(now: datetime) -> QuerySet[Mailbox]:
    stopped = ~Q(problem=Mailbox.Problem.NONE) & Q(next_fetch_at=None)
    return Mailbox.objects.filter(
        stopped | Q(failing_since__lte=now - AFTER), owner__is_active=True, told_at=None
    )


def _tell(mailbox: Mailbox) -> bool:
    owner = mailbox.owner
    if owner is None:
        return False
    with translation.override(owner.language):
        sent = send(
            "mailbox_fails",
            owner.email,
            {
                "mailbox": mailbox.username,
                "host": mailbox.host,
                "problem": mailbox.get_problem_display(),
                "stopped": mailbox.next_fetch_at is None,
                "path": reverse("inbox:mailbox"),
            },
        )
    if not sent:
        Mailbox.objects.filter(pk=mailbox.pk).update(told_at=None)
    return sent
