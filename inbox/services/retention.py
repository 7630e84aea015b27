"""Nightly: delete what arrived once its time is over."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.services.base import send_facts_changed
from inbox.models import ReceivedFile, Suggestion

KEYS_KEPT = timedelta(days=2 * 365)
"""How long a mail is known again by its key after it arrived, longer than a search lasts.

Until then it may come once more: a mailbox that moves to another server is read anew, and people
drop the same file twice. After that it would only be suggested a second time.
"""
HAS_MORE = Q(content__isnull=False) | Q(suggestion__isnull=False)
"""A file of which more is left than its key."""


def delete_due(now: datetime) -> Counter[str]:
    """Delete the contents and suggestions that are due by ``now`` (aware), and old keys."""
    counts: Counter[str] = Counter()
    due = ReceivedFile.objects.filter(HAS_MORE, delete_at__lte=now)
    for owner in User.objects.filter(pk__in=due.values("owner")).order_by("pk"):
        counts += delete_contents(owner, now=now)
    old = ReceivedFile.objects.filter(arrived_at__lt=now - KEYS_KEPT, delete_at__lte=now)
    keys, _ = old.exclude(HAS_MORE).delete()
    return +(counts + Counter(mail_keys_deleted=keys))


@owner_locked
def delete_contents(owner: User, *, now: datetime) -> Counter[str]:
    """Delete the owner's contents that are due, whatever became of their suggestions.

    What was logged stays. Applications whose follow-up waited for an answer are replanned. A file
    that was never read will not be read any more.
    """
    due = owned_by(owner, ReceivedFile).filter(delete_at__lte=now)
    suggestions = owned_by(owner, Suggestion).filter(file__in=due)
    held = list(
        suggestions.exclude(holds_until=None)
        .exclude(application=None)
        .values_list("application", flat=True)
    )
    deleted, _ = suggestions.delete()
    due.filter(read_at=None).update(read_at=now)
    files = due.exclude(content=None).update(content=None)
    if held:
        send_facts_changed(owner.pk, sorted(set(held)), now, only_holds=True)
    return +Counter(mails_deleted=files, suggestions_deleted=deleted)
