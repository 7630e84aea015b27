"""What the beat calls: each task reads the clock once, and leaves a heartbeat."""

from celery import shared_task
from django.utils import timezone

from followups.digests.run import send_due
from followups.heartbeat import beating
from followups.nightly import nightly
from followups.raising import raise_due as raise_reminders


@shared_task(name="followups.raise_due")
def raise_due() -> None:
    """Open, wake and let lapse what is due."""
    now = timezone.now()
    with beating("raise_due", now) as counts:
        counts.update(raise_reminders(now))


@shared_task(name="followups.send_digests")
def send_digests() -> None:
    """Send the mails whose time has come."""
    now = timezone.now()
    with beating("send_digests", now) as counts:
        counts.update(send_due(now))


@shared_task(name="followups.refresh_stale")
def refresh_stale() -> None:
    """Plan everybody anew, say what had to be mended, and clear away what is of no use."""
    now = timezone.now()
    with beating("refresh_stale", now) as counts:
        counts.update(nightly(now))
