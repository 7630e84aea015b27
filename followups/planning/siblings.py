"""Which other applications of a seeker must be replanned when the facts of some have changed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from followups.models import PlanContext
from followups.planning.apply import PlanForScope
from followups.timing.facts import Event
from followups.timing.plan import Planned

LINE_UP = "references.line_up"


def line_up_in(plan: PlanForScope) -> Planned | None:
    """Return the reminder to line up references, which the seeker gets once."""
    return next((each for each in plan.reminders if each.rule == LINE_UP), None)


class _Said(NamedTuple):
    """What a stored plan was made with, and when it asks for references to be lined up."""

    elsewhere: str = ""
    line_up_at: datetime | None = None


class Siblings:
    """What the plans of all applications of one seeker were last made with, and are made with now.

    ``elsewhere`` holds, for each application, the events that other applications mean for it.
    """

    def __init__(self, owner_id: int, elsewhere: Mapping[int, Iterable[Event]]) -> None:
        rows = PlanContext.objects.filter(application__owner=owner_id).order_by()
        fields = ("application", *_Said._fields)
        self.stored = {pk: _Said(*said) for pk, *said in rows.values_list(*fields)}
        self.names = {pk: _names(events) for pk, events in elsewhere.items()}

    def with_affected(self, application_ids: Collection[int]) -> set[int]:
        """Return these applications and the others to replan with them.

        Those are the applications that other events elsewhere concern now than when they were last
        planned, and the one that is first to ask for references to be lined up.
        """
        affected = {
            pk
            for pk in {*self.stored, *self.names}
            if self.names.get(pk, "") != self.stored.get(pk, _Said()).elsewhere
        }
        affected |= set(application_ids)
        asking = [
            (said.line_up_at, pk)
            for pk, said in self.stored.items()
            if said.line_up_at and pk not in affected
        ]
        return affected | {pk for _, pk in sorted(asking)[:1]}

    def remember(self, plans: Iterable[PlanForScope]) -> None:
        """Store what these plans were made with."""
        said = {
            plan.application_id: self._said(plan)
            for plan in plans
            if plan.application_id is not None
        }
        gone = [pk for pk, each in said.items() if pk in self.stored and each == _Said()]
        if gone:
            PlanContext.objects.filter(pk__in=gone).delete()
        PlanContext.objects.bulk_create(
            [
                PlanContext(application_id=pk, **each._asdict())
                for pk, each in said.items()
                if each != self.stored.get(pk, _Said()) and each != _Said()
            ],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["application"],
            update_fields=[*_Said._fields],
        )

    def _said(self, plan: PlanForScope) -> _Said:
        asked = line_up_in(plan)
        elsewhere = self.names.get(plan.application_id or 0, "")
        return _Said(elsewhere, asked.opens_at if asked else None)


def _names(events: Iterable[Event]) -> str:
    """Return a text that differs where the events do."""
    return " ".join(f"{event.name}@{event.at.timestamp():.0f}" for event in events)
