"""The parts of a plan: reminders, held-back entries, their reasons, and their status labels."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from followups.timing.calendar import Fact, Json, Moment, Step, parse_date, to_plain
from followups.timing.catalogue.index import GUARDS, RULES

PERSON = re.compile(r"[cr][0-9]{1,18}")
"""The id of a contact or a reference in a reason's facts."""
ReasonFacts = dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry is in the plan: a sentence's id, its facts, and the steps of the arithmetic.

    `steps` lead to the opening time, `due` to the due time and `lapse` to the lapse time; empty
    where there is no such time. Facts named `*_at` are instants (UTC), `*_on` dates on the seeker's
    calendar; people and references are given by their ids.
    """

    sentence: str
    facts: Mapping[str, Fact]
    steps: tuple[Step, ...] = ()
    due: tuple[Step, ...] = ()
    lapse: tuple[Step, ...] = ()

    @property
    def tells_of_mail(self) -> bool:
        """Whether it says that a mail came which the seeker has not sorted yet."""
        return "mailed_at" in self.facts or "unsorted" in self.facts

    def to_json(self) -> dict[str, object]:
        """Return the reason as JSON types, to be stored and read with `from_json`."""
        return {
            "sentence": self.sentence,
            "facts": {key: to_plain(value) for key, value in self.facts.items()},
            "steps": [step.to_json() for step in self.steps],
            "due": [step.to_json() for step in self.due],
            "lapse": [step.to_json() for step in self.lapse],
        }

    @classmethod
    def from_json(cls, data: Json) -> "Reason":
        """Return the reason that `to_json` wrote."""
        arithmetic = (_steps(data[part]) for part in ("steps", "due", "lapse"))
        return cls(str(data["sentence"]), _facts(data["facts"]), *arithmetic)

    @classmethod
    def facts_from_json(cls, data: Json) -> "Reason":
        """Return the reason that `to_json` wrote, without the steps: enough for its sentence."""
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

    The entry applies until `until` (UTC), or without limit where that is None.
    """

    rule: str
    about: str | None
    guard: str
    until: datetime | None
    sources: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the rules make of some facts, whatever the time is."""

    reminders: tuple[Planned, ...] = ()
    held_back: tuple[HeldBack, ...] = ()


class Status(StrEnum):
    """A reminder's status at a moment; lapsed reminders are not in a labelled plan."""

    PLANNED = "planned"
    OPEN = "open"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reminder and its status."""

    planned: Planned
    status: Status


@dataclass(frozen=True, slots=True)
class LabelledPlan:
    """A plan at one moment."""

    reminders: tuple[Labelled, ...]
    held_back: tuple[HeldBack, ...]


@dataclass(frozen=True, slots=True)
class ReasonData:
    """A reason's sentence and facts, without the steps."""

    sentence: str
    facts: Mapping[str, Fact]


def remind(
    rule: str,
    about: Iterable[str],
    reason: ReasonData,
    opens: Moment,
    due: Moment | None,
    lapse: Moment | None = None,
    *,
    to: str | None = None,
    optional: bool | None = None,
    sources: Iterable[str] | None = None,
    key_prefix: str | None = None,
) -> Planned:
    """Return a reminder of `rule`; `optional` and `sources` default to the catalogue's.

    Its key is the rule (or `key_prefix`) and the parts of `about`, joined by slashes.
    """
    entry = RULES[rule]
    return Planned(
        key="/".join((key_prefix or rule, *about)),
        rule=rule,
        to=to,
        opens_at=opens.at,
        due_at=due.at if due else None,
        lapses_at=lapse.at if lapse else None,
        optional=entry.optional == "yes" if optional is None else optional,
        sources=tuple(sorted(set(entry.sources if sources is None else sources))),
        reason=Reason(
            reason.sentence,
            reason.facts,
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
    reason: ReasonData,
    *,
    about: str | None = None,
    opening: Moment | None = None,
    sources: Iterable[str] | None = None,
) -> HeldBack:
    """Return the entry for a guard; `opening` is when what it holds back opens, if known."""
    entry = GUARDS[guard]
    return HeldBack(
        rule=entry.rule,
        about=about,
        guard=guard,
        until=opening.at if opening else None,
        sources=tuple(sorted(set(entry.sources if sources is None else sources))),
        reason=Reason(reason.sentence, reason.facts, opening.steps if opening else ()),
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
    """Yield the ids of the people in a reason's JSON, and ignore what has another shape."""
    facts = reason.get("facts") if isinstance(reason, dict) else None
    if not isinstance(facts, dict):
        return
    people = facts.get("people")
    for person in (facts.get("person"), *(people if isinstance(people, list) else ())):
        if isinstance(person, str) and PERSON.fullmatch(person):
            yield person
