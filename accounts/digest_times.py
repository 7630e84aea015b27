"""When a seeker's mails are due: wall-clock times on their own calendar, as UTC instants.

A time skipped by a clock change moves forward by the gap, a repeated one means the first: so
there is one a day, never two and never none.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import User

WEEK = 7


def next_digest(user: User, after: datetime) -> datetime | None:
    """The first digest of ``user`` later than ``after`` (aware); None where it is off."""
    days = user.digest_days if user.digest_on else 0
    return _first(user.zone, user.digest_at, days, after)


def latest_digest(user: User, now: datetime) -> datetime | None:
    """The last digest of ``user`` that was due by ``now`` (aware); None where it is off."""
    days = user.digest_days if user.digest_on else 0
    return _last(user.zone, user.digest_at, days, now)


def next_review(user: User, after: datetime) -> datetime | None:
    """The first weekly review of ``user`` later than ``after``; None where it is off."""
    return _first(user.zone, user.digest_at, _review_days(user), after)


def latest_review(user: User, now: datetime) -> datetime | None:
    """The last weekly review of ``user`` that was due by ``now``; None where it is off."""
    return _last(user.zone, user.digest_at, _review_days(user), now)


def next_caseload(user: User, after: datetime) -> datetime | None:
    """A coach's first weekly mail about clients later than ``after``; None where it is off."""
    return _first(user.zone, user.digest_at, _caseload_days(user), after)


def latest_caseload(user: User, now: datetime) -> datetime | None:
    """A coach's last weekly mail about clients that was due by ``now``; None where it is off."""
    return _last(user.zone, user.digest_at, _caseload_days(user), now)


MAILS = (
    ("next_digest_at", latest_digest, next_digest),
    ("next_review_at", latest_review, next_review),
    ("next_caseload_at", latest_caseload, next_caseload),
)
"""When the beat must next think of a user: the field of it, the last and the next moment."""


def schedule(user: User, now: datetime) -> None:
    """Set, without saving, when the beat must next think of ``user``; ``now`` is aware.

    What is due stays due until it is sent. A mail that was to come later on a day whose hour has
    passed by the user's new settings is due at once: no day goes without its mail.
    """
    for field, latest, following in MAILS:
        planned, after = getattr(user, field), following(user, now)
        if planned and after:
            after = planned if planned <= now else _today(user, planned, latest(user, now)) or after
        setattr(user, field, after)


def _today(user: User, planned: datetime, last: datetime | None) -> datetime | None:
    """The last moment for a mail, where the mail of that day was still to come."""
    return last if last and local_day(user, last) == local_day(user, planned) else None


def is_quiet(user: User, now: datetime) -> bool:
    """Whether ``now`` falls into the quiet hours of ``user``; equal times mean that none are."""
    clock = now.astimezone(user.zone).time()
    start, end = user.quiet_from, user.quiet_until
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def local_day(user: User, instant: datetime) -> date:
    """The date of an aware instant on the calendar of ``user``."""
    return instant.astimezone(user.zone).date()


def wall(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which clocks in ``zone`` show ``clock`` on ``day``."""
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
