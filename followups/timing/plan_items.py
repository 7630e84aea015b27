"""What a plan is made of: reminders, entries that say why one may rest, and their labels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from followups.timing.calendar import Moment
from followups.timing.catalogue.index import GUARDS, RULES
from followups.timing.reasons import Fact, Reason, Step


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder. Instants are UTC; `to` is a person's or a reference's id; `key` is stable."""

    key: str
    rule: str
    to: str | None
    opens_at: datetime
    due_at: datetime | None
    lapses_at: datetime | None
    optional: bool
    sources: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Why there is nothing to do: `rule` is `status` or `reference`, `about` a reference's id.

    Where `until` (UTC) is set, the entry stands only before it.
    """

    rule: str
    about: str | None
    guard: str
    until: datetime | None
    sources: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the rules say of some facts, whatever the time is."""

    reminders: tuple[Planned, ...] = ()
    held_back: tuple[HeldBack, ...] = ()


class Status(StrEnum):
    """Where a reminder stands at a moment; one that has lapsed is in no labelled plan."""

    PLANNED = "planned"
    OPEN = "open"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reminder and where it stands."""

    planned: Planned
    status: Status


@dataclass(frozen=True, slots=True)
class LabelledPlan:
    """A plan as it looks at one moment."""

    reminders: tuple[Labelled, ...]
    held_back: tuple[HeldBack, ...]


@dataclass(frozen=True, slots=True)
class ReasonData:
    """The sentence of a reason and its facts, before the arithmetic is known."""

    sentence: str
    facts: Mapping[str, Fact]


def remind(
    rule: str,
    about: Iterable[str],
    why: ReasonData,
    opens: Moment,
    due: Moment | None,
    lapse: Moment | None = None,
    *,
    to: str | None = None,
    optional: bool | None = None,
    sources: Iterable[str] | None = None,
    family: str | None = None,
) -> Planned:
    """A reminder of `rule`, its key made of the rule (or its `family`) and what it is `about`."""
    entry = RULES[rule]
    return Planned(
        key="/".join((family or rule, *about)),
        rule=rule,
        to=to,
        opens_at=opens.at,
        due_at=due.at if due else None,
        lapses_at=lapse.at if lapse else None,
        optional=entry.optional == "yes" if optional is None else optional,
        sources=tuple(sorted(set(entry.sources if sources is None else sources))),
        reason=Reason(
            why.sentence,
            why.facts,
            opens.steps or (Step("moment", opens.at, opens.at),),
            _deadline(due),
            _deadline(lapse),
        ),
    )


def _deadline(moment: Moment | None) -> tuple[Step, ...]:
    if moment is None:
        return ()
    return moment.steps or (Step("deadline", moment.at, moment.at),)


def held_back(
    guard: str,
    why: ReasonData,
    *,
    about: str | None = None,
    opening: Moment | None = None,
    sources: Iterable[str] | None = None,
) -> HeldBack:
    """An entry of the guard; `opening` is when what it holds back opens, where that is known."""
    entry = GUARDS[guard]
    return HeldBack(
        rule=entry.rule,
        about=about,
        guard=guard,
        until=opening.at if opening else None,
        sources=tuple(sorted(set(entry.sources if sources is None else sources))),
        reason=Reason(why.sentence, why.facts, opening.steps if opening else ()),
    )
