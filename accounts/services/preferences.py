"""Services that write a user's own settings."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from accounts.digest_times import schedule
from accounts.locking import owner_locked
from accounts.models import User
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
NEXT = ("next_digest_at", "next_review_at", "next_caseload_at")


@owner_locked
def set_time_zone(user: User, time_zone: str, *, now: datetime) -> None:
    """Change the time zone of ``user``, reschedule their emails and replan everything.

    Raises ValidationError if ``time_zone`` is not an IANA zone.
    """
    if user.time_zone == time_zone:
        return
    user.time_zone = time_zone
    user.clean_fields(exclude=_all_but(user, "time_zone"))
    schedule(user, now)
    user.save(update_fields=["time_zone", *NEXT])
    facts_changed.send(sender=User, owner_id=user.pk, application_ids=None, now=now, revive=False)


@owner_locked
def set_profile(user: User, *, name: str, theme: str, language: str) -> None:
    """Change the name, theme and language of ``user``."""
    user.name, user.theme, user.language = name, theme, language
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
    """Change where ``user`` lives and how they write dates and money, and replan everything.

    Raises ValidationError if a field is not valid.
    """
    for name in REGION_FIELDS:
        if name in fields:
            setattr(user, name, fields[name])
    user.clean_fields(exclude=_all_but(user, *REGION_FIELDS))
    user.save(update_fields=REGION_FIELDS)
    facts_changed.send(sender=User, owner_id=user.pk, application_ids=None, now=now, revive=False)


@owner_locked
def rest_until(user: User, until: date | None, *, now: datetime) -> None:
    """Let the search of ``user`` rest until a day on their calendar; None ends the rest."""
    user.resting_until = until
    user.save(update_fields=["resting_until"])
    facts_changed.send(sender=User, owner_id=user.pk, application_ids=None, now=now, revive=False)


def _all_but(user: User, *names: str) -> set[str]:
    return {field.name for field in user._meta.fields} - set(names)
