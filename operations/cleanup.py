"""Nightly: replan every user, start the grace of new coaches, and delete expired data."""

from collections import Counter
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from accounts.services.second_step import start_graces
from applications.services import delete_expired_trash
from digests.models import Digest
from inbox.services.retention import delete_due
from jobtracker.extension_points import values_of
from operations.orphans import delete_orphans
from operations.replan import replan_all

RETENTION = timedelta(days=90)
"""Retention of empty-digest rows, which prevent rebuilding a day's digest."""


def replan_and_clean_up(now: datetime) -> Counter[str]:
    """Replan every user as of ``now`` (aware) and delete expired data; return the counts.

    Coaches and operators who have no second step are asked for one from now on.
    """
    asked = Counter(second_step_asked=start_graces(now))
    return +asked + replan_all(now) + delete_expired(now)


def delete_expired(now: datetime) -> Counter[str]:
    """Delete what has expired: sessions, digests, deleted applications, mails, files, keys."""
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    empty = Digest.objects.filter(state=Digest.State.EMPTY, day__lt=(now - RETENTION).date())
    digests, _ = empty.delete()
    removed = delete_expired_trash(now)
    others = sum(values_of("nightly", now), Counter[str]())
    return (
        delete_due(now)
        + others
        + Counter(
            sessions_cleared=sessions,
            empty_digests_cleared=digests,
            deleted_applications=removed,
            orphan_files=delete_orphans(now),
        )
    )
