"""Whom to thank, soon after an interview: found by when it ended, and claimed once each.

In the seeker's quiet hours nothing is claimed: what ended then is found again when they are over.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from accounts.digest_times import is_quiet, local_day
from accounts.models import User
from applications.models import Interview
from followups.digests.claims import Claimed, claim_new, locked
from followups.models import Digest

DELAY = timedelta(minutes=15)
"""Talks run over, and the way home begins."""
TOO_LATE = timedelta(hours=48)
"""By then the daily digest has said it."""


def claim(now: datetime, size: int) -> Claimed:
    """Claim the notices of up to ``size`` interviews that are over by ``now`` (aware)."""
    with transaction.atomic():
        talks = [talk for talk in ended(now) if not is_quiet(talk.application.owner, now)][:size]
        if not talks:
            return Claimed([], found=False)
        owners = {talk.application.owner_id for talk in talks}
        held = {user.pk: user for user in locked(User.objects.filter(pk__in=owners), size)}
        # The locks are ours: what another process claimed while we waited shows now.
        free = set(ended(now).values_list("pk", flat=True))
        wanted = [
            (held[owner], local_day(held[owner], talk.ends_at), f"i{talk.pk}")
            for talk in talks
            if (owner := talk.application.owner_id) in held and talk.pk in free
        ]
        digests = claim_new(Digest.Kind.NOTICE, wanted, now)
    return Claimed(digests, found=bool(digests))


def ended(now: datetime) -> QuerySet[Interview]:
    """Interviews that ended a short while ago, whose seekers want a notice and had none."""
    noticed = Digest.objects.filter(
        owner=OuterRef("application__owner"),
        kind=Digest.Kind.NOTICE,
        about=Concat(Value("i"), Cast(OuterRef("pk"), CharField())),
    )
    rows = Interview.objects.standing().filter(
        ~Exists(noticed),
        ends_at__gt=now - TOO_LATE,
        ends_at__lte=now - DELAY,
        application__owner__thank_you_notice=True,
        application__owner__is_active=True,
    )
    return rows.select_related("application__owner").order_by("ends_at", "pk")
