"""Which mailboxes are due, and who reads them: one worker a mailbox.

A claim is an update on the condition that nobody has a claim. Whoever holds one knows it by its
end, and loses it where another worker has claimed the mailbox since, or its owner has gone.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet

from inbox.models import Mailbox, MailFolder

FIRST_GAP, LONGEST_GAP = timedelta(minutes=1), timedelta(hours=6)
MOST_REFUSALS = 3
"""So many refused passwords are no accident, and more would lock the account at many providers."""

Problem = Mailbox.Problem


class ClaimLost(Exception):
    """The mailbox belongs to another worker, or is not connected any more."""


def due(now: datetime) -> list[int]:
    """Return the keys of the mailboxes that are due and not claimed, the longest due first."""
    found = _free(now).order_by("next_fetch_at", "pk")
    return list(found.values_list("pk", flat=True))


def claim(key: int, now: datetime) -> Mailbox | None:
    """Claim a mailbox; None if it is not due or somebody has it."""
    if not _free(now).filter(pk=key).update(claimed_until=now + lease()):
        return None
    return Mailbox.objects.select_related("owner").get(pk=key)


def lease() -> timedelta:
    """Return after how long the mailbox of a worker that was killed is claimed again."""
    return timedelta(seconds=settings.MAIL_LEASE_SECONDS)


def _free(now: datetime) -> QuerySet[Mailbox]:
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return Mailbox.objects.filter(unclaimed, next_fetch_at__lte=now)


def check(mailbox: Mailbox) -> None:
    """Raise ClaimLost unless this worker still has the mailbox."""
    if not _mine(mailbox).exists():
        raise ClaimLost


def reached(folder: MailFolder, uid: int) -> None:
    """Record how far a folder was read. Raises ClaimLost."""
    _save(folder, last_uid=uid)


def renumbered(folder: MailFolder, uid_validity: int) -> None:
    """Begin a folder anew under its new numbers. Raises ClaimLost."""
    _save(folder, uid_validity=uid_validity, last_uid=0)


def _save(folder: MailFolder, **values: int) -> None:
    own = {"mailbox__claimed_until": folder.mailbox.claimed_until}
    if not MailFolder.objects.filter(pk=folder.pk, name=folder.name, **own).update(**values):
        raise ClaimLost
    for name, value in values.items():
        setattr(folder, name, value)


def succeeded(mailbox: Mailbox, now: datetime, *, more: bool) -> None:
    """Give the mailbox back; it is due again at once if it has ``more``."""
    gap = timedelta() if more else timedelta(minutes=settings.INBOX_FETCH_MINUTES)
    _give_back(
        mailbox,
        next_fetch_at=now + gap,
        fetched_at=now,
        failures=0,
        problem=Problem.NONE,
        failing_since=None,
        told_at=None,
    )


def failed(mailbox: Mailbox, code: str, now: datetime) -> None:
    """Give the mailbox back; it is due after longer gaps, or not at all until its owner acts."""
    failures = mailbox.failures + 1
    refused = code == Problem.LOGIN and failures >= MOST_REFUSALS
    stops = mailbox.owner_id is not None and (refused or code == Problem.SECRET)
    gap = min(FIRST_GAP * 2 ** min(failures - 1, 20), LONGEST_GAP)
    _give_back(
        mailbox,
        next_fetch_at=None if stops else now + gap,
        failures=F("failures") + 1,
        problem=code,
        failing_since=mailbox.failing_since or now,
    )


def _give_back(mailbox: Mailbox, **values: Any) -> None:
    _mine(mailbox).update(claimed_until=None, **values)


def _mine(mailbox: Mailbox) -> QuerySet[Mailbox]:
    return Mailbox.objects.filter(pk=mailbox.pk, claimed_until=mailbox.claimed_until)
