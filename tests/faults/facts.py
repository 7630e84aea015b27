"""What the seekers of the fault tests have behind them, as of any moment: pure, and alike at all.

The tests run real processes on the real clock, so that nobody knows which hour or day it is. Their
seekers live where it is ten in the morning then, in a zone whose clocks never change: no opening
hour, no midnight and no quiet hour is near, and what is due by the rules was due hours ago.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from followups.timing.facts import Applied, Confirmation, Facts, Interview, Kind
from followups.timing.plan import plan, status_at
from followups.timing.policy.make import make

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
MORNING = 10
WEST, HOURS = 12, 24
PEOPLE = ("Ana Ruiz", "Bo Lindqvist", "Chi Okafor")


def morning(now: datetime) -> str:
    """The zone without clock changes in which it is between ten and eleven at ``now`` (aware)."""
    ahead = (MORNING - now.astimezone(UTC).hour + WEST) % HOURS - WEST
    # These zones are named the other way round: what is ahead of Greenwich has a minus.
    return f"Etc/GMT{-ahead:+d}"


def moments(now: datetime) -> Mapping[str, datetime]:
    """When what happened: an application two weeks ago, an interview a day and two hours ago."""
    ends = now - DAY - 2 * HOUR
    applied = now - 15 * DAY
    return {
        "applied": applied,
        "confirmed": applied + HOUR,
        "arranged": now - 6 * DAY,
        "starts": ends - HOUR,
        "ends": ends,
    }


def facts(now: datetime) -> Facts:
    """The facts of one seeker, as the planner reads them."""
    at = moments(now)
    talk = Interview(
        "i1",
        at["arranged"],
        kind=Kind.INTERVIEW,
        starts_at=at["starts"],
        ends_at=at["ends"],
        interviewers=tuple(f"c{n}" for n, _name in enumerate(PEOPLE)),
        cancelled_at=None,
    )
    events = (Applied("e1", at["applied"]), Confirmation("e2", at["confirmed"]), talk)
    return Facts(ZoneInfo(morning(now)), 3, events, ())


def states(now: datetime) -> Counter[str]:
    """How many reminders of one seeker are in each state once the beat has run at ``now``."""
    counts: Counter[str] = Counter()
    for found in plan(facts(now), make()).reminders:
        lapsed = found.lapses_at is not None and found.lapses_at < now
        status = "lapsed" if lapsed else str(status_at(found, now))
        counts["open" if status == "overdue" else status] += 1
    return counts
