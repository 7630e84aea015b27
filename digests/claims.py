"""Claim the emails that are due before building them, so that parallel workers send each once.

A claim advances the seeker's next date and creates the digest's row in one transaction. It lasts
for a lease; after that, another process reclaims what a dead one left.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

from accounts.digest_times import (
    is_quiet,
    latest_digest,
    latest_review,
    local_day,
    next_digest,
    next_review,
    wall,
)
from accounts.models import User
from applications.models import Interview
from applications.models.interview import STANDING
from digests.models import Digest

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=settings.MAIL_LEASE_SECONDS)
"""Longer than a task may run: a process that holds a claim beyond it is dead."""
MAX_DELAY = timedelta(hours=18)
"""A later email is skipped in favor of the next one."""
NOTICE_DELAY = timedelta(minutes=15)
"""After an interview, since interviews run over."""
NOTICE_WITHIN = timedelta(hours=48)
"""By then the daily digest has said whom to thank."""

Kind = Digest.Kind
PATIENCE: Mapping[str, timedelta] = {
    Kind.DAILY: MAX_DELAY,
    Kind.WEEKLY: timedelta(days=2),
    # Counted from the start of the day on which the interview ended.
    Kind.NOTICE: timedelta(days=3),
}
OTHERS_PATIENCE = timedelta(days=2)
State = Digest.State


@dataclass(frozen=True, slots=True)
class Schedule:
    """How one kind of email recurs: the field with its next date, and how dates are computed."""

    kind: str
    field: str
    latest: Callable[[User, datetime], datetime | None]
    following: Callable[[User, datetime], datetime | None]


DAILY = Schedule(Kind.DAILY, "next_digest_at", latest_digest, next_digest)
WEEKLY = Schedule(Kind.WEEKLY, "next_review_at", latest_review, next_review)
SCHEDULES = {schedule.kind: schedule for schedule in (DAILY, WEEKLY)}


@dataclass(frozen=True, slots=True)
class Claimed:
    """The result of a claim: the digests to send, and whether anything was due."""

    digests: list[Digest]
    found: bool


def claim(schedule: Schedule, now: datetime, size: int) -> Claimed:
    """Claim the emails of up to ``size`` seekers that are due at ``now`` (aware)."""
    with transaction.atomic():
        users = locked(due(schedule, now), size)
        if not users:
            return Claimed([], found=False)
        digests = _new(schedule, users, now)
        _move_on(schedule, users, now)
    return Claimed(digests, found=True)


def _move_on(schedule: Schedule, users: Iterable[User], now: datetime) -> None:
    """Set each seeker's next date, in one statement with a case per date."""
    dates: dict[datetime | None, list[int]] = {}
    for user in users:
        dates.setdefault(schedule.following(user, now), []).append(user.pk)
    cases = [When(pk__in=pks, then=Value(date)) for date, pks in dates.items() if date]
    field = DateTimeField(null=True)
    value = Case(*cases, default=Value(None), output_field=field)
    everybody = [pk for pks in dates.values() for pk in pks]
    User.objects.filter(pk__in=everybody).update(**{schedule.field: value})


def due(schedule: Schedule, now: datetime) -> QuerySet[User]:
    """The seekers for whom this kind of email is due."""
    return User.objects.filter(**{f"{schedule.field}__lte": now}).order_by(schedule.field)


def locked(users: QuerySet[User], size: int) -> list[User]:
    """The first of ``users``, locked; rows locked by another process are skipped."""
    if connection.features.has_select_for_update_skip_locked:
        users = users.select_for_update(skip_locked=True, of=("self",), no_key=True)
    return list(users[:size])


def _new(schedule: Schedule, users: Iterable[User], now: datetime) -> list[Digest]:
    days = {}
    for user in users:
        latest = schedule.latest(user, now) if may_get_mail(user) else None
        if latest and now - latest <= MAX_DELAY:
            days[user] = local_day(user, latest)
    return claim_new(schedule.kind, [(user, day, "") for user, day in days.items()], now)


def may_get_mail(user: User) -> bool:
    """Whether ``user`` is active and their time zone is known to this system."""
    if not user.has_known_zone:
        logger.error("no mail to user %s: unknown time zone %s", user.pk, user.time_zone)
    return user.is_active and user.has_known_zone


def claim_new(kind: str, wanted: Iterable[tuple[User, date, str]], now: datetime) -> list[Digest]:
    """Create rows for the emails not claimed yet; the caller holds the owners' locks."""
    wanted = list(wanted)
    owners = [user.pk for user, _, _ in wanted]
    rows = Digest.objects.filter(kind=kind, owner__in=owners)
    rows = rows.filter(day__in={day for _, day, _ in wanted})
    there = set(rows.values_list("owner_id", "day", "about")) if wanted else set()
    return Digest.objects.bulk_create(
        Digest(
            owner=user,
            kind=kind,
            day=day,
            about=about,
            state=State.CLAIMED,
            claimed_until=now + LEASE,
        )
        for user, day, about in wanted
        if (user.pk, day, about) not in there
    )


def unfinished(now: datetime) -> QuerySet[Digest]:
    """Digests whose claim has expired, or whose next attempt is due."""
    waiting = (State.CLAIMED, State.RETRY)
    return Digest.objects.filter(state__in=waiting, claimed_until__lte=now).order_by(
        "claimed_until"
    )


def reclaim_expired(now: datetime, size: int) -> Claimed:
    """Claim unfinished digests again."""
    with transaction.atomic():
        rows = unfinished(now).select_related("owner")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        digests = list(rows[:size])
        for digest in digests:
            digest.state, digest.claimed_until = State.CLAIMED, now + LEASE
        Digest.objects.bulk_update(digests, ["state", "claimed_until"])
    return Claimed(digests, found=bool(digests))


def is_wanted(digest: Digest, now: datetime) -> bool:
    """Whether the owner is still active and still wants this kind of email."""
    owner = digest.owner
    if not may_get_mail(owner):
        return False
    if digest.kind == Kind.NOTICE:
        return owner.thank_you_notice
    return SCHEDULES[digest.kind].following(owner, now) is not None


def is_too_late(digest: Digest, now: datetime) -> bool:
    """Whether the next email of its kind replaces it by now."""
    owner = digest.owner
    clock = time() if digest.kind == Kind.NOTICE else owner.digest_at
    return now - wall(digest.day, clock, owner.zone) > PATIENCE.get(digest.kind, OTHERS_PATIENCE)


def claim_notices(now: datetime, size: int) -> Claimed:
    """Claim the notices of up to ``size`` interviews that are over by ``now`` (aware).

    In the seeker's quiet hours nothing is claimed: what ended then is found again when they are
    over.
    """
    with transaction.atomic():
        talks = [talk for talk in interviews_ended(now) if _is_due(talk, now)][:size]
        if not talks:
            return Claimed([], found=False)
        owners = {talk.owner_id for talk in talks}
        held = {user.pk: user for user in locked(User.objects.filter(pk__in=owners), size)}
        # Read again under the locks: another process may have claimed some while we waited.
        free = {talk.pk for talk in interviews_ended(now) if _is_due(talk, now)}
        wanted = [
            (held[talk.owner_id], _day(talk), f"i{talk.pk}")
            for talk in talks
            if talk.owner_id in held and talk.pk in free
        ]
        digests = claim_new(Kind.NOTICE, wanted, now)
    return Claimed(digests, found=bool(digests))


def _is_due(talk: Interview, now: datetime) -> bool:
    """Whether a recent interview had no notice on its day, and it is not quiet hours now."""
    noticed_on: date | None = talk.noticed_on  # type: ignore[attr-defined]
    had_none = noticed_on is None or noticed_on < _day(talk)
    return had_none and not is_quiet(talk.owner, now)


def _day(talk: Interview) -> date:
    return local_day(talk.owner, talk.ends_at)


def interviews_ended(now: datetime) -> QuerySet[Interview]:
    """Recently ended interviews whose seekers want a notice and got none since.

    ``noticed_on`` is the day of the last notice: an interview may be postponed after that.
    """
    about = Concat(Value("i"), Cast(OuterRef("pk"), CharField()))
    noticed = Digest.objects.filter(owner=OuterRef("owner"), kind=Kind.NOTICE, about=about)
    rows = Interview.objects.filter(
        STANDING,
        ~Exists(noticed.filter(sent_at__gt=OuterRef("ends_at"))),
        ends_at__gt=now - NOTICE_WITHIN,
        ends_at__lte=now - NOTICE_DELAY,
        owner__thank_you_notice=True,
        owner__is_active=True,
    )
    last = noticed.order_by("-day").values("day")[:1]
    rows = rows.annotate(noticed_on=Subquery(last))
    return rows.select_related("owner").order_by("ends_at", "pk")
