"""The latest run of an application, in queries: letters know nothing of the runs before it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, Q, QuerySet, Subquery

from accounts.models import User
from applications.models import Application, Debrief, Event, Interview
from applications.models.application import CLOSED_STAGES
from applications.runs import run_of

Kind = Event.Kind


def has_ended(application: Any) -> Exists:
    """Whether an outcome ever closed it, so that a later run may have begun."""
    ends = Event.objects.filter(kind=Kind.OUTCOME, result__in=CLOSED_STAGES)
    return Exists(ends.filter(application=application))


def run_began(row: Any, application: Application | None) -> datetime | None:
    """When the latest run began, None in the first one; ``row`` is annotated with ``has_ended``."""
    if application is None or not getattr(row, "has_ended", False):
        return None
    return run_of(application).began_at


def since(began_at: datetime | None, field: str = "at") -> Q:
    """Only what happened in the run."""
    return Q(**{f"{field}__gte": began_at}) if began_at else Q()


def events_of(application: Any, began_at: datetime | None) -> QuerySet[Event]:
    """The events of the run, the latest first."""
    return Event.objects.filter(since(began_at), application=application).order_by("-at", "-pk")


def talks_of(application: Any, began_at: datetime | None) -> QuerySet[Interview]:
    """The interviews of the run that were not called off."""
    run = since(began_at, "arranged_at")
    return Interview.objects.filter(run, application=application, cancelled_at=None)


def story(application: Any, now: datetime, began_at: datetime | None) -> dict[str, Any]:
    """What letters to the employer tell of the run, as annotations."""
    talks = talks_of(application, began_at)
    met = talks.filter(ends_at__lte=now).order_by("-ends_at")
    ahead = talks.filter(starts_at__gt=now).order_by("starts_at")
    off = Interview.objects.filter(since(began_at, "arranged_at"), application=application)
    off = off.filter(cancelled_at__isnull=False).order_by("-cancelled_at", "pk")
    applied = events_of(application, began_at).filter(kind=Kind.APPLIED)
    said = Debrief.objects.filter(
        since(began_at, "interview__arranged_at"), interview__application=application
    )
    said = said.exclude(follow_up_contact="").order_by("-at")
    return {
        "applied_at": Subquery(applied.values("at")[:1]),
        "met_at": Subquery(met.values("starts_at")[:1]),
        "met_kind": Subquery(met.values("kind")[:1]),
        "met_zone": Subquery(met.values("time_zone")[:1]),
        "ahead_at": Subquery(ahead.values("starts_at")[:1]),
        "ahead_zone": Subquery(ahead.values("time_zone")[:1]),
        "off_at": Subquery(off.values("starts_at")[:1]),
        "off_zone": Subquery(off.values("time_zone")[:1]),
        "off_kind": Subquery(off.values("kind")[:1]),
        "off_since": Subquery(off.values("cancelled_at")[:1]),
        "off_with": Subquery(
            off.order_by("-cancelled_at", "pk", "interviewers").values("interviewers")[:1]
        ),
        "follow_up_contact": Subquery(said.values("follow_up_contact")[:1]),
    }


def is_called_off(row: Any) -> bool:
    """Whether the last that happened is an interview called off, with no other to come."""
    if row.off_since is None or row.ahead_at:
        return False
    return all(row.off_since > at for at in (row.applied_at, row.met_at) if at)


def called_off(row: Any, owner: User) -> dict[str, Any]:
    """The facts of a status note after an interview that was called off."""
    day = local_day(row.off_at, row.off_zone, owner)
    return {"called_off_on": day, "kind": row.off_kind, "met_on": None}


def local_day(moment: datetime | None, zone: str | None, owner: User) -> date | None:
    """The day of an interview where it was agreed, which is the day its reader remembers."""
    if moment is None:
        return None
    return moment.astimezone(ZoneInfo(zone) if zone else owner.zone).date()
