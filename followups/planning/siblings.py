"""Which other applications of a seeker must be replanned when the facts of some have changed."""

from collections.abc import Collection, Iterable, Mapping

from followups.models import PlanContext
from followups.planning.apply import PlanForScope
from followups.timing.facts import Event
from followups.timing.plan import Planned

LINE_UP = "references.line_up"


def line_up_in(plan: PlanForScope) -> Planned | None:
    """Return the reminder to line up references, which the seeker gets once."""
    return next((each for each in plan.reminders if each.rule == LINE_UP), None)


class Siblings:
    """What the plans of all applications of one seeker were last made with, and are made with now.

    ``elsewhere`` holds, for each application, the events that other applications mean for it.
    """

    def __init__(self, owner_id: int, elsewhere: Mapping[int, Iterable[Event]]) -> None:
        rows = PlanContext.objects.filter(application__owner=owner_id).order_by()
        self.stored = {row.pk: row for row in rows}
        self.names = {pk: _names(events) for pk, events in elsewhere.items()}

    def with_affected(self, application_ids: Collection[int]) -> set[int]:
        """Return these applications and the others to replan with them.

        Those are the applications that other events elsewhere concern now than when they were last
        planned, and the one that is first to ask for references to be lined up.
        """
        affected = {
            pk
            for pk in {*self.stored, *self.names}
            if self.names.get(pk, "") != (self.stored[pk].elsewhere if pk in self.stored else "")
        }
        affected |= set(application_ids)
        asking = [
            (row.line_up_at, pk)
            for pk, row in self.stored.items()
            if row.line_up_at and pk not in affected
        ]
        return affected | {pk for _, pk in sorted(asking)[:1]}

    def remember(self, plans: Iterable[PlanForScope]) -> None:
        """Store what these plans were made with."""
        rows = [row for plan in plans if (row := self._row(plan)) is not None]
        said = {row.pk: row for row in rows if row.elsewhere or row.line_up_at}
        gone = [row.pk for row in rows if row.pk in self.stored and row.pk not in said]
        if gone:
            PlanContext.objects.filter(pk__in=gone).delete()
        PlanContext.objects.bulk_create(
            [row for row in said.values() if not _same(row, self.stored.get(row.pk))],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["application"],
            update_fields=["elsewhere", "line_up_at"],
        )

    def _row(self, plan: PlanForScope) -> PlanContext | None:
        pk = plan.application_id
        if pk is None:
            return None
        asked = line_up_in(plan)
        return PlanContext(
            application_id=pk,
            elsewhere=self.names.get(pk, ""),
            line_up_at=asked.opens_at if asked else None,
        )


def _same(one: PlanContext, other: PlanContext | None) -> bool:
    said = (one.elsewhere, one.line_up_at)
    return other is not None and said == (other.elsewhere, other.line_up_at)


def _names(events: Iterable[Event]) -> str:
    """Return a text that differs where the events do."""
    return " ".join(f"{event.name}@{event.at.timestamp():.0f}" for event in events)
