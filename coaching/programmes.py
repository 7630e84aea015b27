"""A programme in numbers, for its lead: counts of all seekers together, and nobody's record."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from accounts.models import CoachGrant, Membership, Programme, User
from applications.models import Application, Event, Interview
from applications.models.application import CLOSED_STAGES
from applications.models.interview import STANDING
from followups.models import Reminder
from followups.state import overdue

FEWEST = 5
"""Of fewer seekers than this nothing is counted: a count would be one person's record."""
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Counts:
    """All seekers of a programme together; None where they are too few to be counted."""

    programme: Programme
    seekers: int
    coaches: int
    figures: "Figures | None"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is under way, what came of it in thirty days, and what is late."""

    coached: int
    open: int
    sent: int
    interviews: int
    offers: int
    overdue: int


def led_by(coach: User, now: datetime) -> list[Counts]:
    """Every programme that ``coach`` leads, in counts."""
    led = Programme.objects.filter(members__person=coach, members__role=Role.LEAD)
    return [counts_of(programme, now) for programme in led]


def counts_of(programme: Programme, now: datetime) -> Counts:
    """One programme in counts at ``now`` (aware)."""
    roles = list(programme.members.values_list("role", "person"))
    seekers = [person for role, person in roles if role == Role.SEEKER]
    figures = _figures(seekers, now) if len(seekers) >= FEWEST else None
    return Counts(programme, len(seekers), len(roles) - len(seekers), figures)


def _figures(seekers: list[int], now: datetime) -> Figures:
    events = Event.objects.filter(application__owner__in=seekers, at__gt=now - MONTH, at__lte=now)
    live = CoachGrant.objects.live(now).filter(seeker=OuterRef("pk"))
    under_way = Application.objects.filter(owner__in=seekers, archived_at=None)
    talks = Interview.objects.filter(STANDING, owner__in=seekers)
    late = Reminder.objects.filter(overdue(now), owner__in=seekers)
    return Figures(
        coached=User.objects.filter(Exists(live), pk__in=seekers).count(),
        open=under_way.exclude(stage__in=CLOSED_STAGES).count(),
        sent=events.filter(kind=Event.Kind.APPLIED).count(),
        interviews=talks.filter(starts_at__gte=now, starts_at__lt=now + WEEK).count(),
        offers=events.filter(kind=Event.Kind.OUTCOME, result=Event.Result.OFFER).count(),
        overdue=late.count(),
    )
