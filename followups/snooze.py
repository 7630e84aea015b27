"""Until when a reminder may be put off with one press."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.digest_times import wall

MORNING = time(9)
EVENING = time(18)
LAST_HOUR_FOR_TONIGHT = time(17)
WEEK = 7


@dataclass(frozen=True, slots=True)
class SnoozeOption:
    """One moment to wake a reminder at, an aware instant."""

    name: str
    label: str | Promise
    at: datetime


def snooze_options(
    zone: ZoneInfo, now: datetime, ends: datetime | None = None
) -> tuple[SnoozeOption, ...]:
    """The moments to choose from at ``now`` on the calendar of ``zone``, soonest first.

    Only those before a reminder ``ends``: beyond, it would never be seen again.
    """
    local = now.astimezone(zone)
    today = local.date()
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=WEEK - today.weekday())
    found = [SnoozeOption("tomorrow", _("Tomorrow"), wall(tomorrow, MORNING, zone))]
    if local.time() < LAST_HOUR_FOR_TONIGHT:
        found.insert(0, SnoozeOption("evening", _("This evening"), wall(today, EVENING, zone)))
    if monday != tomorrow:
        found.append(SnoozeOption("monday", _("Monday"), wall(monday, MORNING, zone)))
    return tuple(offer for offer in found if ends is None or offer.at < ends)
