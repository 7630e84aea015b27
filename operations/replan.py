"""The safety net: everybody's plan is made anew, in batches, and what had to be mended is told.

Nought is the aim: each change of facts plans anew at once, in its own transaction.
"""

import logging
from collections import Counter
from datetime import datetime
from typing import NamedTuple

from celery.exceptions import SoftTimeLimitExceeded

from accounts.digest_times import schedule
from accounts.models import User
from accounts.services import NEXT
from followups.planning.replan import replan

logger = logging.getLogger(__name__)
BATCH = 100


class Batch(NamedTuple):
    """What one batch came to: the counts, and the last key; None where that was the end."""

    counts: Counter[str]
    last: int | None


def replan_all(now: datetime, *, batch: int = BATCH) -> Counter[str]:
    """Plan everybody anew as of ``now`` (aware); how many rows had to be mended, by kind."""
    counts: Counter[str] = Counter()
    last: int | None = 0
    while last is not None:
        done, last = replan_batch(now, last, batch)
        counts += done
    return counts


def replan_batch(now: datetime, after: int, batch: int = BATCH) -> Batch:
    """One batch of seekers, by their keys from ``after`` on."""
    users = list(User.objects.filter(pk__gt=after, is_active=True).order_by("pk")[:batch])
    counts: Counter[str] = Counter(seekers=len(users))
    for user in users:
        counts += _one(user, now)
    counts["schedules_mended"] += _mend_schedules(users, now)
    return Batch(+counts, users[-1].pk if len(users) == batch else None)


def _one(user: User, now: datetime) -> Counter[str]:
    if not user.is_placed:
        logger.error("refresh_stale: seeker %s: unknown time zone %s", user.pk, user.time_zone)
        return Counter(failed=1)
    try:
        return replan(user.pk, None, now=now)
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        # One seeker's odd facts must not keep the others from being mended.
        logger.exception("refresh_stale: seeker %s", user.pk)
        return Counter(failed=1)


def _mend_schedules(users: list[User], now: datetime) -> int:
    """Set right what says when mails are due; one that is due by now is left to its own task."""
    wrong = [user for user in users if _reschedule(user, now)]
    User.objects.bulk_update(wrong, NEXT)
    return len(wrong)


def _reschedule(user: User, now: datetime) -> bool:
    before = [getattr(user, name) for name in NEXT]
    schedule(user, now)
    return before != [getattr(user, name) for name in NEXT]
