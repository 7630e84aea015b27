"""Runs: once a closed application is submitted again, everything before it is past.

Where a run begins, and which outcome holds, the timing rules decide: their app provides it, under
the name ``PROVIDED``.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from applications.models import Application, Event, Interview
from applications.models.application import CLOSED_STAGES
from jobtracker.extension_points import value_of

PROVIDED = "applications.latest_run"


@dataclass(frozen=True, slots=True)
class Run:
    """The latest run of an application, its rows in order of time.

    ``outcome`` is the outcome that holds, ``began_at`` is when a later run began, None in the
    first one.
    """

    events: tuple[Event, ...] = ()
    interviews: tuple[Interview, ...] = ()
    outcome: Event | None = None
    began_at: datetime | None = None

    @property
    def is_closed(self) -> bool:
        """Whether an outcome holds that closes the application; an offer does not."""
        return self.outcome is not None and self.outcome.result in CLOSED_STAGES

    @property
    def applied(self) -> Event | None:
        """The latest submission."""
        return next((each for each in reversed(self.events) if each.kind == "applied"), None)

    @property
    def choices(self) -> dict[int, Event]:
        """By the reference's key: the event that chose them."""
        chosen = [each for each in self.events if each.kind == Event.Kind.REFERENCE_CHOSEN]
        return {each.reference_id: each for each in reversed(chosen) if each.reference_id}


def latest_run(events: Iterable[Event], interviews: Iterable[Interview]) -> Run:
    """Return the latest run of one application's rows; rows of one instant stay as given."""
    run: Run = value_of(PROVIDED, events, interviews)
    return run


def run_of(application: Application) -> Run:
    """Return the latest run of an application; two queries."""
    return runs_of([application.pk])[application.pk]


def runs_of(applications: Collection[int]) -> dict[int, Run]:
    """Return the latest run of each application, by its key; two queries."""
    events: dict[int, list[Event]] = defaultdict(list)
    interviews: dict[int, list[Interview]] = defaultdict(list)
    for event in Event.objects.filter(application__in=applications).order_by("at", "pk"):
        events[event.application_id].append(event)
    rows = Interview.objects.filter(application__in=applications)
    for interview in rows.order_by("arranged_at", "pk"):
        interviews[interview.application_id].append(interview)
    return {pk: latest_run(events[pk], interviews[pk]) for pk in applications}
