"""Claim the emails that are due before building them, so that parallel workers send each once.

A claim advances the seeker's next date and creates the digest's row in one transaction. It lasts
for a lease; after that, another process reclaims what a dead one left.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    Field,
    OuterRef,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

from accounts.digest_times import (
    MAX_DELAY,
    is_quiet,
    is_resting,
    latest_digest,
    latest_review,
    local_day,
    next_digest,
    next_review,
)
from accounts.models import User
from applications.models import Interview
from applications.models.interview import STANDING
from digests.models import Digest

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=settings.MAIL_LEASE_SECONDS)
"""Longer than a task may run: a process that holds a claim beyond it is dead."""
OTHERS_DELAY = timedelta(hours=18)
"""A weekly email later than this is skipped in favor of the next one."""
NOTICE_DELAY = timedelta(minutes=15)
"""After an interview, since interviews run over."""
NOTICE_WITHIN = timedelta(hours=48)
"""By then the daily digest has said whom to thank."""

Kind = Digest.Kind
PATIENCE: Mapping[str, timedelta] = {
    Kind.DAILY: MAX_DELAY,
    Kind.WEEKLY: timedelta(days=2),
    Kind.NOTICE: timedelta(days=3),
}
OTHERS_PATIENCE = timedelta(days=2)
OF_A_SEARCH = (Kind.DAILY, Kind.WEEKLY, Kind.NOTICE)
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
        if schedule.kind == Kind.DAILY:
            _remember(digests)
        _move_on(schedule, users, now)
    return Claimed(digests, found=True)


def _move_on(schedule: Schedule, users: Iterable[User], now: datetime) -> None:
    """Set each seeker's next date, in one statement with a case per date."""
    dates: dict[datetime | None, list[int]] = {}
    for user in users:
        dates.setdefault(schedule.following(user, now), []).append(user.pk)
    everybody = [pk for pks in dates.values() for pk in pks]
    field = DateTimeField(null=True)
    _users(everybody).update(**{schedule.field: _by_owner(dates, Value(None), field)})


def _remember(digests: Iterable[Digest]) -> None:
    """Note on their owners when the claimed daily digests were due."""
    moments: dict[datetime, list[int]] = {}
    days: dict[date, list[int]] = {}
    for digest in digests:
        owner = digest.owner
        owner.last_digest_at, owner.last_digest_on = digest.due_at, digest.day
        moments.setdefault(digest.due_at, []).append(owner.pk)
        days.setdefault(digest.day, []).append(owner.pk)
    if moments:
        _users([pk for pks in days.values() for pk in pks]).update(
            last_digest_at=_by_owner(moments, F("last_digest_at"), DateTimeField(null=True)),
            last_digest_on=_by_owner(days, F("last_digest_on"), DateField(null=True)),
        )


def _users(pks: list[int]) -> QuerySet[User]:
    return User.objects.filter(pk__in=pks)


def _by_owner(
    values: Mapping[Any, list[int]], otherwise: Value | F, field: Field[Any, Any]
) -> Case:
    cases = [When(pk__in=pks, then=Value(value, field)) for value, pks in values.items() if value]
    return Case(*cases, default=otherwise, output_field=field)


def due(schedule: Schedule, now: datetime) -> QuerySet[User]:
    """The seekers for whom this kind of email is due."""
    return User.objects.filter(**{f"{schedule.field}__lte": now}).order_by(schedule.field)


def locked(users: QuerySet[User], size: int) -> list[User]:
    """The first of ``users``, locked; rows locked by another process are skipped."""
    if connection.features.has_select_for_update_skip_locked:
        users = users.select_for_update(skip_locked=True, of=("self",), no_key=True)
    return list(users[:size])


def _new(schedule: Schedule, users: Iterable[User], now: datetime) -> list[Digest]:
    able = [user for user in users if may_get_mail(user) and not _rests(schedule.kind, user, now)]
    moments = {user: due_at(schedule, user, now) for user in able}
    wanted = [(user, moment, "") for user, moment in moments.items() if moment]
    return claim_new(schedule.kind, wanted, now)


def due_at(schedule: Schedule, user: User, now: datetime) -> datetime | None:
    """When the email to claim at ``now`` was due: after an outage, the last of several.

    None if that is too long ago.
    """
    moments = (getattr(user, schedule.field), schedule.latest(user, now))
    last = max((moment for moment in moments if moment), default=None)
    delay = MAX_DELAY if schedule is DAILY else OTHERS_DELAY
    return last if last and now - last <= delay else None


def _rests(kind: str, user: User, now: datetime) -> bool:
    """Whether an email waits because a search rests; a coach's about clients does not."""
    return kind in OF_A_SEARCH and is_resting(user, now)


def may_get_mail(user: User) -> bool:
    """Whether ``user`` is active and their time zone is known to this system."""
    if not user.has_known_zone:
        logger.error("no mail to user %s: unknown time zone %s", user.pk, user.time_zone)
    return user.is_active and user.has_known_zone


def claim_new(
    kind: str, wanted: Iterable[tuple[User, datetime, str]], now: datetime
) -> list[Digest]:
    """Create rows for the emails not claimed yet; the caller holds the owners' locks.

    A weekly email comes once a date, also where a change of zone repeats the date.
    """
    new = [_digest(kind, user, due_at, about, now) for user, due_at, about in wanted]
    once = "due_at" if kind in (Kind.DAILY, Kind.NOTICE) else "day"
    rows = Digest.objects.filter(kind=kind, owner__in={digest.owner_id for digest in new})
    rows = rows.filter(**{f"{once}__in": {getattr(digest, once) for digest in new}})
    there = set(rows.values_list("owner_id", once, "about")) if new else set()
    return Digest.objects.bulk_create(
        digest
        for digest in new
        if (digest.owner_id, getattr(digest, once), digest.about) not in there
    )


def _digest(kind: str, user: User, due_at: datetime, about: str, now: datetime) -> Digest:
    return Digest(
        owner=user,
        kind=kind,
        day=local_day(user, due_at),
        due_at=due_at,
        previous_at=user.last_digest_at if kind == Kind.DAILY else None,
        about=about,
        state=State.CLAIMED,
        claimed_until=now + LEASE,
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
    if not may_get_mail(owner) or _rests(digest.kind, owner, now):
        return False
    if digest.kind == Kind.NOTICE:
        return owner.thank_you_notice
    return SCHEDULES[digest.kind].following(owner, now) is not None


def is_too_late(digest: Digest, now: datetime) -> bool:
    """Whether the next email of its kind replaces it by now."""
    return now - digest.due_at > PATIENCE.get(digest.kind, OTHERS_PATIENCE)


def claim_notices(now: datetime, size: int) -> Claimed:
    """Claim the notices of up to ``size`` interviews that are over by ``now`` (aware).

    In the seeker's quiet hours, and while the search rests, nothing is claimed: what ended then is
    found again when they are over.
    """
    with transaction.atomic():
        talks = [talk for talk in interviews_ended(now) if _may_notify(talk, now)][:size]
        if not talks:
            return Claimed([], found=False)
        owners = {talk.owner_id for talk in talks}
        held = {user.pk: user for user in locked(User.objects.filter(pk__in=owners), size)}
        # Read again under the locks: another process may have claimed some while we waited.
        free = {talk.pk for talk in interviews_ended(now) if _may_notify(talk, now)}
        wanted = [
            (held[talk.owner_id], talk.ends_at, f"i{talk.pk}")
            for talk in talks
            if talk.owner_id in held and talk.pk in free
        ]
        digests = claim_new(Kind.NOTICE, wanted, now)
    return Claimed(digests, found=bool(digests))


def _may_notify(talk: Interview, now: datetime) -> bool:
    return not (is_quiet(talk.owner, now) or is_resting(talk.owner, now))


def interviews_ended(now: datetime) -> QuerySet[Interview]:
    """Recently ended interviews whose seekers want a notice, and that had none for this end.

    An interview that is put off has another end, and gets another notice. One whose end is
    corrected to an earlier time after its notice does not.
    """
    about = Concat(Value("i"), Cast(OuterRef("pk"), CharField()))
    noticed = Digest.objects.filter(owner=OuterRef("owner"), kind=Kind.NOTICE, about=about)
    rows = Interview.objects.filter(
        STANDING,
        ~Exists(noticed.filter(due_at=OuterRef("ends_at"))),
        ~Exists(noticed.filter(sent_at__gt=OuterRef("ends_at"))),
        ends_at__gt=now - NOTICE_WITHIN,
        ends_at__lte=now - NOTICE_DELAY,
        owner__thank_you_notice=True,
        owner__is_active=True,
    )
    return rows.select_related("owner").order_by("ends_at", "pk")
