"""One turn of the mail: who is due is claimed, told and marked, batch by batch."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db.models import QuerySet

from accounts.digest_times import schedule
from accounts.models import User
from accounts.services import NEXT
from digests import claims, thank_you_notices
from digests.builders.daily import build_daily
from digests.builders.thank_you_notice import build_notices
from digests.builders.weekly import build_weekly
from digests.claims import Claimed, Kind
from digests.delivery import Outgoing, SendRun
from digests.email import Write
from digests.models import Digest
from jobtracker.mail.connection import TOO_LATE, MailConnection

logger = logging.getLogger(__name__)

BATCH = 100
BATCH_SECONDS = 200
"""A slow server gets batches that are through by then."""
BUDGET_SECONDS = 300
"""No new batch is claimed after this: the lease and the task's limit lie well beyond it."""

Letters = Mapping[int, Write]
DigestBuilder = Callable[[Sequence[Digest], datetime], Letters]

BUILDERS: dict[str, DigestBuilder] = {
    Kind.DAILY: build_daily,
    Kind.WEEKLY: build_weekly,
    Kind.NOTICE: build_notices,
}


def register(schedule: claims.Schedule, builder: DigestBuilder) -> None:
    """Let a higher floor send mails of its own kind by the same way."""
    BUILDERS[schedule.kind] = builder
    claims.SCHEDULES[schedule.kind] = schedule


def batch_size(per_second: float) -> int:
    """So many mails are claimed at once where so many may go out in a second; 0 sets no bound."""
    return max(1, min(BATCH, int(per_second * BATCH_SECONDS))) if per_second else BATCH


def send_due(
    now: datetime, *, batch: int | None = None, budget: float = BUDGET_SECONDS
) -> Counter[str]:
    """Send every mail whose time has come by ``now`` (aware); how many, by what became of them."""
    end = time.monotonic() + budget
    batch = batch or batch_size(settings.EMAIL_PER_SECOND)
    with MailConnection() as courier:
        turn = SendRun(courier, now)
        turn.counts["scheduled"] += schedule_missing(now)
        for claim in _claims(now, batch):
            while not turn.is_over and time.monotonic() < end:
                claimed = claim()
                if not claimed.found:
                    break
                _send(turn, claimed.digests, now)
    return +turn.counts


def _claims(now: datetime, batch: int) -> Iterator[Callable[[], Claimed]]:
    yield partial(claims.reclaim_expired, now, batch)
    yield partial(thank_you_notices.claim, now, batch)
    for each in claims.SCHEDULES.values():
        yield partial(claims.claim, each, now, batch)


def _send(turn: SendRun, digests: Sequence[Digest], now: datetime) -> None:
    fresh = [digest for digest in digests if _is_fresh(turn, digest, now)]
    for kind, build in BUILDERS.items():
        own = [digest for digest in fresh if digest.kind == kind]
        if own:
            letters = build(own, now)
            turn.deliver(Outgoing(each, letters[each.pk]) for each in own)


def _is_fresh(turn: SendRun, digest: Digest, now: datetime) -> bool:
    """Whether a digest is still to be sent; one that is not is marked at once."""
    if not claims.is_wanted(digest, now):
        turn.leave_out(digest)
    elif claims.is_too_late(digest, now):
        turn.give_up(digest, digest.error or TOO_LATE)
    else:
        return True
    return False


def schedule_missing(now: datetime) -> int:
    """Give those a next date who should have one and have none; found by index, mostly nobody."""
    users = list(unscheduled()[:BATCH])
    for user in users:
        schedule(user, now)
    User.objects.bulk_update(users, NEXT)
    return len(users)


def unscheduled() -> QuerySet[User]:
    """The seekers whose digest or review is on and has no next date: the new ones."""
    digest = User.objects.filter(next_digest_at=None, digest_on=True, digest_days__gt=0)
    review = User.objects.filter(next_review_at=None, weekly_review_day__isnull=False)
    coaches = User.objects.filter(next_caseload_at=None, is_coach=True, caseload_day__isnull=False)
    return digest.union(review, coaches)
