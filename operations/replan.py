"""Nightly safety net: restages and replans every user in batches; reports how many rows differed.

The aim is zero: each service replans what it changed, in its own transaction.
"""

import logging
from collections import Counter
from datetime import datetime
from typing import NamedTuple

from accounts.digest_times import schedule
from accounts.models import User
from accounts.services import NEXT
from applications.services.stages import mend_stages
from followups.planning.replan import replan
from jobtracker.time_limit import too_long

logger = logging.getLogger(__name__)
BATCH = 100


class Batch(NamedTuple):
    """The counts of one batch, and its last key; None after the last batch."""

    counts: Counter[str]
    last: int | None


def replan_all(now: datetime, *, batch: int = BATCH) -> Counter[str]:
    """Replan every user as of ``now`` (aware); return how many rows differed, by kind."""
    counts: Counter[str] = Counter()
    last: int | None = 0
    while last is not None:
        done, last = replan_batch(now, last, batch)
        counts += done
    return counts


def replan_batch(now: datetime, after: int, batch: int = BATCH) -> Batch:
    """Replan one batch of users, by primary key, after ``after``."""
    users = list(User.objects.filter(pk__gt=after, is_active=True).order_by("pk")[:batch])
    counts: Counter[str] = Counter(seekers=len(users))
    for user in users:
        counts += _one(user, now)
    counts["schedules_mended"] += _fix_schedules(users, now)
    return Batch(+counts, users[-1].pk if len(users) == batch else None)


def _one(user: User, now: datetime) -> Counter[str]:
    if not user.has_known_zone:
        logger.error("could not replan seeker %s: unknown time zone %s", user.pk, user.time_zone)
        return Counter(failed=1)
    try:
        staged = Counter(stages_mended=mend_stages(user))
        return +staged + replan(user.pk, None, now=now, revive=False)
    except too_long():
        raise
    except Exception:
        # One seeker's bad data must not stop the others from being replanned.
        logger.exception("could not replan seeker %s", user.pk)
        return Counter(failed=1)


def _fix_schedules(users: list[User], now: datetime) -> int:
    """Correct when emails are next due; those due already are left to their own task."""
    wrong = [user for user in users if _reschedule(user, now)]
    User.objects.bulk_update(wrong, NEXT)
    return len(wrong)


def _reschedule(user: User, now: datetime) -> bool:
    before = [getattr(user, name) for name in NEXT]
    schedule(user, now)
    return before != [getattr(user, name) for name in NEXT]
