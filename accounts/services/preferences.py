"""Services that write a user's own settings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.digest_times import schedule
from accounts.locking import owner_locked
from accounts.models import User
from jobtracker.reading.names import composed
from jobtracker.signals import facts_changed

DIGEST_FIELDS = (
    "digest_on",
    "digest_at",
    "digest_days",
    "digest_when_empty",
    "weekly_review_day",
    "caseload_day",
    "thank_you_notice",
    "quiet_from",
    "quiet_until",
)

REGION_FIELDS = (
    "country",
    "region",
    "weekend",
    "week_starts_on",
    "time_format",
    "date_order",
    "currency",
)
DAYS_OFF_FIELDS = ("country", "region", "weekend")

NEXT = ("next_digest_at", "next_review_at", "next_caseload_at")


@owner_locked
def set_time_zone(user: User, time_zone: str, *, now: datetime) -> None:
    """Change the time zone of ``user``, reschedule their emails and replan everything.

    Raises ValidationError if ``time_zone`` is not an IANA zone.
    """
    if user.time_zone == time_zone:
        return
    user.time_zone, user.last_digest_on = time_zone, None
    user.clean_fields(exclude=_all_but(user, "time_zone"))
    schedule(user, now)
    user.save(update_fields=["time_zone", "last_digest_on", *NEXT])
    _replan(user, now)


@owner_locked
def set_profile(user: User, *, name: str, theme: str, language: str) -> None:
    """Change the name, theme and language of ``user``."""
    user.name, user.theme, user.language = composed(name), theme, language
    user.clean_fields(exclude=_all_but(user, "name", "theme", "language"))
    user.save(update_fields=["name", "theme", "language"])


@owner_locked
def set_digest(user: User, *, fields: Mapping[str, Any], now: datetime) -> None:
    """Change when ``user`` gets which emails, and reschedule them.

    Raises ValidationError if a field is not valid.
    """
    for name in DIGEST_FIELDS:
        if name in fields:
            setattr(user, name, fields[name])
    user.clean_fields(exclude=_all_but(user, *DIGEST_FIELDS))
    schedule(user, now)
    user.save(update_fields=[*DIGEST_FIELDS, *NEXT])


@owner_locked
def set_region(user: User, *, fields: Mapping[str, Any], now: datetime) -> None:
    """Change the country and the habits of ``user``; other days off replan everything.

    Raises ValidationError if a field is not valid.
    """
    before = [getattr(user, name) for name in DAYS_OFF_FIELDS]
    for name in REGION_FIELDS:
        if name in fields:
            setattr(user, name, fields[name])
    user.clean_fields(exclude=_all_but(user, *REGION_FIELDS))
    user.save(update_fields=[*REGION_FIELDS])
    if before != [getattr(user, name) for name in DAYS_OFF_FIELDS]:
        _replan(user, now)


def _replan(user: User, now: datetime) -> None:
    facts_changed.send(sender=User, owner_id=user.pk, application_ids=None, now=now, revive=False)


def _all_but(user: User, *names: str) -> set[str]:
    return {field.name for field in user._meta.fields} - set(names)
