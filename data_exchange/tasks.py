"""Tasks that run imports."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from data_exchange import jobs
from operations.heartbeats import record_heartbeat

logger = logging.getLogger(__name__)


@shared_task(name="data_exchange.run_import")
def run_import(key: int) -> None:
    """Run one import, if nobody does."""
    job = jobs.claim(key, now=timezone.now())
    if job is not None:
        jobs.run(job, timezone.now)


@shared_task(name="data_exchange.run_imports")
def run_imports() -> None:
    """Run the imports that wait, or whose worker died."""
    now = timezone.now()
    with record_heartbeat("run_imports", now) as counts:
        for key in jobs.claimable(now):
            run_import(key)
            counts["imports"] += 1
        jobs.delete_old_jobs(now)


def send_import(key: int) -> None:
    """Have an import run soon; where the queue is away, the beat runs it within a minute."""
    try:
        run_import.apply_async((key,), retry=False)
    except (OperationalError, OSError):
        logger.warning("import %s waits for the beat: the queue is away", key)
