"""Runs all scheduled tasks once, for cron, tests and support."""

from collections import Counter
from datetime import datetime, timedelta

from django.utils import timezone

from digests import claims
from digests.run import send_due, unscheduled
from followups.planning.due import count_due, open_due
from followups.services.rest import attend_rests
from inbox.mailboxes.claims import due as mailboxes_due
from jobtracker.extension_points import values_of
from jobtracker.validators import FIRST_YEAR, LAST_YEAR
from operations.cleanup import replan_and_clean_up
from operations.heartbeats import record_heartbeat
from operations.inbox import attend_inbox
from operations.models import Heartbeat

NIGHTLY = timedelta(hours=24)
Counts = dict[str, Counter[str]]


def tick(now: datetime) -> Counts:
    """Run what is due at ``now`` (aware), mailboxes and imports too; return the counts, by task."""
    done: Counts = {}
    with record_heartbeat("open_due", now) as counts:
        counts.update(open_due(now))
        counts.update(attend_rests(now))
        done["open_due"] = counts
    with record_heartbeat("send_digests", now) as counts:
        counts.update(send_due(now))
        done["send_digests"] = counts
    if replan_is_due(now):
        with record_heartbeat("replan_all", now) as counts:
            counts.update(replan_and_clean_up(now))
            done["replan_all"] = counts
    done.update(attend_inbox(now))
    for others in values_of("tick", now):
        done.update(others)
    return done


def tick_dry_run(now: datetime) -> Counts:
    """Return what ``tick`` would find to do at ``now``, without changing anything."""
    schedules = claims.SCHEDULES.items()
    mails = Counter({kind: claims.due(each, now).count() for kind, each in schedules})
    mails["notices"] = claims.interviews_ended(now).count()
    mails["unfinished"] = claims.unfinished(now).count()
    mails["unscheduled"] = unscheduled().count()
    return {
        "fetch_mail": Counter(due=len(mailboxes_due(now))),
        "open_due": Counter(due=count_due(now)),
        "send_digests": mails,
        "replan_all": Counter(due=int(replan_is_due(now))),
    }


def replan_is_due(now: datetime) -> bool:
    """Return whether the last nightly replan succeeded at least a day ago."""
    last = Heartbeat.objects.filter(task="replan_all").first()
    return not last or not last.succeeded_at or now - last.succeeded_at >= NIGHTLY


def parse_now(text: str | None) -> datetime:
    """Return the instant that was typed, or the current time.

    Raises ValueError without a UTC offset, or for a year outside the planner's range.
    """
    if text is None:
        return timezone.now()
    now = datetime.fromisoformat(text)
    if now.tzinfo is None:
        raise ValueError("the instant needs an offset, like 2026-03-29T08:00:00+00:00")
    if not FIRST_YEAR < now.year < LAST_YEAR:
        raise ValueError(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    return now
