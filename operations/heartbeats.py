"""Heartbeats of the scheduled tasks, for operators, for /health/ and for the banner."""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db import DatabaseError
from django.utils.functional import SimpleLazyObject

from jobtracker.http.middleware import TimedRequest
from operations.models import Heartbeat

logger = logging.getLogger(__name__)

LATE = timedelta(minutes=10)
CLOCK = "open_due"
"""The task that runs each minute; its age shows whether the beat is running."""
CACHED = "followups.beat-seen-at"
BEAT_UNKNOWN = "could not read whether the beat is late"
LOGGED = "followups.beat-not-told"
CACHE_SECONDS = 60
NEVER = 0.0
ERROR_LENGTH = 500

_started = time.monotonic()


@contextmanager
def record_heartbeat(task: str, now: datetime) -> Iterator[Counter[str]]:
    """Record a heartbeat of ``task`` around a block, which fills the yielded counts.

    The start is saved first, so that a task that dies leaves a start without a success. An error is
    saved and raised again.
    """
    began = time.monotonic()
    Heartbeat.objects.update_or_create(task=task, defaults={"started_at": now})
    counts: Counter[str] = Counter()
    try:
        yield counts
    except Exception as problem:
        _write(task, error=f"{type(problem).__name__}: {problem}"[:ERROR_LENGTH])
        raise
    took = round((time.monotonic() - began) * 1000)
    _write(task, succeeded_at=now, duration_ms=took, counts=dict(counts), error="")


def _write(task: str, **values: object) -> None:
    Heartbeat.objects.filter(task=task).update(**values)


def beat_seen_at() -> datetime | None:
    """Return when the beat last succeeded; None if it never did."""
    rows = Heartbeat.objects.filter(task=CLOCK)
    return rows.values_list("succeeded_at", flat=True).first()


def beat_is_late(now: datetime) -> bool:
    """Return whether reminders are late; each process queries the database once a minute at most.

    It remembers for itself: a page must not depend on the shared cache for a banner.
    """
    memory = caches["process"]
    seen = memory.get(CACHED)
    if seen is None:
        last = beat_seen_at()
        seen = last.timestamp() if last else NEVER
        memory.set(CACHED, seen, CACHE_SECONDS)
    return is_late(datetime.fromtimestamp(seen, tz=now.tzinfo) if seen else None, now)


def is_late(seen: datetime | None, now: datetime) -> bool:
    """Return whether a beat last seen at ``seen`` is late at ``now``.

    A beat never seen is late once this process has run for longer than the limit.
    """
    if seen is None:
        return time.monotonic() - _started > LATE.total_seconds()
    return now - seen > LATE


def beat_banner(request: TimedRequest) -> dict[str, object]:
    """Return the lazy context value ``beat_late``, computed only if a page uses it."""
    return {"beat_late": SimpleLazyObject(lambda: _shown_late(request.now))}


def _shown_late(now: datetime) -> bool:
    """Return whether to show the banner; False without a database, which a page may not need."""
    try:
        return beat_is_late(now)
    except DatabaseError:
        if caches["process"].add(LOGGED, True, CACHE_SECONDS):
            logger.exception(BEAT_UNKNOWN)
        return False
