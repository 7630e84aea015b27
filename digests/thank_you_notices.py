"""Whom to thank, soon after an interview: found by when it ended, and claimed once each.

In the seeker's quiet hours nothing is claimed: what ended then is found again when they are over.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from accounts.digest_times import is_quiet, local_day
from accounts.models import User
from applications.models import Interview
from applications.models.interview import STANDING
from digests.claims import Claimed, claim_new, locked
from digests.models import Digest

DELAY = timedelta(minutes=15)
"""Talks run over, and the way home begins."""
TOO_LATE = timedelta(hours=48)
"""By then the daily digest has said it."""


def claim(now: datetime, size: int) -> Claimed:
    """Claim the notices of up to ``size`` interviews that are over by ``now`` (aware)."""
    with transaction.atomic():
        talks = [talk for talk in ended(now) if _is_due(talk, now)][:size]
        if not talks:
            return Claimed([], found=False)
        owners = {talk.owner_id for talk in talks}
        held = {user.pk: user for user in locked(User.objects.filter(pk__in=owners), size)}
        # The locks are ours: what another process claimed while we waited shows now.
        free = {talk.pk for talk in ended(now) if _is_due(talk, now)}
        wanted = [
            (held[talk.owner_id], _day(talk), f"i{talk.pk}")
            for talk in talks
            if talk.owner_id in held and talk.pk in free
        ]
        digests = claim_new(Digest.Kind.NOTICE, wanted, now)
    return Claimed(digests, found=bool(digests))


def _is_due(talk: Interview, now: datetime) -> bool:
    """Whether a talk that ended lately had no notice on its day, and its seeker may be told now."""
    noticed_on: date | None = talk.noticed_on  # type: ignore[attr-defined]
    had_none = noticed_on is None or noticed_on < _day(talk)
    return had_none and not is_quiet(talk.owner, now)


def _day(talk: Interview) -> date:
    return local_day(talk.owner, talk.ends_at)


def ended(now: datetime) -> QuerySet[Interview]:
    """Interviews that ended a short while ago, whose seekers want a notice and got none since.

    ``noticed_on`` is the day of the last one about it: an interview may be put off after that.
    """
    about = Concat(Value("i"), Cast(OuterRef("pk"), CharField()))
    noticed = Digest.objects.filter(owner=OuterRef("owner"), kind=Digest.Kind.NOTICE, about=about)
    rows = Interview.objects.filter(
        STANDING,
        ~Exists(noticed.filter(sent_at__gt=OuterRef("ends_at"))),
        ends_at__gt=now - TOO_LATE,
        ends_at__lte=now - DELAY,
        owner__thank_you_notice=True,
        owner__is_active=True,
    )
    last = noticed.order_by("-day").values("day")[:1]
    rows = rows.annotate(noticed_on=Subquery(last))
    return rows.select_related("owner").order_by("ends_at", "pk")
