"""What a plan is made of: reminders, entries that say why one may rest, reasons, and labels."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from followups.timing.calendar import Fact, Json, Moment, Step, parse_date, plain
from followups.timing.catalogue.index import GUARDS, RULES

PERSON = re.compile(r"[cr][0-9]{1,18}")
"""A contact or a reference, as reasons name them."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The sentence's id and its facts, and the steps that led to the opening and the due time.

    Facts named `*_at` are instants (UTC), `*_on` dates on the seeker's calendar; people and
    references stand by their ids. A null date (`due` empty) means that there is none.
    """

    sentence: str
    facts: Mapping[str, Fact]
    steps: tuple[Step, ...] = ()
    due: tuple[Step, ...] = ()
    lapse: tuple[Step, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The reason as plain types, to be stored and read again with `from_json`."""
        return {
            "sentence": self.sentence,
            "facts": {key: plain(value) for key, value in self.facts.items()},
            "steps": [step.to_json() for step in self.steps],
            "due": [step.to_json() for step in self.due],
            "lapse": [step.to_json() for step in self.lapse],
        }

    @classmethod
    def from_json(cls, data: Json) -> "Reason":
        """The reason that `to_json` wrote."""
        arithmetic = (_steps(data[part]) for part in ("steps", "due", "lapse"))
        return cls(str(data["sentence"]), _facts(data["facts"]), *arithmetic)

    @classmethod
    def facts_from_json(cls, data: Json) -> "Reason":
        """The reason that `to_json` wrote, without its arithmetic: all that its sentence needs."""
        return cls(str(data["sentence"]), _facts(data["facts"]))


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


def _facts(raw: object) -> dict[str, Fact]:
    if not isinstance(raw, Mapping):
        raise TypeError("facts must be an object")
    return {key: _fact(key, value) for key, value in raw.items()}


def _steps(raw: object) -> tuple[Step, ...]:
    if not isinstance(raw, Iterable):
        raise TypeError("steps must be a list")
    return tuple(Step.from_json(step) for step in raw)


def _fact(key: str, value: object) -> Fact:
    if isinstance(value, str) and key.endswith(("_at", "_on")):
        return parse_date(value)
    if isinstance(value, list):
        return tuple(map(str, value))
    return value  # type: ignore[return-value]


def people_in(reason: object) -> Iterator[str]:
    """The ids of the people of a reason; of one that is not made like a reason, those in it."""
    facts = reason.get("facts") if isinstance(reason, dict) else None
    if not isinstance(facts, dict):
        return
    several = facts.get("people")
    for each in (facts.get("person"), *(several if isinstance(several, list) else ())):
        if isinstance(each, str) and PERSON.fullmatch(each):
            yield each
