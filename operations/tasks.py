"""The scheduled tasks: each reads the clock once and records a heartbeat."""

from celery import shared_task
from django.utils import timezone

from digests.run import send_due
from followups.planning.due import open_due
from followups.services.rest import attend_rests
from operations.cleanup import replan_and_clean_up
from operations.heartbeats import record_heartbeat
from operations.inbox import attend_inbox


@shared_task(name="operations.open_due")
def open_due_reminders() -> None:
    """Open due reminders, wake snoozed ones, expire late ones; end rests that are over."""
    now = timezone.now()
    with record_heartbeat("open_due", now) as counts:
        counts.update(open_due(now))
        counts.update(attend_rests(now))


@shared_task(name="operations.send_digests")
def send_due_digests() -> None:
    """Send the emails that are due."""
    now = timezone.now()
    with record_heartbeat("send_digests", now) as counts:
        counts.update(send_due(now))


@shared_task(name="operations.replan_all")
def replan_every_user() -> None:
    """Replan every user, report how many rows differed, and delete expired data."""
    now = timezone.now()
    with record_heartbeat("replan_all", now) as counts:
        counts.update(replan_and_clean_up(now))


@shared_task(name="inbox.fetch_mail")
def fetch_mail() -> None:
    """Fetch from the mailboxes that are due, and read what has arrived."""
    attend_inbox(timezone.now())
