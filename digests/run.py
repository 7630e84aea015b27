"""One run of the emails: claim who is due, build, send and mark, batch by batch."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet

from accounts.digest_times import schedule
from accounts.models import User
from accounts.services import NEXT
from digests import claims
from digests.builders.daily import build_daily
from digests.builders.thank_you_notice import build_notices
from digests.builders.weekly import build_weekly
from digests.claims import Claimed, Kind, State
from digests.email import Write, message
from digests.models import Digest
from jobtracker.mail.connection import TOO_LATE, MailConnection, RecipientRefused, ServerUnavailable
from jobtracker.signals import Happening, tell
from jobtracker.time_limit import too_long

logger = logging.getLogger(__name__)

BATCH = 100
BATCH_SECONDS = 200
"""With a slow server, batches are small enough to finish in this time."""
BUDGET_SECONDS = 300
"""No new batch is claimed after this; the lease and the task limit are much longer."""
ATTEMPTS = 5
FIRST_WAIT = timedelta(minutes=5)
GROWTH = 3
FAULTS_IN_A_ROW = 3
"""After so many server faults in a row, the rest waits for the next run."""
MARK_ATTEMPTS = 6
MARK_WAIT_SECONDS = 0.25

Letters = Mapping[int, Write]
DigestBuilder = Callable[[Sequence[Digest], datetime], Letters]

BUILDERS: dict[str, DigestBuilder] = {
    Kind.DAILY: build_daily,
    Kind.WEEKLY: build_weekly,
    Kind.NOTICE: build_notices,
}


def register(schedule: claims.Schedule, builder: DigestBuilder) -> None:
    """Register a kind of email of a higher app."""
    BUILDERS[schedule.kind] = builder
    claims.SCHEDULES[schedule.kind] = schedule


def batch_size(per_second: float) -> int:
    """How many emails to claim at once for a sending rate per second; 0 is unlimited."""
    return max(1, min(BATCH, int(per_second * BATCH_SECONDS))) if per_second else BATCH


def send_due(
    now: datetime, *, batch: int | None = None, budget: float = BUDGET_SECONDS
) -> Counter[str]:
    """Send every email due at ``now`` (aware), and count the results."""
    end = time.monotonic() + budget
    batch = batch or batch_size(settings.EMAIL_PER_SECOND)
    with MailConnection() as server:
        run = SendRun(server, now)
        run.counts["scheduled"] += schedule_missing(now)
        for claim in _claims(now, batch):
            while not run.is_over and time.monotonic() < end:
                claimed = claim()
                if not claimed.found:
                    break
                _send(run, claimed.digests, now)
    return +run.counts


def _claims(now: datetime, batch: int) -> Iterator[Callable[[], Claimed]]:
    yield partial(claims.reclaim_expired, now, batch)
    yield partial(claims.claim_notices, now, batch)
    for each in claims.SCHEDULES.values():
        yield partial(claims.claim, each, now, batch)


def _send(run: "SendRun", digests: Sequence[Digest], now: datetime) -> None:
    fresh = [digest for digest in digests if _is_fresh(run, digest, now)]
    for kind, build in BUILDERS.items():
        own = [digest for digest in fresh if digest.kind == kind]
        if own:
            letters = build(own, now)
            run.deliver(Outgoing(each, letters[each.pk]) for each in own)


def _is_fresh(run: "SendRun", digest: Digest, now: datetime) -> bool:
    """Whether a digest still has to be sent; if not, it is marked at once."""
    if not claims.is_wanted(digest, now):
        run.mark_empty(digest)
    elif claims.is_too_late(digest, now):
        run.mark_failed(digest, digest.error or TOO_LATE)
    else:
        return True
    return False


def schedule_missing(now: datetime) -> int:
    """Schedule the seekers who should have a next date and have none; usually nobody."""
    users = list(unscheduled()[:BATCH])
    for user in users:
        schedule(user, now)
    User.objects.bulk_update(users, NEXT)
    return len(users)


def unscheduled() -> QuerySet[User]:
    """Users whose digest or review is on but not scheduled: new ones."""
    digest = User.objects.filter(next_digest_at=None, digest_on=True, digest_days__gt=0)
    review = User.objects.filter(next_review_at=None, weekly_review_day__isnull=False)
    coaches = User.objects.filter(next_caseload_at=None, is_coach=True, caseload_day__isnull=False)
    return digest.union(review, coaches)


class Outgoing(NamedTuple):
    """A claimed digest, and the function that renders it (to None if there is no content)."""

    digest: Digest
    write: Write


class SendRun:
    """One run of sending: counts the results, and stops when the server is down."""

    def __init__(self, courier: MailConnection, now: datetime) -> None:
        self.counts: Counter[str] = Counter()
        self.is_over = False
        self._courier = courier
        self._now = now
        self._faults = 0

    def deliver(self, outgoing: Iterable[Outgoing]) -> None:
        """Send each digest; one bad address does not stop the others."""
        for digest, write in outgoing:
            mail = None if self.is_over else self._render(digest, write)
            if self.is_over:
                self._later(digest, "")
            elif mail:
                self._send(digest, mail)

    def _render(self, digest: Digest, write: Write) -> EmailMessage | None:
        """The email; None if there is nothing to send, which is marked at once."""
        try:
            letter = write()
            mail = message(digest, digest.owner, letter) if letter else None
        except too_long():
            raise
        except Exception as problem:
            logger.exception("digest %s could not be written", digest.pk)
            self._refused(digest, f"It could not be written: {type(problem).__name__}.")
            return None
        if mail is None:
            self.mark_empty(digest)
        return mail

    def _send(self, digest: Digest, mail: EmailMessage) -> None:
        """Send an email, and mark the result before the next one."""
        try:
            self._courier.send(mail)
        except ServerUnavailable as problem:
            self._faults += 1
            self.is_over = self._faults >= FAULTS_IN_A_ROW
            self._later(digest, str(problem))
        except RecipientRefused as problem:
            self._refused(digest, str(problem))
        else:
            self._faults = 0
            self._mark(digest, "sent", state=State.SENT, sent_at=self._now)

    def _later(self, digest: Digest, problem: str) -> None:
        """A server error: try again soon, without counting it as an attempt."""
        self._retry(digest, problem or digest.error, FIRST_WAIT, digest.attempts)

    def _refused(self, digest: Digest, problem: str) -> None:
        attempts = digest.attempts + 1
        if attempts >= ATTEMPTS:
            logger.warning("digest %s failed for good: %s", digest.pk, problem)
            self._mark(digest, "failed", state=State.FAILED, attempts=attempts, error=problem)
            return
        self._retry(digest, problem, FIRST_WAIT * GROWTH ** (attempts - 1), attempts)

    def _retry(self, digest: Digest, problem: str, wait: timedelta, attempts: int) -> None:
        again = self._now + wait
        self._mark(
            digest,
            "retry",
            state=State.RETRY,
            attempts=attempts,
            error=problem,
            retry_at=again,
            claimed_until=again,
        )

    def mark_empty(self, digest: Digest) -> None:
        """Mark a digest as empty: there is no need to send it."""
        self._mark(digest, "empty", state=State.EMPTY)

    def mark_failed(self, digest: Digest, problem: str) -> None:
        """Mark a digest as failed, with the reason."""
        self._mark(digest, "failed", state=State.FAILED, error=problem)

    def _mark(self, digest: Digest, kind: str, **values: object) -> None:
        fields = {"claimed_until": None, "retry_at": None, "error": "", **values}
        failed_at = self._now if fields["state"] == State.FAILED else None
        if mark(digest, failed_at=failed_at, **fields):
            self.counts[kind] += 1


def mark(digest: Digest, *, failed_at: datetime | None = None, **values: object) -> bool:
    """Write the result of a claimed digest, unless another process has reclaimed it.

    One that ``failed_at`` a moment is told of in the same transaction. Retries for a few seconds if
    the database has just restarted, because the email is sent already.
    """
    for attempt in range(MARK_ATTEMPTS):
        try:
            return _write(digest, values, failed_at)
        except (OperationalError, InterfaceError):
            if attempt == MARK_ATTEMPTS - 1 or connection.in_atomic_block:
                raise
            logger.warning("digest %s could not be marked; trying again", digest.pk)
            connection.close()
            time.sleep(MARK_WAIT_SECONDS * 2**attempt)
    return False


def _write(digest: Digest, values: Mapping[str, object], failed_at: datetime | None) -> bool:
    mine = Digest.objects.filter(
        pk=digest.pk, state=State.CLAIMED, claimed_until=digest.claimed_until
    )
    if failed_at is None:
        return bool(mine.update(**values))
    with transaction.atomic():
        is_written = bool(mine.update(**values))
        if is_written:
            owner_ids = [digest.owner_id]
            tell(Happening.DIGEST_FAILED, [digest.pk], owner_ids=owner_ids, now=failed_at)
    return is_written
