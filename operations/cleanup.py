"""What is done once a day: the safety net, and what is of no use to anybody any more goes."""

from collections import Counter
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from applications.services import delete_expired_trash
from digests.models import Digest
from operations.replan import replan_all

KEPT = timedelta(days=90)
"""How long a mark of an empty mail is kept; it keeps its day from being looked at twice."""


def replan_and_clean_up(now: datetime) -> Counter[str]:
    """Plan everybody anew as of ``now`` (aware), and clear away; how much, by kind."""
    return replan_all(now) + delete_expired(now)


def delete_expired(now: datetime) -> Counter[str]:
    """Let go of expired sessions, old marks of empty mails, and what was deleted a day ago."""
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    empty = Digest.objects.filter(state=Digest.State.EMPTY, day__lt=(now - KEPT).date())
    digests, _ = empty.delete()
    removed = delete_expired_trash(now)
    return +Counter(
        sessions_cleared=sessions, empty_digests_cleared=digests, deleted_applications=removed
    )
