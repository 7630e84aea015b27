"""What logging a suggestion would change in the plan, in short sentences; nothing is written.

The same facts are planned as they are, and with those that the answer would add.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.holidays import weekdays
from accounts.models import User
from followups.inbox_change_words import sentences
from followups.inbox_facts import Known, Refused, earlier_start, events_with, read_known
from followups.models import Reminder
from followups.planning.collect import Collected, collect, with_events
from followups.state import has_lapsed
from followups.timing import facts as f
from followups.timing.plan import Planned, plan_application
from followups.timing.runs import is_end, latest_run
from followups.wording.formatter import Formatter
from inbox.answers import GOES_ON, Answer
from inbox.models import Suggestion


@dataclass(frozen=True, slots=True)
class Difference:
    """How a plan changes: reminders by key, the optional ones left out."""

    before: Mapping[str, Planned]
    after: Mapping[str, Planned]
    stays: Collection[str]
    """Keys of reminders that stay, or become optional."""
    closes: bool

    @property
    def added(self) -> list[Planned]:
        """New reminders, the soonest first."""
        new = (each for key, each in self.after.items() if key not in self.before)
        return sorted(new, key=lambda each: (each.opens_at, each.key))

    @property
    def gone(self) -> list[Planned]:
        """Reminders that go away, the soonest first."""
        old = (each for key, each in self.before.items() if key not in self.stays)
        return sorted(old, key=lambda each: (each.opens_at, each.key))

    @property
    def moved(self) -> list[tuple[Planned, Planned]]:
        """Reminders with another time, as they are and as they will be."""
        pairs = ((self.before[key], each) for key, each in self.after.items() if key in self.before)
        return [(old, new) for old, new in pairs if _times(old) != _times(new)]


def changes(
    owner: User, pairs: Sequence[tuple[Suggestion, Answer]], now: datetime
) -> dict[int, list[str]]:
    """Return what logging each answer would change, by its suggestion's key.

    Each is reckoned alone, in as many queries for many as for one. Empty where nothing changes, or
    where logging it would ask something first.
    """
    if not pairs:
        return {}
    preview = _Preview(owner, [answer for _row, answer in pairs], now)
    return {row.pk: preview.sentences(row, answer) for row, answer in pairs}


def corrections(
    owner: User, pairs: Sequence[tuple[Suggestion, Answer]], now: datetime
) -> dict[int, list[str]]:
    """Return what logging each answer would correct in its application, by its suggestion's key."""
    if not pairs:
        return {}
    preview = _Preview(owner, [answer for _row, answer in pairs], now)
    return {row.pk: preview.corrections(answer) for row, answer in pairs}


def difference(owner: User, row: Suggestion, answer: Answer, now: datetime) -> Difference | None:
    """Return how logging one answer would change the plan; None where it would ask something."""
    return _Preview(owner, [answer], now).difference(row, answer)


class _Preview:
    """The facts of one seeker, read once for all answers."""

    def __init__(self, owner: User, answers: Sequence[Answer], now: datetime) -> None:
        self.owner, self.now = owner, now
        self.known: Known = read_known(owner, answers)
        about = {pk for answer in answers if (pk := self.known.application_of(answer))}
        self.collected: Collected = collect(owner, about)
        scopes = [f"a{pk}" for pk in about]
        rows = owned_by(owner, Reminder).filter(scope__in=scopes, state__in=Reminder.BY_HAND)
        fields = ("scope", "key", "opens_at", "closed_at")
        self.closed = {
            (scope, key): (opens_at, closed_at or now)
            for scope, key, opens_at, closed_at in rows.values_list(*fields)
        }

    def sentences(self, row: Suggestion, answer: Answer) -> list[str]:
        corrected, found = self.corrections(answer), self.difference(row, answer)
        if found is None:
            return corrected
        return [*corrected, *sentences(self._formatter(), found, self.collected.policy)]

    def corrections(self, answer: Answer) -> list[str]:
        """What is corrected in the application itself."""
        pk = self.known.application_of(answer)
        if pk is None:
            return []
        facts = self.collected.applications.get(pk)
        if facts is None:
            return [_("Unarchives the application.")] if answer.kind in GOES_ON else []
        at = earlier_start(answer, facts.events, self.owner)
        text = _("Moves the day you applied to %(day)s.")
        return [text % {"day": self._formatter().day(at)}] if at else []

    def _formatter(self) -> Formatter:
        zone, now = self.owner.zone, self.now
        return Formatter(self._names(), zone, now.astimezone(zone).year, now)

    def _names(self) -> dict[str, str]:
        names = self.known.names()
        references = self.collected.references
        return names | {each.id: names.get(each.contact or "", "") for each in references}

    def difference(self, row: Suggestion, answer: Answer) -> Difference | None:
        pk = self.known.application_of(answer)
        facts = self._facts(pk)
        if facts is None:
            return None
        unsorted = f"s{row.pk}"
        others = tuple(each for each in facts.events if each.name != unsorted)
        try:
            events = events_with(answer, others, self.known, pk, self.now)
        except Refused:
            return None
        before = self._plan(pk, facts)
        after = self._plan(pk, with_events(self.owner, facts, events))
        is_closed, was_closed = _is_closed(events), _is_closed(facts.events)
        return Difference(
            _required(before), _required(after), {*after}, is_closed and not was_closed
        )

    def _facts(self, pk: int | None) -> f.Facts | None:
        """Return an application's facts, None if it is archived; a new one has no events yet."""
        if pk is not None:
            return self.collected.applications.get(pk)
        return f.Facts(
            timezone=self.owner.zone,
            interest=3,
            events=(),
            references=self.collected.references,
            weekend=weekdays(self.owner.weekend),
        )

    def _plan(self, pk: int | None, facts: f.Facts) -> dict[str, Planned]:
        """Return the reminders that would be shown, by key."""
        plan = plan_application(facts, self.collected.policy)
        return {each.key: each for each in plan.reminders if self._is_shown(f"a{pk}", each)}

    def _is_shown(self, scope: str, planned: Planned) -> bool:
        if has_lapsed(planned, self.now):
            return False
        times = self.closed.get((scope, planned.key))
        return times is None or (planned.opens_at > times[1] and planned.opens_at != times[0])


def _required(plan: Mapping[str, Planned]) -> dict[str, Planned]:
    return {key: each for key, each in plan.items() if not each.optional}


def _is_closed(events: Iterable[f.Event]) -> bool:
    return is_end(latest_run(sorted(events, key=lambda each: each.at)).outcome)


def _times(planned: Planned) -> tuple[datetime, datetime | None]:
    return planned.opens_at, planned.due_at
