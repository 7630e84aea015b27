"""The figures of a week, counted for many seekers at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from applications.insights.stats import ANSWERING_RESULTS
from applications.models import Application, Event, Interview, Message
from applications.models.application import CLOSED_STAGES
from applications.models.event import ANSWERS

WEEK = timedelta(days=7)
ANSWERED = Q(kind__in=ANSWERS) | Q(result__in=ANSWERING_RESULTS)


@dataclass(slots=True)
class Figures:
    """What happened in one seeker's last seven days, and the number of open applications."""

    applications: int = 0
    notes: int = 0
    answers: int = 0
    rejections: int = 0
    interviews: int = 0
    open: int = 0

    @property
    def welcome(self) -> int:
        """The answers that were no rejections."""
        return self.answers - self.rejections

    @property
    def are_empty(self) -> bool:
        """Whether nothing happened and no application is open."""
        return not (self.applications or self.notes or self.answers or self.interviews or self.open)


def figures(owners: Collection[int], now: datetime) -> Mapping[int, Figures]:
    """The figures of ``owners`` for the seven days up to ``now`` (aware); seven queries.

    Answers are counted as in insights: anything a person there did, including an invitation.
    """
    found: dict[int, Figures] = defaultdict(Figures)
    for name, query in _queries(list(owners), now - WEEK, now):
        for owner, count in query:
            setattr(found[owner], name, getattr(found[owner], name) + count)
    return found


def _queries(
    owners: list[int], start: datetime, end: datetime
) -> Iterable[tuple[str, Iterable[tuple[int, int]]]]:
    events = Event.objects.filter(application__owner__in=owners, at__gt=start, at__lte=end)
    talks = Interview.objects.filter(application__owner__in=owners)
    held = talks.filter(ends_at__gt=start, ends_at__lte=end, cancelled_at=None)
    invited = talks.filter(arranged_at__gt=start, arranged_at__lte=end)
    notes = Message.objects.filter(owner__in=owners, at__gt=start, at__lte=end)
    under_way = Application.objects.filter(owner__in=owners, archived_at=None).exclude(
        stage__in=[*CLOSED_STAGES, "saved"]
    )
    owner = "application__owner"
    yield "applications", _counted(events.filter(kind=Event.Kind.APPLIED), owner)
    yield "answers", _counted(events.filter(ANSWERED), owner)
    yield "answers", _counted(invited, owner)
    yield "rejections", _counted(events.filter(result=Event.Result.REJECTED), owner)
    yield "interviews", _counted(held, owner)
    yield "notes", _counted(notes, "owner")
    yield "open", _counted(under_way, "owner")


def _counted(rows: QuerySet[Any], owner: str) -> Iterable[tuple[int, int]]:
    counted: Iterable[tuple[int, int]] = rows.order_by().values_list(owner).annotate(Count("pk"))
    return counted
