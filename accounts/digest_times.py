"""When a user's emails are due: local times on the user's calendar, as UTC instants.

A time that a clock change skips moves forward by the gap; a repeated one means the first. So
every day has exactly one.

Daily digests keep a distance from the last one, whatever became of the zone or the hour since:
at least twelve hours, and at most 36 if every day is chosen. In one zone there is one a date. After
a change of zone only the distance counts, since a date may come twice.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import User
from accounts.models.users import EVERY_DAY

WEEK = 7
LEAST_GAP = timedelta(hours=12)
MOST_GAP = timedelta(hours=36)
MAX_DELAY = LEAST_GAP
"""A later digest is skipped in favor of the next one, which would follow it too soon."""


def next_digest(user: User, after: datetime) -> datetime | None:
    """Return the first digest of ``user`` after ``after`` (aware); None if it is off."""
    soonest = _soonest_digest(user)
    if soonest is None:
        return next_digest_hour(user, after)
    if soonest > after and _is_digest_day(user, soonest):
        return soonest
    return next_digest_hour(user, max(after, soonest))


def latest_digest(user: User, now: datetime) -> datetime | None:
    """Return the last digest of ``user`` due by ``now`` (aware); None if there is none.

    Digests up to the last one sent, and hours too soon after it, do not count.
    """
    soonest, latest = _soonest_digest(user), latest_digest_hour(user, now)
    if soonest is None or latest is None or latest >= soonest:
        return latest
    return soonest if soonest <= now and _is_digest_day(user, soonest) else None


def next_digest_hour(user: User, after: datetime) -> datetime | None:
    """Return the first digest hour of a chosen day after ``after``; None if the digest is off."""
    return _first(user.zone, user.digest_at, _digest_days(user), after)


def latest_digest_hour(user: User, now: datetime) -> datetime | None:
    """Return the last digest hour of a chosen day by ``now``; None if the digest is off."""
    return _last(user.zone, user.digest_at, _digest_days(user), now)


def next_review(user: User, after: datetime) -> datetime | None:
    """Return the first weekly review of ``user`` after ``after``; None if it is off."""
    return _first(user.zone, user.digest_at, _review_days(user), after)


def latest_review(user: User, now: datetime) -> datetime | None:
    """Return the last weekly review of ``user`` due by ``now``; None if it is off."""
    return _last(user.zone, user.digest_at, _review_days(user), now)


def next_caseload(user: User, after: datetime) -> datetime | None:
    """Return a coach's first weekly email about clients after ``after``; None if it is off."""
    return _first(user.zone, user.digest_at, _caseload_days(user), after)


def latest_caseload(user: User, now: datetime) -> datetime | None:
    """Return a coach's last weekly email about clients due by ``now``; None if it is off."""
    return _last(user.zone, user.digest_at, _caseload_days(user), now)


MAILS = (
    ("next_digest_at", latest_digest, next_digest),
    ("next_review_at", latest_review, next_review),
    ("next_caseload_at", latest_caseload, next_caseload),
)
"""For each kind of email: the user's field with its next time, the last and the next time."""


def schedule(user: User, now: datetime) -> None:
    """Set, without saving, when each email of ``user`` is next due; ``now`` is aware.

    An email that is due stays due until it is sent. If the user moves today's email to a time that
    has passed, it is due at once, so that no day goes without its email.
    """
    for field, latest, following in MAILS:
        planned, after = getattr(user, field), following(user, now)
        if planned and after:
            after = planned if planned <= now else _today(user, planned, latest(user, now)) or after
            if field == "next_digest_at":
                after = _in_time(user, planned, after, now)
        setattr(user, field, after)


def _today(user: User, planned: datetime, last: datetime | None) -> datetime | None:
    """Return the last due time, if it falls on the day the email was planned for."""
    return last if last and local_day(user, last) == local_day(user, planned) else None


def _in_time(user: User, planned: datetime, after: datetime, now: datetime) -> datetime:
    """Return when a digest planned before a change is due after it.

    One that is too late to be sent gives way to the next, and one that was to come within 36 hours
    of the last still does.
    """
    limit = user.last_digest_at and user.last_digest_at + MOST_GAP
    if after <= now - MAX_DELAY:
        after = next_digest(user, now) or after
    if limit and now < planned <= limit < after and _is_digest_day(user, limit):
        return limit
    return after


def _soonest_digest(user: User) -> datetime | None:
    """Return the first digest after the last one, as if each day were chosen; None for the first.

    It comes at a digest hour, or earlier if that is more than 36 hours away.
    """
    last, had = user.last_digest_at, user.last_digest_on
    if last is None:
        return None
    hours = _around(user.zone, user.digest_at, EVERY_DAY, last, range(-1, 4))
    fit = (
        hour
        for hour in hours
        if hour >= last + LEAST_GAP and (had is None or local_day(user, hour) > had)
    )
    return min(next(fit), last + MOST_GAP)


def _digest_days(user: User) -> int:
    return user.digest_days if user.digest_on else 0


def _is_digest_day(user: User, moment: datetime) -> bool:
    return bool(_digest_days(user) >> local_day(user, moment).weekday() & 1)


def is_quiet(user: User, now: datetime) -> bool:
    """Return whether ``now`` is in the quiet hours of ``user``; equal times mean no quiet hours."""
    clock = now.astimezone(user.zone).time()
    start, end = user.quiet_from, user.quiet_until
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def is_resting(user: User, now: datetime) -> bool:
    """Return whether the search of ``user`` rests at ``now``: until the start of its last day."""
    return user.resting_until is not None and local_day(user, now) < user.resting_until


def local_day(user: User, instant: datetime) -> date:
    """Return the date of an aware instant on the calendar of ``user``."""
    return instant.astimezone(user.zone).date()


def wall(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant at which clocks in ``zone`` show ``clock`` on ``day``."""
    return datetime.combine(day, clock.replace(fold=0), zone).astimezone(UTC)


def _review_days(user: User) -> int:
    return 0 if user.weekly_review_day is None else 1 << user.weekly_review_day


def _caseload_days(user: User) -> int:
    return 1 << user.caseload_day if user.is_coach and user.caseload_day is not None else 0


def _first(zone: ZoneInfo, clock: time, days: int, after: datetime) -> datetime | None:
    around = _around(zone, clock, days, after, range(-1, WEEK + 2))
    return next((instant for instant in around if instant > after), None)


def _last(zone: ZoneInfo, clock: time, days: int, now: datetime) -> datetime | None:
    around = _around(zone, clock, days, now, range(1, -WEEK - 2, -1))
    return next((instant for instant in around if instant <= now), None)


def _around(
    zone: ZoneInfo, clock: time, days: int, moment: datetime, offsets: range
) -> Iterator[datetime]:
    today = moment.astimezone(zone).date()
    for offset in offsets:
        day = today + timedelta(days=offset)
        if days >> day.weekday() & 1:
            yield wall(day, clock, zone)
