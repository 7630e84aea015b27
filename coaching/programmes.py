"""A programme in numbers, for its lead: counts over all its seekers, and no single record."""

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
"""The fewest seekers that are counted; with fewer, a count would reveal one person's data."""
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a programme; ``figures`` is None with too few seekers."""

    programme: Programme
    seekers: int
    coaches: int
    figures: "Figures | None"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is open, what happened in the last thirty days, and what is overdue."""

    coached: int
    open: int
    sent: int
    interviews: int
    offers: int
    overdue: int


def led_by(coach: User, now: datetime) -> list[Counts]:
    """Return the counts of each programme that ``coach`` leads."""
    led = Programme.objects.filter(members__person=coach, members__role=Role.LEAD)
    return [counts_of(programme, now) for programme in led]


def counts_of(programme: Programme, now: datetime) -> Counts:
    """Return the counts of one programme at ``now`` (aware)."""
    roles = list(programme.members.values_list("role", "person"))
    seekers = [person for role, person in roles if role == Role.SEEKER]
    figures = _figures(seekers, now) if len(seekers) >= FEWEST else None
    return Counts(programme, len(seekers), len(roles) - len(seekers), figures)


def _figures(seekers: list[int], now: datetime) -> Figures:
    events = Event.objects.filter(application__owner__in=seekers, at__gt=now - MONTH, at__lte=now)
    live = CoachGrant.objects.live(now).filter(seeker=OuterRef("pk"))
    under_way = Application.objects.filter(owner__in=seekers, archived_at=None)
    interviews = Interview.objects.filter(STANDING, owner__in=seekers)
    late = Reminder.objects.filter(overdue(now), owner__in=seekers)
    return Figures(
        coached=User.objects.filter(Exists(live), pk__in=seekers).count(),
        open=under_way.exclude(stage__in=CLOSED_STAGES).count(),
        sent=events.filter(kind=Event.Kind.APPLIED).count(),
        interviews=interviews.filter(starts_at__gte=now, starts_at__lt=now + WEEK).count(),
        offers=events.filter(kind=Event.Kind.OUTCOME, result=Event.Result.OFFER).count(),
        overdue=late.count(),
    )
