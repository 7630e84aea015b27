"""Services that let a search rest until a day, and that end rests that are over.

The plan stays as it is. While a search rests no mail is sent and nothing is overdue; what fell due
meanwhile is to catch up on afterwards.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.digest_times import is_resting, local_day
from accounts.locking import lock, owner_locked
from accounts.models import User
from followups.models import Reminder
from followups.models.coach import Nudge
from followups.services.catch_up import catch_up_after_rest

LONGEST = timedelta(days=365)
FIELDS = ("resting_until", "resting_since")


@owner_locked
def let_rest(owner: User, until: date, *, now: datetime) -> Mapping[str, Any]:
    """Let the search of ``owner`` rest until the start of a day. Returns what undoing it needs.

    A search that rests already rests until the new day. Raises ValidationError for a day that is
    not ahead, or more than a year ahead.
    """
    today = local_day(owner, now)
    if until <= today:
        raise ValidationError(_("That day is not ahead. Choose tomorrow or later."))
    if until > today + LONGEST:
        raise ValidationError(_("A search can rest for a year at most. Choose an earlier day."))
    before = owner.resting_until
    late = list(_late(now).filter(owner=owner).order_by("pk").values_list("pk", flat=True))
    owner.resting_until, owner.resting_since = until, owner.resting_since or now
    owner.save(update_fields=FIELDS)
    catch_up_after_rest(owner.pk, None, now)
    return {"until": before.isoformat() if before else None, "late": late}


@owner_locked
def undo_rest(owner: User, what: Mapping[str, Any], *, now: datetime) -> None:
    """Undo ``let_rest``: what it set aside is back where it was."""
    if owner.resting_until is None:
        return
    until = date.fromisoformat(what["until"]) if what["until"] else None
    owner.resting_until, owner.resting_since = until, owner.resting_since if until else None
    owner.save(update_fields=FIELDS)
    if until is None:
        rows = Reminder.objects.filter(owner=owner, pk__in=what["late"])
        rows.update(catch_up=False, set_aside=False)


@owner_locked
def resume(owner: User, *, now: datetime) -> None:
    """End the rest of a search before its day. Safe to repeat."""
    _end(owner, now)


def attend_rests(now: datetime) -> Counter[str]:
    """End the rests that are over at ``now`` (aware), and keep the queues of the others calm.

    Each in a transaction of its own, so that it is safe to repeat, and to run in two processes.
    Returns counts by kind: ``rests_ended`` and ``set_aside``.
    """
    counts: Counter[str] = Counter()
    for pk in list(resting(now).order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            counts += _attend(lock(pk), now)
    return counts


def resting(now: datetime) -> QuerySet[User]:
    """Return those whose rest may be over, or in whose rest something fell due."""
    # No zone is further ahead than this.
    furthest = (now + timedelta(hours=14)).date()
    users = User.objects.filter(resting_until__isnull=False)
    late = Exists(_late(now).filter(owner=OuterRef("pk")))
    return users.filter(late) | users.filter(resting_until__lte=furthest)


def _attend(owner: User, now: datetime) -> Counter[str]:
    if owner.resting_until is None:
        return Counter()
    if is_resting(owner, now):
        return Counter(set_aside=catch_up_after_rest(owner.pk, None, now))
    _end(owner, now)
    return Counter(rests_ended=1)


def _end(owner: User, now: datetime) -> None:
    """End a rest; the caller holds the owner's lock."""
    since = owner.resting_since
    if owner.resting_until is None:
        return
    catch_up_after_rest(owner.pk, None, now)
    if since is not None:
        _show_nudges_longer(owner, since, now)
    owner.resting_until = owner.resting_since = None
    owner.save(update_fields=FIELDS)


def _show_nudges_longer(owner: User, since: datetime, now: datetime) -> None:
    """Show a coach's unread nudges for as long after a rest as they would have been without."""
    unread = Nudge.objects.filter(client=owner, read_at=None, shown_until__gt=since)
    unread.filter(at__lte=since).update(shown_until=F("shown_until") + (now - since))
    unread.filter(at__gt=since, at__lte=now).update(shown_until=now + (F("shown_until") - F("at")))


def _late(now: datetime) -> QuerySet[Reminder]:
    return Reminder.objects.filter(
        state__in=Reminder.LIVE, catch_up=False, optional=False, due_at__lt=now
    )
