"""The times to which one click snoozes a reminder."""

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
    """A named time to snooze until; ``at`` is an aware instant."""

    name: str
    label: str | Promise
    at: datetime


def snooze_options(
    zone: ZoneInfo, now: datetime, ends: datetime | None = None
) -> tuple[SnoozeOption, ...]:
    """Return the options at ``now`` on the calendar of ``zone``, soonest first.

    With ``ends``, when the reminder lapses, only the options before it.
    """
    local = now.astimezone(zone)
    today = local.date()
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=WEEK - today.weekday())
    options = [SnoozeOption("tomorrow", _("Tomorrow"), wall(tomorrow, MORNING, zone))]
    if local.time() < LAST_HOUR_FOR_TONIGHT:
        options.insert(0, SnoozeOption("evening", _("This evening"), wall(today, EVENING, zone)))
    if monday != tomorrow:
        options.append(SnoozeOption("monday", _("Monday"), wall(monday, MORNING, zone)))
    return tuple(option for option in options if ends is None or option.at < ends)
