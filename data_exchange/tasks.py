"""Tasks that run imports."""

import logging
from collections import Counter
from datetime import datetime

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from data_exchange import jobs
from jobtracker.celery import app
from operations.heartbeats import record_heartbeat

logger = logging.getLogger(__name__)

AT_ONCE = {"max_retries": 0, "socket_connect_timeout": 2, "socket_timeout": 2}
"""No page waits for a queue that is away."""


@shared_task(name="data_exchange.run_import")
def run_import(key: int) -> None:
    """Run one import, if nobody does."""
    _run(key, timezone.now())


def _run(key: int, now: datetime) -> None:
    job = jobs.claim(key, now=now)
    if job is not None:
        jobs.run(job, timezone.now)


@shared_task(name="data_exchange.run_imports")
def run_imports() -> None:
    """Run the imports that wait, or whose worker died."""
    run_due_imports(timezone.now())


def run_due_imports(now: datetime) -> Counter[str]:
    """Run the imports that can be claimed at ``now``; return how many, as a heartbeat's counts."""
    with record_heartbeat("run_imports", now) as counts:
        for key in jobs.claimable(now):
            _run(key, now)
            counts["imports"] += 1
        jobs.delete_old_jobs(now)
    return counts


def send_import(key: int) -> None:
    """Have an import run soon; where the queue is away, the beat runs it within a minute."""
    try:
        with app.connection_for_write(transport_options=AT_ONCE) as queue:
            run_import.apply_async((key,), producer=queue.Producer(), retry=False)
    except (OperationalError, OSError):
        logger.warning("import %s waits for the beat: the queue is away", key)
