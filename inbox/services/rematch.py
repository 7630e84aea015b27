"""Match suggestions anew: an application may be added after the mails about it arrived."""

from collections import Counter
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import Application
from applications.services.base import send_facts_changed
from inbox.matching import matches_of
from inbox.models import Suggestion
from inbox.services.suggest import addresses_of, set_match

FIELDS = ("application", "matched_by", "matched_at", "holds_until", "finding")
AT_ONCE = 200
By = Suggestion.MatchedBy


def match_due(now: datetime) -> Counter[str]:
    """Match what waits without an application, where its owner's applications have changed since.

    Every owner in a transaction of its own. Returns how many found one.
    """
    newer = Application.objects.filter(
        owner=OuterRef("owner"), updated_at__gt=OuterRef("matched_at")
    )
    unmatched = Suggestion.objects.filter(state=Suggestion.State.WAITING, application=None)
    due = unmatched.exclude(matched_by=By.CHOICE).filter(Q(matched_at=None) | Exists(newer))
    owners = User.objects.filter(pk__in=due.order_by().values("owner"))
    return +Counter(
        suggestions_matched=sum(match_waiting(owner, now=now) for owner in owners.order_by("pk"))
    )


@owner_locked
def match_waiting(owner: User, *, now: datetime) -> int:
    """Match what waits without an application, or may belong to several; return how many found one.

    What the seeker has chosen stays.
    """
    waiting = owned_by(owner, Suggestion).filter(state=Suggestion.State.WAITING)
    unclear = Q(application=None) | Q(finding__candidates__0__isnull=False)
    due = waiting.exclude(matched_by=By.CHOICE).filter(unclear)
    rows = list(due.order_by("matched_at", "pk")[:AT_ONCE])
    if not rows:
        return 0
    before = {row.application_id for row in rows if row.holds_until and row.application_id}
    found = matches_of(owner, [row.finding for row in rows], addresses_of(owner))
    for row, each in zip(rows, found, strict=True):
        set_match(row, each, now)
    Suggestion.objects.bulk_update(rows, FIELDS)
    after = {row.application_id for row in rows if row.holds_until and row.application_id}
    if changed := before ^ after:
        send_facts_changed(owner.pk, changed, now, only_holds=True)
    return sum(row.application_id is not None for row in rows)
