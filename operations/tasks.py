"""What the beat calls: each task reads the clock once, and leaves a heartbeat."""

from celery import shared_task
from django.utils import timezone

from digests.run import send_due
from followups.planning.due import open_due as raise_reminders
from operations.cleanup import replan_and_clean_up
from operations.heartbeats import record_heartbeat


@shared_task(name="operations.open_due")
def raise_due() -> None:
    """Open, wake and let lapse what is due."""
    now = timezone.now()
    with record_heartbeat("raise_due", now) as counts:
        counts.update(raise_reminders(now))


@shared_task(name="operations.send_digests")
def send_digests() -> None:
    """Send the mails whose time has come."""
    now = timezone.now()
    with record_heartbeat("send_digests", now) as counts:
        counts.update(send_due(now))


@shared_task(name="operations.replan_all")
def refresh_stale() -> None:
    """Plan everybody anew, say what had to be mended, and clear away what is of no use."""
    now = timezone.now()
    with record_heartbeat("refresh_stale", now) as counts:
        counts.update(replan_and_clean_up(now))
